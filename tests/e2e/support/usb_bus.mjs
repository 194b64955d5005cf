// The test's counterpart of usb_in_page.js: the USB serial ports (CDC-ACM) of boards that the page itself drives, as on Android, where the
// system has no driver. A device is any object with open(baudRate, {onBytes, onLost}), write(bytes), close(), as on the serial bus. The
// request SET_LINE_CODING opens it. Its bytes are dropped until SET_CONTROL_LINE_STATE says that the terminal is ready.
// Facts: USB CDC 1.2, PSTN 1.2 6.3.10 (SET_LINE_CODING), 6.3.12 (SET_CONTROL_LINE_STATE).

import { admits, anyFits, DeviceBus } from './device_bus.mjs';
import { Refusal } from './refusal.mjs';

const setLineCoding = 0x20;
const setControlLineState = 0x22;
const terminalReady = 1;

export class UsbBus extends DeviceBus {
  constructor() {
    super('usb', {
      open: (page, id) => {
        const plugged = this.get(id);
        if (plugged.owner && plugged.owner !== page) throw new Refusal('NetworkError');
        plugged.owner = page;
      },
      claim: (_, id) => {
        if (this.get(id).busy) throw new Refusal('NetworkError');
      },
      classRequest: (_, id, request, value, hex) => this.#classRequest(this.get(id), request, value, hex),
      transferIn: (_, id, most) => this.#transferIn(this.get(id), most),
      transferOut: (_, id, hex) => this.get(id).device.write(Buffer.from(hex, 'hex')),
      close: (_, id) => this.#close(this.plugged.get(id)),
    });
  }

  fits({ vendorId, productId }, filters) {
    return anyFits(
      filters,
      (filter) => admits(filter.vendorId, vendorId) && admits(filter.productId, productId),
    );
  }

  pageGone(page) {
    for (const plugged of this.plugged.values()) if (plugged.owner === page) this.#close(plugged);
  }

  plug(device, { name, vendorId = 0x03eb, productId = 0x2175 }) {
    const info = { vendorId, productId, productName: 'nEDBG CMSIS-DAP' };
    return this.add(name, info, {
      device,
      owner: null,
      baudRate: 0,
      ready: false,
      arrived: [],
      waiting: null,
    });
  }

  unplug(id) {
    const plugged = this.plugged.get(id);
    if (!plugged) return;
    this.#close(plugged, 'NotFoundError');
    this.remove(id);
  }

  /** Makes the system's driver, or another program, use the interface. */
  occupy(id, busy = true) {
    this.get(id).busy = busy;
  }

  async #classRequest(plugged, request, value, hex) {
    if (request === setLineCoding) {
      if (plugged.baudRate !== 0) plugged.device.close();
      plugged.baudRate = Buffer.from(hex, 'hex').readUInt32LE(0);
      const onBytes = (bytes) => {
        if (!plugged.ready) return;
        plugged.arrived.push(bytes);
        this.#serve(plugged);
      };
      await plugged.device.open(plugged.baudRate, { onBytes, onLost: () => this.unplug(plugged.id) });
    } else if (request === setControlLineState) plugged.ready = (value & terminalReady) !== 0;
    else return 'stall';
    return 'ok';
  }

  /** Reads up to this many bytes. Closing ends the wait with an AbortError. */
  #transferIn(plugged, most) {
    return new Promise((resolve, reject) => {
      plugged.waiting = { most, resolve, reject };
      this.#serve(plugged);
    });
  }

  #serve(plugged) {
    const { waiting } = plugged;
    if (!waiting || plugged.arrived.length === 0) return;
    const all = Buffer.concat(plugged.arrived);
    plugged.arrived = all.length > waiting.most ? [all.subarray(waiting.most)] : [];
    plugged.waiting = null;
    waiting.resolve(all.subarray(0, waiting.most).toString('hex'));
  }

  #close(plugged, reason = 'AbortError') {
    if (!plugged?.owner) return;
    plugged.waiting?.reject(new Refusal(reason));
    if (plugged.baudRate !== 0) plugged.device.close();
    Object.assign(plugged, { owner: null, baudRate: 0, ready: false, arrived: [], waiting: null });
  }
}
