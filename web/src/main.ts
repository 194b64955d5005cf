/** The entry point of the page: connects the browser's devices, the core and the elements, and replaces the first view (index.html) with the page. */
import type { MqttClient } from '../../wasm/mqtt/client';
import type { Answer } from '../../wasm/provisioner';
import { loadCore } from './app/core';
import { keyObstacle } from './app/key_obstacle';
import './app/provisioner-app';
import { Workbench } from './app/workbench';
import { failure } from './devices/answers';
import { save, vendorFile } from './devices/files';
import { HidDevices, hidObstacle } from './devices/hid_devices';
import { http, probe } from './devices/http';
import { MqttOnDemand } from './devices/mqtt';
import { availablePorts } from './devices/available_ports';
import { chosen } from './devices/serial_ports';
import { TabLocks } from './devices/tab_locks';
import { TabRequests } from './devices/tab_requests';
import { rendered, takeOver } from './first_view/takeover';
import { inTurns, newTask } from './first_view/turns';
import type { Simulation } from './simulation/simulation';
import { ownPath } from './storage/own_path';
import { rememberedLanguage } from './storage/preferences';
import { PublicStore } from './storage/public_store';

/** Whether the page can be kept for use without a network. The development server has no service worker. */
const canKeep = import.meta.env.PROD && 'serviceWorker' in navigator;
/** How long the page has the network for itself before everything is downloaded that it may need without one. */
const keepAfterMs = 3_000;
/** How long the page waits for the texts of its language before it opens in English. */
const timeoutMs = 1_500;

async function loadMqtt(): Promise<MqttClient> {
  const { MqttClient } = await import('../../wasm/mqtt/client');
  return new MqttClient(() => import('@wasm/mqtt/mqtt.js'));
}

async function loadSimulation(): Promise<Answer<Simulation>> {
  try {
    const { startSimulation } = await import('./simulation/start_simulation');
    const started = await startSimulation();
    if (started.ok && canKeep)
      void import('./app/offline').then((offline) => offline.keepSimulation()).catch(() => undefined);
    return started;
  } catch (error) {
    return failure('page.module_failed', error);
  }
}

/** Starts the page: loads the core and the texts, and replaces the first view once the texts are there. */
async function open(): Promise<void> {
  const core = loadCore().finally(newTask); // loads while the page is rendered
  const early = [core];
  const app = document.createElement('provisioner-app');
  const texts = app.speak(rememberedLanguage());
  const tabs = new TabLocks(navigator.locks);
  const store = new PublicStore(indexedDB, ownPath());
  const [ports, hid] = await Promise.all([
    availablePorts(window, tabs, () => import('./devices/usb_ports')),
    hidObstacle(window),
  ]);

  app.workbench = new Workbench(
    {
      loadCore: () => early.pop() ?? loadCore(),
      loadSimulation,
      platform: (warn) => ({
        http,
        probe,
        mqtt: new MqttOnDemand(loadMqtt),
        storage: store.storage(warn),
        vendorFile,
      }),
      vendorFile,
      ...ports,
      debuggers: hid === null ? new HidDevices(navigator.hid, tabs) : null,
      hid,
      keyObstacle: keyObstacle(window),
      tabs: 'BroadcastChannel' in window ? new TabRequests() : null,
      save,
    },
    () => app.requestUpdate(),
  );
  await Promise.race([texts, new Promise((resolve) => setTimeout(resolve, timeoutMs))]);
  let started: Promise<void> | undefined;
  await inTurns(async () => {
    await takeOver(app);
    started = app.workbench.start(window.firstChoice && chosen(window.firstChoice));
    await core;
    await rendered(app);
  });
  await started;
  if (!canKeep) return;
  setTimeout(() => {
    void import('./app/offline')
      .then((offline) => offline.keepOffline(() => app.workbench.works()))
      .catch(() => undefined); // the page then needs the network
  }, keepAfterMs);
}

open().catch((error: unknown) => {
  document.documentElement.dataset.failed = ''; // shows the first view's error note, unless the page has already replaced the first view
  throw error;
});
