// The stand-in for navigator.hid in tests: WebHID as in its specification (states, the names of its errors,
// input reports as events at the device, connection events at navigator.hid only). Every device is connected by bus_in_page.js to
// hid_bus.mjs, and from there to a virtual board.
// Facts: WICG "WebHID API", sections 4 (HID) and 5 (HIDDevice); tests of the page must not rely on anything else.
/* global connectBus, fromHex, octets, toHex -- of bus_in_page.js */

function checkFilters(filters) {
  if (!Array.isArray(filters)) throw new TypeError('filters are required');
  for (const { vendorId, productId, usagePage, usage } of filters) {
    if (vendorId === undefined && productId !== undefined) throw new TypeError('a product without a vendor');
    if (usagePage === undefined && usage !== undefined) throw new TypeError('a usage without a page');
  }
}

class FakeHIDDevice extends EventTarget {
  #id;
  #state = 'closed';
  oninputreport = null;

  constructor({ id, info }) {
    super();
    this.#id = id;
    Object.assign(this, info);
  }

  get opened() {
    return this.#state === 'opened';
  }

  async open() {
    if (this.#state !== 'closed') throw new DOMException('The device is open.', 'InvalidStateError');
    this.#state = 'opening';
    try {
      await call('open', this.#id);
      this.#state = 'opened';
    } catch (error) {
      this.#state = 'closed';
      throw error;
    }
  }

  async close() {
    if (this.#state === 'closed' || this.#state === 'forgotten') return;
    this.#state = 'closed';
    await call('close', this.#id);
  }

  async forget() {
    await this.close();
    this.#state = 'forgotten';
    await call('forget', this.#id);
  }

  async sendReport(reportId, data) {
    const bytes = octets(data);
    if (!this.opened) throw new DOMException('The device must be opened first.', 'InvalidStateError');
    if (reportId !== 0) throw new DOMException('Failed to write the report.', 'NotAllowedError');
    await call('send', this.#id, toHex(bytes));
  }

  hear(hex) {
    if (!this.opened) return;
    const event = new Event('inputreport');
    const data = new DataView(fromHex(hex).buffer);
    Object.assign(event, { device: this, reportId: 0, data });
    this.oninputreport?.(event);
    this.dispatchEvent(event);
  }

  lose() {
    if (this.opened) this.#state = 'closed';
  }
}

const bus = connectBus('hid', (description) => new FakeHIDDevice(description));
const { call } = bus;

class FakeHID extends EventTarget {
  onconnect = null;
  ondisconnect = null;

  getDevices() {
    return bus.granted();
  }

  /** Closing the list is not an error. */
  async requestDevice(options) {
    checkFilters(options?.filters);
    const device = await bus.choose(options.filters);
    return device ? [device] : [];
  }
}

const hid = new FakeHID();
bus.serve(hid, ({ type, hex }, device) => {
  if (type === 'report') {
    device.hear(hex);
    return;
  }
  if (type === 'disconnect') device.lose();
  const event = Object.assign(new Event(type), { device });
  hid[`on${type}`]?.(event);
  hid.dispatchEvent(event);
});
