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
import type { Ports } from './devices/ports';
import { isByUsb, serialObstacle, SerialPorts } from './devices/serial_ports';
import { rememberedLanguage } from './storage/preferences';
import { PublicStore } from './storage/public_store';

/** So long the page waits for the words of its language, rather than showing English for a moment. */
const patienceMs = 1_500;

const app = document.createElement('provisioner-app');
const spoken = app.speak(rememberedLanguage());
const store = new PublicStore(indexedDB);
const tabs = new OtherTabs(navigator.locks);
const byUsb = isByUsb(window);
const [serial, hid] = await Promise.all([serialObstacle(window), hidObstacle(window)]);

async function serialPorts(): Promise<Ports | null> {
  if (serial !== null) return null;
  if (!byUsb) return new SerialPorts(navigator.serial, tabs);
  const { UsbPorts } = await import('./devices/usb_ports');
  return new UsbPorts(navigator.usb);
}

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
    ports: await serialPorts(),
    serial,
    byUsb,
    debuggers: hid === null ? new HidDevices(navigator.hid, tabs) : null,
    hid,
    framed: isFramedByStranger(window),
    saveImage,
  },
  () => app.requestUpdate(),
);
await Promise.race([spoken, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
document.body.append(app);
await app.workbench.start();
