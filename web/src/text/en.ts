/** The English texts of the page, except errors (errors.en.ts). A text that takes values is a function. */
import { account, places } from './en/account';
import { board, firmware, simulation } from './en/board';
import { header, help, lights, log, preview, update, views } from './en/page';
import { provision } from './en/provision';
import { wifi } from './en/wifi';
import { duration } from './format';

export const en = {
  name: 'Board to cloud',
  tagline:
    'Connect a Microchip IoT board to your own AWS account. There is nothing to install and no server in between.',
  duration,
  loading: 'Loading…',
  loadAgain: 'Load again',
  reload: 'Reload the page',
  details: 'Details',
  technical: 'Technical detail',
  copy: 'Copy',
  copied: 'Copied',
  copyByKeys: (mac: boolean) => `Press ${mac ? '⌘C' : 'Ctrl+C'}`,
  show: 'Show',
  hide: 'Hide',
  next: 'Next',

  header,
  views,
  preview,
  update,
  help,
  lights,
  simulation,
  board,
  firmware,
  account,
  wifi,
  provision,
  log,
  places,
};
