/** Tests that every call of the core is answered although the browser's promises never settle, and at once when the device is lost. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TabLocks } from '../../src/devices/tab_locks';
import { hidObstacle } from '../../src/devices/hid_devices';
import { serialObstacle } from '../../src/devices/serial_ports';
import { UsbSerialTransport } from '../../src/devices/usb_serial';
import { WebHidTransport } from '../../src/devices/web_hid';
import { WebSerialTransport } from '../../src/devices/web_serial';
import { FakeHidDevice } from './fake_hid';
import { FakePort } from './fake_serial';
import { FakeUsbDevice } from './fake_usb';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const tabs = new TabLocks(undefined);
const success = { ok: true, value: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The promise's value after `ms` milliseconds; undefined if it is still pending. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let outcome: T | undefined;
  void promise.then((value) => (outcome = value));
  await vi.advanceTimersByTimeAsync(ms);
  return outcome;
}

describe('a serial port', () => {
  let port: FakePort;
  let transport: WebSerialTransport;
  beforeEach(() => {
    port = new FakePort();
    transport = new WebSerialTransport(port, tabs, () => Promise.resolve(true));
  });

  test('is open even if the browser never sets its signals', async () => {
    port.setSignals = never;
    expect(await within(5_000, transport.open(9600))).toEqual(success);
  });

  test('that never opens fails with serial.disconnected when it is unplugged', async () => {
    port.opening = never();
    const opening = transport.open(9600);
    await vi.advanceTimersByTimeAsync(100);
    transport.lost();
    expect(await within(10, opening)).toMatchObject({ error: { code: 'serial.disconnected' } });
    expect(await within(10, transport.close())).toEqual(success);
    expect(await within(10, transport.open(9600))).toMatchObject({ error: { code: 'serial.disconnected' } });
  });

  test.each(['close', 'cancel'] as const)('is closed even if the browser’s %s() never ends', async (what) => {
    await transport.open(9600);
    const reading = transport.read();
    if (what === 'close') port.close = never;
    else vi.spyOn(ReadableStreamDefaultReader.prototype, 'cancel').mockReturnValueOnce(never());
    expect(await within(5_000, transport.close())).toEqual(success);
    transport.lost();
    expect(await within(10, reading)).toMatchObject({ ok: false });
  });

  test('whose close() never ends is closed at once when it is unplugged', async () => {
    await transport.open(9600);
    port.close = never;
    const closing = transport.close();
    transport.lost();
    expect(await within(10, closing)).toEqual(success);
  });
});

describe('a debugger', () => {
  test.each(['open', 'close'] as const)(
    'whose %s() never ends is closed when it is unplugged',
    async (what) => {
      const device = new FakeHidDevice();
      const transport = new WebHidTransport(device.asDevice(), tabs);
      if (what === 'open') device.opening = never();
      const opening = transport.open();
      await vi.advanceTimersByTimeAsync(10);
      if (what === 'close') device.close = never;
      const closing = transport.close();
      await vi.advanceTimersByTimeAsync(10);
      transport.lost();
      expect(await within(10, closing)).toEqual(success);
      if (what === 'open')
        expect(await within(10, opening)).toMatchObject({ error: { code: 'hid.disconnected' } });
    },
  );

  test('is closed even if the browser’s close() never ends', async () => {
    const device = new FakeHidDevice();
    const transport = new WebHidTransport(device.asDevice(), tabs);
    await transport.open();
    device.close = never;
    expect(await within(5_000, transport.close())).toEqual(success);
  });
});

describe('a port over WebUSB', () => {
  test('that never opens fails with serial.disconnected when it is unplugged', async () => {
    const device = new FakeUsbDevice();
    device.open = never;
    const transport = new UsbSerialTransport(device.asDevice());
    const opening = transport.open(9600);
    await vi.advanceTimersByTimeAsync(10);
    transport.lost();
    expect(await within(10, opening)).toMatchObject({ error: { code: 'serial.disconnected' } });
    expect(await within(10, transport.close())).toEqual(success);
  });
});

describe('a browser that never answers which devices it has', () => {
  test('does not keep the page from starting', async () => {
    const scope = {
      isSecureContext: true,
      navigator: { serial: { getPorts: never }, hid: { getDevices: never }, userAgent: '' },
    } as unknown as Window;
    expect(await within(5_000, serialObstacle(scope))).toBeNull();
    expect(await within(5_000, hidObstacle(scope))).toBeNull();
  });
});
