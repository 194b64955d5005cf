/** English: all that the page says, but for errors (errors.en.ts). Functions where a sentence has parts. */
import { account, places } from './en/account';
import { board, firmware, simulation } from './en/board';
import { live } from './en/live';
import { header, help, lights, log } from './en/page';
import { provision } from './en/provision';
import { wifi } from './en/wifi';
import { duration } from './format';

export const en = {
  name: 'Board to cloud',
  tagline: 'Connect a Microchip IoT board to your own AWS account. Nothing to install, no server of ours.',
  duration,
  loading: 'Loading…',
  loadAgain: 'Load it again',
  details: 'Details',
  technical: 'Technical detail',
  copy: 'Copy',
  copied: 'Copied',
  copyByKeys: (mac: boolean) => `Press ${mac ? '⌘C' : 'Ctrl+C'}`,
  show: 'Show',
  hide: 'Hide',
  next: 'Next',
  simulated: 'Simulated',

  header,
  help,
  lights,
  simulation,
  board,
  firmware,
  account,
  wifi,
  provision,
  live,
  log,
  places,
};
