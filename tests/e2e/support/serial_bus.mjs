// The other end of serial_in_page.js: which ports are plugged in, which of them the user granted, what is chosen in the
// browser's list, and the bytes to and from each device. Knows nothing of boards. A device is anything with
// open(baudRate), write(bytes), close(), and what it has to say: onBytes(bytes), onLost(), set at open.

import { readFile } from 'node:fs/promises';
import { Refusal } from './refusal.mjs';

const script = new URL('serial_in_page.js', import.meta.url);

/** Received bytes, waiting to be read: one reader at a time, as a stream pulls. */
class Inbox {
  #chunks = [];
  #failure = null;
  #reader = null;

  push(bytes) {
    this.#chunks.push(Buffer.from(bytes));
    this.#serve();
  }
  /** What is there already is read first. @param {string} name @param {boolean} lasting */
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

export class SerialBus {
  /** Bytes of every port in both directions, for the search for secrets and for a failing test's report. */
  traffic = [];
  /** What the user chooses in the browser's list; null: closes it. @type {(ports: {id: number, name: string}[]) => number | null} */
  choose = (ports) => ports[0]?.id ?? null;
  /** How often the list was opened. */
  requests = 0;
  #ports = new Map();
  /** Ports that a page has opened, unplugged ones too: it still holds their streams. */
  #known = new Map();
  #granted = new Set();
  #events = [];
  #follower = null;
  #last = 0;

  /** Puts navigator.serial of this kind into every page of the context. @param {import('playwright-core').BrowserContext} context */
  async installIn(context) {
    await context.exposeBinding('__serialCall', async (_, command, ...values) => {
      try {
        return { value: await this.#commands[command](...values) };
      } catch (error) {
        if (error instanceof Refusal) return { error: error.name };
        throw error;
      }
    });
    await context.addInitScript(await readFile(script, 'utf8'));
  }

  /** A page that is gone or loads anew has closed all its ports. */
  pageGone() {
    this.#follower = null;
    this.#events = [];
    for (const port of [...this.#known.values()]) this.#close(port);
  }

  /** Plugs a device in; a device that was granted before is known again, under a new id as after a real replug. */
  plug(device, { name, usbVendorId = 0x03eb, usbProductId = 0x2175 }) {
    this.#last += 1;
    const info = { usbVendorId, usbProductId };
    const port = { id: this.#last, name, info, device, inbox: null, opened: false, signals: {} };
    this.#ports.set(port.id, port);
    if (this.#granted.has(name)) this.#tell('connect', port);
    return port.id;
  }

  /** Pulls a device out: what is read or written fails, then the port is gone. */
  unplug(id) {
    const port = this.#ports.get(id);
    if (!port) return;
    this.#ports.delete(id);
    port.gone = true;
    port.inbox?.fail('NetworkError', true);
    if (port.opened) port.device.close();
    port.opened = false;
    if (this.#granted.has(port.name)) this.#tell('disconnect', port);
  }

  /** A line error, after which the port stays usable: BreakError, FramingError, … */
  disturb(id, error) {
    this.#ports.get(id)?.inbox?.fail(error, false);
  }

  /** Another program has the port. */
  occupy(id, busy = true) {
    this.#ports.get(id).busy = busy;
  }

  grant(name) {
    this.#granted.add(name);
  }

  signalsOf(id) {
    return this.#ports.get(id)?.signals;
  }

  isOpen(id) {
    return this.#ports.get(id)?.opened ?? false;
  }

  #commands = {
    ports: () => [...this.#ports.values()].filter(({ name }) => this.#granted.has(name)).map(describe),
    request: (filters) => {
      this.requests += 1;
      const offered = [...this.#ports.values()].filter((port) => fits(port.info, filters));
      const chosen = this.#ports.get(this.choose(offered.map(({ id, name }) => ({ id, name }))));
      if (!chosen) throw new Refusal('NotFoundError');
      this.#granted.add(chosen.name);
      return describe(chosen);
    },
    open: async (id, baudRate) => {
      const port = this.#ports.get(id);
      if (!port || port.busy || port.opened) throw new Refusal('NetworkError');
      port.inbox = new Inbox();
      port.opened = true;
      try {
        await port.device.open(baudRate, {
          onBytes: (bytes) => {
            this.traffic.push({ port: port.name, from: 'board', bytes: Buffer.from(bytes) });
            port.inbox.push(bytes);
          },
          onLost: () => this.unplug(id),
        });
      } catch {
        port.opened = false;
        throw new Refusal('NetworkError');
      }
      this.#known.set(id, port);
    },
    read: async (id, most) => (await this.#opened(id).inbox.read(most)).toString('hex'),
    write: async (id, hex) => {
      const port = this.#opened(id);
      if (port.gone) throw new Refusal('NetworkError');
      const bytes = Buffer.from(hex, 'hex');
      this.traffic.push({ port: port.name, from: 'page', bytes });
      await port.device.write(bytes);
      if (port.gone) throw new Refusal('NetworkError');
    },
    discard: (id) => this.#known.get(id)?.inbox.discard(),
    close: (id) => this.#close(this.#known.get(id)),
    setSignals: (id, signals) => {
      const port = this.#opened(id);
      if (port.gone) throw new Refusal('NetworkError');
      Object.assign(port.signals, signals);
    },
    getSignals: (id) => {
      if (this.#opened(id).gone) throw new Refusal('NetworkError');
      return { dataCarrierDetect: false, clearToSend: false, ringIndicator: false, dataSetReady: false };
    },
    forget: (id) => this.#granted.delete(this.#ports.get(id)?.name),
    event: () => new Promise((resolve) => this.#follow(resolve)),
  };

  #opened(id) {
    const port = this.#known.get(id);
    if (!port) throw new Refusal('InvalidStateError');
    return port;
  }

  #close(port) {
    if (!port) return;
    port.inbox?.discard();
    if (port.opened) port.device.close();
    port.opened = false;
    this.#known.delete(port.id);
  }

  #tell(type, port) {
    this.#events.push({ type, port: describe(port) });
    this.#follow(this.#follower);
  }

  #follow(follower) {
    this.#follower = follower;
    if (!follower || this.#events.length === 0) return;
    this.#follower = null;
    follower(this.#events.shift());
  }
}

const describe = ({ id, info }) => ({ id, info });

const fits = (info, filters) =>
  filters.length === 0 ||
  filters.some(
    ({ usbVendorId, usbProductId }) =>
      (usbVendorId === undefined || usbVendorId === info.usbVendorId) &&
      (usbProductId === undefined || usbProductId === info.usbProductId),
  );
