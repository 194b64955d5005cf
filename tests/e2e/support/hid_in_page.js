// What the tests put in the place of navigator.hid: WebHID as its specification has it (states, the names of its errors,
// input reports as events at the device, connection events at navigator.hid only). Every device leads through the binding
// `__hidCall` to hid_bus.mjs, and from there to a virtual board. Runs in the page, before its scripts.
// Facts: WICG "WebHID API", sections 4 (HID) and 5 (HIDDevice); no test of the page may lean on anything else.

(() => {
  const call = async (command, ...values) => {
    const answer = await globalThis.__hidCall(command, ...values);
    if (answer.error) throw new DOMException(`fake HID: ${command}`, answer.error);
    return answer.value;
  };

  const toHex = (bytes) => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
  const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

  const octets = (data) => {
    if (data instanceof ArrayBuffer) return new Uint8Array(data);
    if (!ArrayBuffer.isView(data)) throw new TypeError('not a BufferSource');
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  };

  function checkFilters(filters) {
    if (!Array.isArray(filters)) throw new TypeError('filters are required');
    for (const { vendorId, productId, usagePage, usage } of filters) {
      if (vendorId === undefined && productId !== undefined)
        throw new TypeError('a product without a vendor');
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

  class FakeHID extends EventTarget {
    #devices = new Map();
    onconnect = null;
    ondisconnect = null;

    async getDevices() {
      return (await call('devices')).map((description) => this.#device(description));
    }

    async requestDevice(options) {
      checkFilters(options?.filters);
      if (!navigator.userActivation.isActive) throw new DOMException('Not from a click.', 'SecurityError');
      return (await call('request', options.filters)).map((description) => this.#device(description));
    }

    /** The same object for the same device, as long as it is plugged in. */
    #device(description) {
      let device = this.#devices.get(description.id);
      if (!device) this.#devices.set(description.id, (device = new FakeHIDDevice(description)));
      return device;
    }

    async follow() {
      for (;;) for (const event of await call('events')) this.#happened(event);
    }

    #happened({ type, device: description, hex }) {
      const device = this.#device(description);
      if (type === 'report') {
        device.hear(hex);
        return;
      }
      if (type === 'disconnect') {
        device.lose();
        this.#devices.delete(description.id);
      }
      const event = Object.assign(new Event(type), { device });
      this[`on${type}`]?.(event);
      this.dispatchEvent(event);
    }
  }

  const hid = new FakeHID();
  Object.defineProperty(Navigator.prototype, 'hid', { configurable: true, get: () => hid });
  void hid.follow();
})();
