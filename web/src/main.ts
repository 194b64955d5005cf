/**
 * The entry point of the page. It is small, so that a click on the first view is handled soon: it finds out which ports this browser has, handles the
 * first clicks, and loads the rest of the page (page.ts). Both files are fetched in parallel (plugins/first_view.ts).
 */
import { TabLocks } from './devices/tab_locks';
import { availablePorts } from './devices/available_ports';
import { FirstClicks } from './first_view/first_clicks';

const tabs = new TabLocks(navigator.locks);
const pendingPorts = availablePorts(window, tabs, () => import('./devices/usb_ports'));
const clicks = new FirstClicks(pendingPorts);

import('./page')
  .then(({ openPage }) => openPage(pendingPorts, tabs, clicks))
  .catch((error: unknown) => {
    document.documentElement.dataset.failed = ''; // shows the first view's error note, unless the page has already replaced the first view
    throw error;
  });
