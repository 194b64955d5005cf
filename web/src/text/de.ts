/** The German texts: downloaded when the user chooses German or the browser prefers it. */
import { account, places } from './de/account';
import { contents, frame as accountFrame, permissions, users } from './de/account_view';
import { check, support } from './de/aside';
import { board, firmware, simulation } from './de/board';
import { findings } from './de/findings';
import { live } from './de/live';
import { explorer, exporting, fleet } from './de/live_view';
import { header, help, lights, log, preview, update, views } from './de/page';
import { provision } from './de/provision';
import { systems } from './de/systems';
import { tray } from './de/tray';
import { authority, diagnosis, methods, registration, repair, tools } from './de/tools';
import { wifi } from './de/wifi';
import { errors } from './errors.de';
import { valueWords } from './errors/words.de';
import { duration } from './format';
import type { Language } from './shape';

const text: Language['text'] = {
  name: 'Vom Board in die Cloud',
  tagline:
    'Verbinden Sie ein IoT-Board von Microchip mit Ihrem eigenen AWS-Konto. Ohne Installation und ohne Server dazwischen.',
  duration,
  loading: 'Lädt …',
  loadAgain: 'Erneut laden',
  reload: 'Seite neu laden',
  details: 'Details',
  technical: 'Technische Details',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyByKeys: (mac) => `Drücken Sie ${mac ? '⌘C' : 'Strg+C'}`,
  show: 'Anzeigen',
  hide: 'Verbergen',
  next: 'Weiter',

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

export const de: Language = {
  text,
  errors,
  valueWords,
  repair,
  tools,
  authority,
  methods,
  registration,
  diagnosis,
  live,
  accountFrame,
  contents,
  permissions,
  fleet,
  explorer,
  exporting,
  users,
  findings,
  check,
  support,
  systems,
  tray,
};
