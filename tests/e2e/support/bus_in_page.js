// The part of a bus (device_bus.mjs) that runs in the page. It is prepended to each stand-in's script, shares its scope, and runs before the page's
// own scripts.
/* global busPath -- device_bus.mjs puts it in front */
/* exported connectBus, fromHex, octets, toHex */

const toHex = (bytes) => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

const octets = (data) => {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (!ArrayBuffer.isView(data)) throw new TypeError('not a BufferSource');
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
};

/** Calls to the bus behind navigator[api], and one object per plugged-in device. */
function connectBus(api, makeDevice) {
  const socket = new WebSocket(`ws://${location.host}${busPath}`);
  const opened = new Promise((resolve) => socket.addEventListener('open', resolve));
  const answers = new Map();
  const devices = new Map();
  let calls = 0;
  const call = async (command, ...values) => {
    await opened;
    calls += 1;
    const answer = new Promise((resolve) => answers.set(calls, resolve));
    socket.send(JSON.stringify([calls, command, ...values]));
    const { value, error } = await answer;
    if (error) throw new DOMException(`fake ${api}: ${command}`, error);
    return value;
  };
  const deviceOf = (description) => {
    let device = devices.get(description.id);
    if (!device) devices.set(description.id, (device = makeDevice(description)));
    return device;
  };
  return {
    call,
    granted: async () => (await call('devices')).map(deviceOf),
    /** The user's choice in the browser's list; null if the user closes the list. */
    async choose(filters) {
      if (!navigator.userActivation.isActive) throw new DOMException('Not from a click.', 'SecurityError');
      const description = await call('request', filters);
      return description && deviceOf(description);
    },
    /** Installs the stand-in and passes events to it. */
    serve(standIn, happened) {
      Object.defineProperty(Navigator.prototype, api, { configurable: true, get: () => standIn });
      socket.addEventListener('message', ({ data }) => {
        const { call: number, event, ...answer } = JSON.parse(data);
        if (!event) {
          answers.get(number)(answer);
          answers.delete(number);
          return;
        }
        const device = deviceOf(event.device);
        if (event.type === 'disconnect') devices.delete(event.device.id);
        happened(event, device);
      });
    },
  };
}
