/** Finds out whether somebody else could read what the user types, in which case the page takes no keys. */
import { isFramed } from './framing';

/** The page's own service worker, relative to the page (plugins/offline.ts). */
export const workerAddress = './service_worker.js';

/** The code of the error that explains why the page takes no keys; null if it takes them. */
export type KeyObstacle = 'page.framed' | 'page.foreign_worker';

/** A service worker that another page of this origin has registered for a folder above this one could have changed any file of this page. */
export function keyObstacle(scope: Window): KeyObstacle | null {
  if (isFramed(scope)) return 'page.framed';
  const { serviceWorker } = scope.navigator as Partial<Navigator>; // missing in an insecure context
  const own = new URL(workerAddress, scope.document.baseURI).href;
  const controller = serviceWorker?.controller;
  return controller && controller.scriptURL !== own ? 'page.foreign_worker' : null;
}
