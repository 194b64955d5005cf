/**
 * Keeps the page for use without a network: registers its service worker (plugins/offline.ts), keeps the simulation once it was used, and announces
 * a new version of the page. A new version waits until the user asks for it or all tabs of the page are closed, so that it neither interrupts a
 * job nor loses what was typed.
 */
import simulationModule from '@wasm/provisioner-simulation.wasm?url';
import '../components/update-note';
import { imageFiles, imageFolder } from '../devices/files';
import simulationWorker from '../simulation/simulation_worker?worker&url';
import { ownPath } from '../storage/own_path';
import { workerAddress } from './key_obstacle';
import { caches as names } from './offline_caches';
import { trustedAddress } from './trusted_address';

/** Each open tab of the page shares this lock, which tells how many there are. */
const openTab = (): string => `${ownPath()}#open`;

async function isOnlyTab(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name === openTab()).length <= 1;
}

/**
 * Registers the worker. `works` tells whether a job runs in this tab. Without a worker, for example because the browser stores nothing,
 * the page needs the network.
 */
export async function keepOffline(works: () => boolean): Promise<void> {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker
    .register(trustedAddress('service-worker', workerAddress), { updateViaCache: 'none' })
    .catch(() => undefined);
  if (!registration) return;
  navigator.locks
    .request(openTab(), { mode: 'shared' }, () => new Promise(() => undefined))
    .catch(() => undefined);
  const announce = (): void => {
    if (!registration.waiting || !serviceWorker.controller || document.querySelector('update-note')) return;
    const note = document.createElement('update-note');
    note.start = async () => {
      if (works() || !(await isOnlyTab().catch(() => false))) return false; // a browser may refuse to tell
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting?.postMessage({ type: 'SKIP_WAITING' });
      return true;
    };
    document.body.prepend(note);
  };
  announce();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', announce),
  );
}

/** Keeps what a simulated provisioning needs: the simulation and the firmware images. Rejects if the browser stores nothing. */
export async function keepSimulation(): Promise<void> {
  const images = Object.values(imageFiles).flatMap((files) => Object.values(files));
  const [simulation, firmware] = await Promise.all([
    caches.open(names.simulation),
    caches.open(names.firmware),
  ]);
  await Promise.all([
    simulation.addAll([simulationWorker, simulationModule]),
    firmware.addAll(images.map((image) => imageFolder + image)),
  ]);
}
