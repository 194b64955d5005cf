// The test's counterpart of serial_in_page.js: open ports, and the bytes to and from each device. It is independent of boards: a device is any
// object with open(baudRate, {onBytes, onLost}), write(bytes), close().

import { admits, anyFits, DeviceBus } from './device_bus.mjs';
import { Refusal } from './refusal.mjs';

/** Received bytes that wait to be read by one reader at a time. */
class Inbox {
  #chunks = [];
  #failure = null;
  #reader = null;

  push(bytes) {
    this.#chunks.push(Buffer.from(bytes));
    this.#serve();
  }
  /** Fails the reader after it has read the bytes received before. @param {string} name @param {boolean} lasting */
  fail(name, lasting) {
    this.#failure = { name, lasting };
    this.#serve();
  }
  discard() {
    this.#chunks = [];
    this.#reader?.resolve(Buffer.alloc(0));
    this.#reader = null;
  }
  read(most) {
    return new Promise((resolve, reject) => {
      this.#reader?.resolve(Buffer.alloc(0));
      this.#reader = { most, resolve, reject };
      this.#serve();
    });
  }

  #serve() {
    const reader = this.#reader;
    if (!reader) return;
    if (this.#chunks.length > 0) {
      const all = Buffer.concat(this.#chunks);
      this.#chunks = all.length > reader.most ? [all.subarray(reader.most)] : [];
      this.#reader = null;
      reader.resolve(all.subarray(0, reader.most));
    } else if (this.#failure) {
      const { name, lasting } = this.#failure;
      if (!lasting) this.#failure = null;
      this.#reader = null;
      reader.reject(new Refusal(name));
    }
  }
}

export class SerialBus extends DeviceBus {
  /** Ports that a page has opened, including unplugged ones, whose streams the page still holds. */
  #openedPorts = new Map();

  constructor() {
    super('serial', {
      open: (page, id, baudRate) => this.#open(page, id, baudRate),
      read: async (_, id, most) => (await this.#opened(id).inbox.read(most)).toString('hex'),
      write: (_, id, hex) => this.#write(this.#opened(id), Buffer.from(hex, 'hex')),
      discard: (_, id) => this.#openedPorts.get(id)?.inbox.discard(),
      close: (_, id) => this.#close(this.#openedPorts.get(id)),
      setSignals: (_, id, signals) => void Object.assign(this.#present(id).signals, signals),
      getSignals: (_, id) => {
        this.#present(id);
        return { dataCarrierDetect: false, clearToSend: false, ringIndicator: false, dataSetReady: false };
      },
    });
  }

  fits(info, filters) {
    return anyFits(
      filters,
      ({ usbVendorId, usbProductId }) =>
        admits(usbVendorId, info.usbVendorId) && admits(usbProductId, info.usbProductId),
    );
  }

  pageGone(page) {
    for (const port of [...this.#openedPorts.values()]) if (port.owner === page) this.#close(port);
  }

  plug(device, { name, usbVendorId = 0x03eb, usbProductId = 0x2175 }) {
    return this.add(name, { usbVendorId, usbProductId }, { device, inbox: null, owner: null, signals: {} });
  }

  /** Unplugs a device: reads and writes fail, then the port disappears. */
  unplug(id) {
    const port = this.plugged.get(id);
    if (!port) return;
    port.gone = true;
    port.inbox?.fail('NetworkError', true);
    if (port.owner) port.device.close();
    port.owner = null;
    this.remove(id);
  }

  /** Causes a line error that leaves the port usable: BreakError, FramingError, … */
  disturb(id, error) {
    this.plugged.get(id)?.inbox?.fail(error, false);
  }

  /** Makes another program use the port. */
  occupy(id, busy = true) {
    this.plugged.get(id).busy = busy;
  }

  async #open(page, id, baudRate) {
    const port = this.get(id);
    if (port.busy || port.owner) throw new Refusal('NetworkError');
    port.inbox = new Inbox();
    port.owner = page;
    try {
      await port.device.open(baudRate, {
        onBytes: (bytes) => port.inbox.push(bytes),
        onLost: () => this.unplug(id),
      });
    } catch {
      port.owner = null;
      throw new Refusal('NetworkError');
    }
    this.#openedPorts.set(id, port);
  }

  async #write(port, bytes) {
    if (port.gone) throw new Refusal('NetworkError');
    await port.device.write(bytes);
    if (port.gone) throw new Refusal('NetworkError');
  }

  #opened(id) {
    const port = this.#openedPorts.get(id);
    if (!port) throw new Refusal('InvalidStateError');
    return port;
  }

  #present(id) {
    const port = this.#opened(id);
    if (port.gone) throw new Refusal('NetworkError');
    return port;
  }

  #close(port) {
    if (!port) return;
    port.inbox?.discard();
    if (port.owner) port.device.close();
    port.owner = null;
    this.#openedPorts.delete(port.id);
  }
}
