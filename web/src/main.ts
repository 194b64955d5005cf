import { MqttClient } from '../../wasm/mqtt/client';
import './app/page.css';
import { loadCore } from './app/core';
import { isFramedByStranger } from './app/framing';
import './app/provisioner-app';
import { Workbench } from './app/workbench';
import { saveImage, vendorFile } from './devices/files';
import { http, probe } from './devices/http';
import { serialObstacle, SerialPorts } from './devices/serial_ports';
import { PublicStore } from './storage/public_store';

const store = new PublicStore(indexedDB);
const serial = await serialObstacle(window);
const app = document.createElement('provisioner-app');
app.workbench = new Workbench(
  {
    loadCore,
    platform: () => ({
      http,
      probe,
      mqtt: new MqttClient(() => import('@wasm/mqtt/mqtt.js')),
      storage: store.storage,
      vendorFile,
    }),
    ports: serial === null ? new SerialPorts(navigator.serial) : null,
    serial,
    framed: isFramedByStranger(window),
    saveImage,
  },
  () => app.requestUpdate(),
);
document.body.append(app);
await app.workbench.start();
