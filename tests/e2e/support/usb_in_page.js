// The stand-in for navigator.usb in tests: WebUSB as in its specification (open, configuration, claims, protected
// classes, the names of its errors), for a board's functions: HID and drive, which are protected, and CDC-ACM. Every device is connected by
// bus_in_page.js to usb_bus.mjs, and from there to a virtual board.
// Facts: WICG "WebUSB API", "USB" and "USBDevice"; tests of the page must not rely on anything else.
/* global connectBus, fromHex, octets, toHex -- of bus_in_page.js */

const protectedClasses = [0x03, 0x08];
const endpoints = {
  interrupt: { endpointNumber: 4, direction: 'in', type: 'interrupt', packetSize: 64 },
  bulkIn: { endpointNumber: 5, direction: 'in', type: 'bulk', packetSize: 64 },
  bulkOut: { endpointNumber: 6, direction: 'out', type: 'bulk', packetSize: 64 },
};
const functions = [
  { interfaceClass: 0x03, endpoints: [] },
  { interfaceClass: 0x02, endpoints: [endpoints.interrupt] },
  { interfaceClass: 0x0a, endpoints: [endpoints.bulkIn, endpoints.bulkOut] },
  { interfaceClass: 0x08, endpoints: [] },
];

const refuse = (name, words) => {
  throw new DOMException(words, name);
};

class FakeUSBDevice {
  #id;
  #claimed = new Set();
  opened = false;
  configuration = null;

  constructor({ id, info }) {
    this.#id = id;
    Object.assign(this, info);
  }

  async open() {
    if (this.opened) return;
    await call('open', this.#id);
    this.opened = true;
  }

  async selectConfiguration(value) {
    this.#mustBeOpen();
    if (value !== 1) refuse('NotFoundError', 'no such configuration');
    const interfaces = functions.map((alternate, interfaceNumber) => ({
      interfaceNumber,
      alternate,
      alternates: [alternate],
      claimed: false,
    }));
    this.configuration = { configurationValue: 1, interfaces };
  }

  async claimInterface(number) {
    this.#mustBeOpen();
    const { alternate } =
      this.configuration?.interfaces[number] ?? refuse('NotFoundError', 'no such interface');
    if (protectedClasses.includes(alternate.interfaceClass)) refuse('SecurityError', 'a protected class');
    await call('claim', this.#id);
    this.#claimed.add(number);
  }

  async controlTransferOut({ requestType, recipient, request, value, index }, data = new Uint8Array()) {
    this.#mustBeOpen();
    if (requestType !== 'class' || recipient !== 'interface') refuse('NotAllowedError', 'another request');
    if (!this.#claimed.has(index)) refuse('InvalidStateError', 'the interface is not claimed');
    const status = await call('classRequest', this.#id, request, value, toHex(octets(data)));
    return { status, bytesWritten: data.byteLength };
  }

  async transferIn(endpoint, length) {
    this.#mustHave(endpoint, 'in');
    const bytes = fromHex(await call('transferIn', this.#id, length));
    return { status: 'ok', data: new DataView(bytes.buffer) };
  }

  async transferOut(endpoint, data) {
    this.#mustHave(endpoint, 'out');
    const bytes = octets(data);
    await call('transferOut', this.#id, toHex(bytes));
    return { status: 'ok', bytesWritten: bytes.length };
  }

  async clearHalt(direction, endpoint) {
    this.#mustHave(endpoint, direction);
  }

  async close() {
    if (!this.opened) return;
    this.opened = false;
    this.#claimed.clear();
    await call('close', this.#id);
  }

  async forget() {
    await this.close();
    await call('forget', this.#id);
  }

  lose() {
    this.opened = false;
  }

  #mustBeOpen() {
    if (!this.opened) refuse('InvalidStateError', 'The device must be opened first.');
  }

  #mustHave(endpoint, direction) {
    this.#mustBeOpen();
    const found = [...this.#claimed]
      .flatMap((number) => functions[number].endpoints)
      .some((one) => one.endpointNumber === endpoint && one.direction === direction);
    if (!found) refuse('NotFoundError', 'not an endpoint of a claimed interface');
  }
}

const bus = connectBus('usb', (description) => new FakeUSBDevice(description));
const { call } = bus;

class FakeUSB extends EventTarget {
  onconnect = null;
  ondisconnect = null;

  getDevices() {
    return bus.granted();
  }

  async requestDevice({ filters }) {
    for (const { vendorId, productId } of filters)
      if (vendorId === undefined && productId !== undefined)
        throw new TypeError('a product without a vendor');
    return (await bus.choose(filters)) ?? refuse('NotFoundError', 'No device selected.');
  }
}

const usb = new FakeUSB();
bus.serve(usb, ({ type }, device) => {
  if (type === 'disconnect') device.lose();
  const event = Object.assign(new Event(type), { device });
  usb[`on${type}`]?.(event);
  usb.dispatchEvent(event);
});
