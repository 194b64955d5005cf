// The other end of hid_in_page.js: which HID devices are plugged in, which of them the user granted, what is chosen in the
// browser's list, and the reports to and from each. Knows nothing of boards. A device is anything with
// open({onReport, onLost}), send(report), close().

import { readFile } from 'node:fs/promises';
import { Refusal } from './refusal.mjs';

const script = new URL('hid_in_page.js', import.meta.url);
const reportBytes = 64;

export class HidBus {
  /** What the user chooses in the browser's list; null: closes it. @type {(devices: {id: number, name: string}[]) => number | null} */
  choose = (devices) => devices[0]?.id ?? null;
  /** How often the list was opened. */
  requests = 0;
  /** Reports that pages have sent, of all devices. */
  sent = [];
  #devices = new Map();
  #granted = new Set();
  #events = [];
  #follower = null;
  #last = 0;

  /** Puts navigator.hid of this kind into every page of the context. @param {import('playwright-core').BrowserContext} context */
  async installIn(context) {
    await context.exposeBinding('__hidCall', async (_, command, ...values) => {
      try {
        return { value: await this.#commands[command](...values) };
      } catch (error) {
        if (error instanceof Refusal) return { error: error.name };
        throw error;
      }
    });
    await context.addInitScript(await readFile(script, 'utf8'));
  }

  /** A page that is gone or loads anew has closed all its devices. */
  pageGone() {
    this.#follower = null;
    this.#events = [];
    for (const device of this.#devices.values()) this.#close(device);
  }

  /** Plugs a device in; one that was granted before is known again, under a new id as after a real replug. */
  plug(device, { name, vendorId = 0x03eb, productId = 0x2175, usagePage = 0xff00 }) {
    this.#last += 1;
    const collections = [{ usagePage, usage: 1, type: 1, children: [], inputReports: [], outputReports: [] }];
    const info = { vendorId, productId, productName: 'nEDBG CMSIS-DAP', collections };
    const plugged = { id: this.#last, name, info, device, opened: false, refused: false };
    this.#devices.set(plugged.id, plugged);
    if (this.#granted.has(name)) this.#tell({ type: 'connect', device: describe(plugged) });
    return plugged.id;
  }

  unplug(id) {
    const plugged = this.#devices.get(id);
    if (!plugged) return;
    this.#close(plugged);
    this.#devices.delete(id);
    if (this.#granted.has(plugged.name)) this.#tell({ type: 'disconnect', device: describe(plugged) });
  }

  /** The system does not let the browser open it: no rule for hidraw, or another program has it. */
  refuse(id, refused = true) {
    this.#devices.get(id).refused = refused;
  }

  grant(name) {
    this.#granted.add(name);
  }

  isOpen(id) {
    return this.#devices.get(id)?.opened ?? false;
  }

  #commands = {
    devices: () => [...this.#devices.values()].filter(({ name }) => this.#granted.has(name)).map(describe),
    request: (filters) => {
      this.requests += 1;
      const offered = [...this.#devices.values()].filter(({ info }) => fits(info, filters));
      const chosen = this.#devices.get(this.choose(offered.map(({ id, name }) => ({ id, name }))));
      if (!chosen) return []; // a closed list is no error
      this.#granted.add(chosen.name);
      return [describe(chosen)];
    },
    open: async (id) => {
      const plugged = this.#devices.get(id);
      if (!plugged || plugged.refused || plugged.opened) throw new Refusal('NotAllowedError');
      plugged.opened = true;
      try {
        await plugged.device.open({
          onReport: (report) =>
            this.#tell({ type: 'report', device: describe(plugged), hex: report.toString('hex') }),
          onLost: () => this.unplug(id),
        });
      } catch {
        plugged.opened = false;
        throw new Refusal('NotAllowedError');
      }
    },
    send: async (id, hex) => {
      const plugged = this.#devices.get(id);
      const report = Buffer.from(hex, 'hex');
      if (!plugged?.opened || report.length > reportBytes) throw new Refusal('NotAllowedError');
      this.sent.push(report);
      await plugged.device.send(Buffer.concat([report, Buffer.alloc(reportBytes - report.length)]));
    },
    close: (id) => this.#close(this.#devices.get(id)),
    forget: (id) => this.#granted.delete(this.#devices.get(id)?.name),
    events: () => new Promise((resolve) => this.#follow(resolve)),
  };

  #close(plugged) {
    if (!plugged?.opened) return;
    plugged.opened = false;
    plugged.device.close();
  }

  #tell(event) {
    this.#events.push(event);
    this.#follow(this.#follower);
  }

  #follow(follower) {
    this.#follower = follower;
    if (!follower || this.#events.length === 0) return;
    this.#follower = null;
    follower(this.#events.splice(0));
  }
}

const describe = ({ id, info }) => ({ id, info });

const fits = ({ vendorId, productId, collections }, filters) =>
  filters.length === 0 ||
  filters.some(
    (filter) =>
      (filter.vendorId === undefined || filter.vendorId === vendorId) &&
      (filter.productId === undefined || filter.productId === productId) &&
      (filter.usagePage === undefined || collections.some(({ usagePage }) => usagePage === filter.usagePage)),
  );
