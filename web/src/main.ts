import { MqttClient } from '../../wasm/mqtt/client';
import './app/page.css';
import { loadCore } from './app/core';
import { isFramed } from './app/framing';
import './app/provisioner-app';
import { Workbench } from './app/workbench';
import { save, vendorFile } from './devices/files';
import { http, probe } from './devices/http';
import { HidDevices, hidObstacle } from './devices/hid_devices';
import { OtherTabs } from './devices/other_tabs';
import { portsHere } from './devices/ports_here';
import { ownPath } from './storage/own_path';
import { rememberedLanguage } from './storage/preferences';
import { PublicStore } from './storage/public_store';

/** So long the page waits for the words of its language, rather than showing English for a moment. */
const patienceMs = 1_500;

const app = document.createElement('provisioner-app');
const spoken = app.speak(rememberedLanguage());
const store = new PublicStore(indexedDB, ownPath());
const tabs = new OtherTabs(navigator.locks);
const [ports, hid] = await Promise.all([
  portsHere(window, tabs, () => import('./devices/usb_ports')),
  hidObstacle(window),
]);

app.workbench = new Workbench(
  {
    loadCore,
    platform: (warn) => ({
      http,
      probe,
      mqtt: new MqttClient(() => import('@wasm/mqtt/mqtt.js')),
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
await Promise.race([spoken, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
document.body.append(app);
await app.workbench.start();
