import { MqttClient } from '../../wasm/mqtt/client';
import './app/page.css';
import { loadCore } from './app/core';
import { isFramedByStranger } from './app/framing';
import './app/provisioner-app';
import { Workbench } from './app/workbench';
import { saveImage, vendorFile } from './devices/files';
import { http, probe } from './devices/http';
import { HidDevices, hidObstacle } from './devices/hid_devices';
import { OtherTabs } from './devices/other_tabs';
import { portsHere } from './devices/ports_here';
import { PublicStore } from './storage/public_store';

const store = new PublicStore(indexedDB);
const tabs = new OtherTabs(navigator.locks);
const [ports, hid] = await Promise.all([
  portsHere(window, tabs, () => import('./devices/usb_ports')),
  hidObstacle(window),
]);

const app = document.createElement('provisioner-app');
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
    framed: isFramedByStranger(window),
    saveImage,
  },
  () => app.requestUpdate(),
);
document.body.append(app);
await app.workbench.start();
