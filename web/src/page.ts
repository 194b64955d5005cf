/** Connects the browser's devices, the core and the page's elements, and replaces the first view (index.html) with the page. */
import type { MqttTransport } from '../../wasm/provisioner';
import { loadCore } from './app/core';
import { isFramed } from './app/framing';
import './app/provisioner-app';
import { Workbench } from './app/workbench';
import { save, vendorFile } from './devices/files';
import { HidDevices, hidObstacle } from './devices/hid_devices';
import { http, probe } from './devices/http';
import { MqttOnDemand } from './devices/mqtt';
import type { TabLocks } from './devices/tab_locks';
import type { AvailablePorts } from './devices/available_ports';
import type { FirstClicks } from './first_view/first_clicks';
import { takeOver } from './first_view/takeover';
import { ownPath } from './storage/own_path';
import { rememberedLanguage } from './storage/preferences';
import { PublicStore } from './storage/public_store';

/** How long the page waits for the texts of its language before it opens in English. */
const timeoutMs = 1_500;

async function loadMqtt(): Promise<MqttTransport> {
  const { MqttClient } = await import('../../wasm/mqtt/client');
  return new MqttClient(() => import('@wasm/mqtt/mqtt.js'));
}

/** Starts the page: loads the core and the texts, and replaces the first view once the texts are there. */
export async function openPage(
  pendingPorts: Promise<AvailablePorts>,
  tabs: TabLocks,
  clicks: FirstClicks,
): Promise<void> {
  const core = loadCore('product'); // runs while the page is rendered
  const app = document.createElement('provisioner-app');
  const texts = app.speak(rememberedLanguage());
  const store = new PublicStore(indexedDB, ownPath());
  const [ports, hid] = await Promise.all([pendingPorts, hidObstacle(window)]);

  app.workbench = new Workbench(
    {
      loadCore: (build) => (build === 'product' ? core : loadCore(build)),
      platform: (warn) => ({
        http,
        probe,
        mqtt: new MqttOnDemand(loadMqtt),
        storage: store.storage(warn),
        vendorFile,
      }),
      ...ports,
      debuggers: hid === null ? new HidDevices(navigator.hid, tabs) : null,
      hid,
      framed: isFramed(window),
      save,
    },
    () => app.requestUpdate(),
  );
  await Promise.race([texts, new Promise((resolve) => setTimeout(resolve, timeoutMs))]);
  await takeOver(app, clicks);
  await app.workbench.start(clicks.choice);
}
