/**
 * The entry of the page, which is small so that a click on the first view is soon answered: finds out which ports this browser has, handles the
 * first clicks, and loads the page itself. Both files are fetched side by side (plugins/first_view.ts).
 */
import { OtherTabs } from './devices/other_tabs';
import { portsHere } from './devices/ports_here';
import { FirstClicks } from './first_view/first_clicks';

const tabs = new OtherTabs(navigator.locks);
const here = portsHere(window, tabs, () => import('./devices/usb_ports'));
const clicks = new FirstClicks(here);

import('./page')
  .then(({ openPage }) => openPage(here, tabs, clicks))
  .catch((error: unknown) => {
    document.documentElement.dataset.failed = ''; // shows the note of the first view, if the page has not taken over
    throw error;
  });
