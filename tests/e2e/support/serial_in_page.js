// The stand-in for navigator.serial in tests: the Web Serial API as in its specification (streams and their
// locks, states, the names of its errors, events that bubble from the port to navigator.serial). Every port is connected by
// bus_in_page.js to serial_bus.mjs, and from there to a virtual board.
// Facts: WICG "Web Serial API", sections 2 (Serial), 4 (SerialPort); tests of the page must not rely on anything else.
/* global connectBus, fromHex, octets, toHex -- of bus_in_page.js */

/** A line error leaves the port usable, with a new stream. Any other error means that the device is lost. */
const passing = ['BufferOverrunError', 'BreakError', 'FramingError', 'ParityError'];

const enumeration = (value, allowed, name) => {
  if (!allowed.includes(value)) throw new TypeError(`${name}: ${value}`);
};

function checkOptions(options) {
  if (!options || options.baudRate === undefined) throw new TypeError('baudRate is required');
  if (!(options.baudRate > 0)) throw new TypeError('baudRate must be positive');
  enumeration(options.dataBits ?? 8, [7, 8], 'dataBits');
  enumeration(options.stopBits ?? 1, [1, 2], 'stopBits');
  enumeration(options.parity ?? 'none', ['none', 'even', 'odd'], 'parity');
  enumeration(options.flowControl ?? 'none', ['none', 'hardware'], 'flowControl');
  if (options.bufferSize !== undefined && !(options.bufferSize > 0))
    throw new TypeError('bufferSize must be positive');
}

class FakeSerialPort extends EventTarget {
  #id;
  #info;
  #state = 'closed';
  #readable = null;
  #writable = null;
  #readFatal = false;
  #writeFatal = false;
  #bufferSize = 255;
  connected = true;
  onconnect = null;
  ondisconnect = null;

  constructor({ id, info }) {
    super();
    this.#id = id;
    this.#info = info;
  }

  getInfo() {
    return { ...this.#info };
  }

  async open(options) {
    if (this.#state !== 'closed') throw new DOMException('The port is open.', 'InvalidStateError');
    checkOptions(options);
    this.#state = 'opening';
    try {
      await call('open', this.#id, options.baudRate);
    } catch (error) {
      this.#state = 'closed';
      throw error;
    }
    this.#bufferSize = options.bufferSize ?? 255;
    this.#state = 'opened';
  }

  get readable() {
    if (this.#readable) return this.#readable;
    if (this.#state !== 'opened' || this.#readFatal) return null;
    this.#readable = new ReadableStream(
      {
        type: 'bytes',
        pull: (controller) => this.#pull(controller),
        cancel: () => {
          this.#readable = null;
          return this.#state === 'opened' || this.#state === 'closing'
            ? call('discard', this.#id)
            : undefined;
        },
      },
      { highWaterMark: this.#bufferSize },
    );
    return this.#readable;
  }

  async #pull(controller) {
    const stream = this.#readable;
    try {
      const bytes = fromHex(await call('read', this.#id, this.#bufferSize));
      if (this.#readable === stream && bytes.length > 0) controller.enqueue(bytes);
    } catch (error) {
      if (this.#readable !== stream) return;
      this.#readable = null;
      if (!passing.includes(error.name)) this.#readFatal = true;
      controller.error(error);
    }
  }

  get writable() {
    if (this.#writable) return this.#writable;
    if (this.#state !== 'opened' || this.#writeFatal) return null;
    const over = () => (this.#writable = null);
    this.#writable = new WritableStream(
      {
        write: async (chunk, { signal }) => {
          const hex = toHex(octets(chunk));
          // An abort makes a pending write return at once (Web Serial, "writable").
          const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
          try {
            await Promise.race([call('write', this.#id, hex), aborted]);
          } catch (error) {
            this.#writeFatal = true;
            over();
            throw error;
          }
        },
        abort: over,
        close: over,
      },
      new ByteLengthQueuingStrategy({ highWaterMark: this.#bufferSize }),
    );
    return this.#writable;
  }

  async setSignals(signals = {}) {
    if (this.#state !== 'opened') throw new DOMException('The port is closed.', 'InvalidStateError');
    const { dataTerminalReady, requestToSend, break: breakSignal } = signals;
    if (dataTerminalReady === undefined && requestToSend === undefined && breakSignal === undefined)
      throw new TypeError('no signal given');
    await call('setSignals', this.#id, { dataTerminalReady, requestToSend, break: breakSignal });
  }

  async getSignals() {
    if (this.#state !== 'opened') throw new DOMException('The port is closed.', 'InvalidStateError');
    return call('getSignals', this.#id);
  }

  /** Rejects with the streams' TypeError and stays open while one of the streams is locked. */
  async close() {
    if (this.#state !== 'opened') throw new DOMException('The port is not open.', 'InvalidStateError');
    const streams = [this.#readable?.cancel(), this.#writable?.abort()];
    this.#state = 'closing';
    try {
      await Promise.all(streams);
    } catch (error) {
      this.#state = 'opened';
      throw error;
    }
    await call('close', this.#id);
    this.#readable = null;
    this.#writable = null;
    this.#readFatal = false;
    this.#writeFatal = false;
    this.#state = 'closed';
  }

  async forget() {
    if (this.#state === 'opened') await this.close().catch(() => call('close', this.#id));
    this.#state = 'forgotten';
    await call('forget', this.#id);
  }
}

const bus = connectBus('serial', (description) => new FakeSerialPort(description));
const { call } = bus;

class FakeSerial extends EventTarget {
  onconnect = null;
  ondisconnect = null;

  getPorts() {
    return bus.granted();
  }

  async requestPort({ filters = [] } = {}) {
    for (const { usbVendorId, usbProductId } of filters) {
      if (usbVendorId === undefined && usbProductId !== undefined)
        throw new TypeError('a product without a vendor');
    }
    const port = await bus.choose(filters);
    if (!port) throw new DOMException('No port selected by the user.', 'NotFoundError');
    return port;
  }
}

const serial = new FakeSerial();

/** Dispatches the event at the port, from where it bubbles to navigator.serial. */
function fire(type, port) {
  const event = new Event(type, { bubbles: true });
  port[`on${type}`]?.call(port, event);
  port.dispatchEvent(event);
  if (event.cancelBubble) return;
  const bubbled = new Event(type, { bubbles: true });
  Object.defineProperty(bubbled, 'target', { value: port });
  serial[`on${type}`]?.call(serial, bubbled);
  serial.dispatchEvent(bubbled);
}

bus.serve(serial, ({ type }, port) => {
  port.connected = type === 'connect';
  fire(type, port);
});
