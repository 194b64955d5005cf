import { beforeEach, describe, expect, test } from 'vitest';
import { HidDevices, hidObstacle } from '../../src/devices/hid_devices';
import { TabLocks } from '../../src/devices/tab_locks';
import { WebHidTransport } from '../../src/devices/web_hid';
import { FakeHid, FakeHidDevice } from './fake_hid';
import { FakeLocks } from './fake_locks';

let device: FakeHidDevice;
let transport: WebHidTransport;
let locks: FakeLocks;
const success = { ok: true, value: null };
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const code = (code: string): object => ({ ok: false, error: { code } });
/** The locks of a new tab. */
const newTab = (): TabLocks => new TabLocks(locks.asManager());

beforeEach(() => {
  locks = new FakeLocks();
  device = new FakeHidDevice();
  transport = new WebHidTransport(device.asDevice(), newTab());
});

describe('a debugger over WebHID', () => {
  test('sends reports without a report id', async () => {
    expect(await transport.open()).toEqual(success);
    expect(await transport.send(Uint8Array.of(0, 1, 2))).toEqual(success);
    expect(device.sent).toEqual([{ id: 0, report: [0, 1, 2] }]);
  });

  test('receive() returns reports in order, those that arrive later too, and only their part of the buffer', async () => {
    await transport.open();
    const waiting = transport.receive();
    device.sendToHost(1, 2);
    device.sendToHost(3);
    device.sendToHost(4);
    expect(await waiting).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
    expect(await transport.receive()).toEqual({ ok: true, value: Uint8Array.of(3) });
    expect(await transport.receive()).toEqual({ ok: true, value: Uint8Array.of(4) });
  });

  test('open() drops reports that arrived before it', async () => {
    await transport.open();
    device.sendToHost(1);
    await transport.close();
    await transport.open();
    device.sendToHost(2);
    expect(await transport.receive()).toEqual({ ok: true, value: Uint8Array.of(2) });
  });

  test('reports a refusal by the operating system with the browser’s reason', async () => {
    device.refusal = new DOMException('Failed to open the device.', 'NotAllowedError');
    expect(await transport.open()).toMatchObject({
      ok: false,
      error: { code: 'hid.open_failed', detail: 'NotAllowedError: Failed to open the device.' },
    });
    expect(await transport.receive()).toMatchObject(code('hid.disconnected'));
  });

  test('a waiting receive ends when the device is lost, and on close()', async () => {
    for (const end of [(): void => transport.lost(), (): void => void transport.close()]) {
      await transport.open();
      const waiting = transport.receive();
      end();
      expect(await waiting).toMatchObject(code('hid.disconnected'));
    }
  });

  test('send() fails with hid.disconnected if the device is lost or closed', async () => {
    expect(await transport.send(Uint8Array.of(0))).toMatchObject(code('hid.disconnected'));
    await transport.open();
    device.lost = true;
    expect(await transport.send(Uint8Array.of(0))).toMatchObject(code('hid.disconnected'));
  });

  test('refuses to open while another tab of the page uses a debugger, but not after that', async () => {
    const other = new WebHidTransport(new FakeHidDevice().asDevice(), newTab());
    await other.open();
    expect(await transport.open()).toMatchObject(code('page.debugger_in_other_tab'));
    expect(device.opened).toBe(false);
    await other.close();
    await settle();
    expect(await transport.open()).toEqual(success);
  });

  test('only one of two tabs that open a device at the same moment gets it', async () => {
    const other = new WebHidTransport(new FakeHidDevice().asDevice(), newTab());
    const [first, second] = await Promise.all([other.open(), transport.open()]);
    expect(first).toEqual(success);
    expect(second).toMatchObject(code('page.debugger_in_other_tab'));
    expect(device.opened).toBe(false);
  });

  test('releases the lock if the operating system refuses to open the device', async () => {
    device.refusal = new DOMException('', 'NotAllowedError');
    await transport.open();
    await settle();
    expect(await new WebHidTransport(new FakeHidDevice().asDevice(), newTab()).open()).toEqual(success);
  });

  test('opens even if the browser has no locks', async () => {
    locks.denied = true;
    expect(await transport.open()).toEqual(success);
    expect([await transport.close(), await transport.open()]).toEqual([success, success]);
  });

  test('close() closes a device that is still opening', async () => {
    let opened: () => void = () => undefined;
    device.opening = new Promise((resolve) => (opened = resolve));
    void transport.open();
    await settle();
    const closing = transport.close();
    opened();
    expect(await closing).toEqual(success);
    expect(device.opened).toBe(false);
    expect(await new WebHidTransport(new FakeHidDevice().asDevice(), newTab()).open()).toEqual(success);
  });

  test('one tab can open two debuggers', async () => {
    const tabs = newTab();
    const one = new WebHidTransport(device.asDevice(), tabs);
    const two = new WebHidTransport(new FakeHidDevice().asDevice(), tabs);
    expect([await one.open(), await two.open()]).toEqual([success, success]);
  });
});

describe('HidDevices', () => {
  test('shows only the boards’ debuggers in the browser’s list', async () => {
    const hid = new FakeHid();
    hid.pick = device;
    expect(await new HidDevices(hid.asHid(), newTab()).choose()).toEqual({ ok: true, value: device });
    expect(hid.filters).toEqual([{ vendorId: 0x03eb, productId: 0x2175 }]);
  });

  test('fails with different errors if the user closes the list and if the browser refuses it', async () => {
    const hid = new FakeHid();
    const devices = new HidDevices(hid.asHid(), newTab());
    expect(await devices.choose()).toMatchObject(code('page.debugger_picker_closed'));
    hid.pick = new DOMException('', 'SecurityError');
    expect(await devices.choose()).toMatchObject(code('page.hid_blocked'));
    hid.pick = new DOMException('', 'NotAllowedError');
    expect(await devices.choose()).toMatchObject(code('hid.open_failed'));
  });

  test('returns granted debuggers, and no other granted devices', async () => {
    const hid = new FakeHid();
    const otherPage = new FakeHidDevice(0x2175, [{ usagePage: 0xff01, usage: 1 }]);
    hid.devices = [new FakeHidDevice(0x1234), device, otherPage];
    const devices = new HidDevices(hid.asHid(), newTab());
    expect(await devices.granted()).toEqual([device, otherPage]);
    hid.blocked = true;
    expect(await devices.granted()).toEqual([]);
  });

  test('reports when a debugger is plugged in or unplugged', () => {
    const hid = new FakeHid();
    const seen: [string, object][] = [];
    new HidDevices(hid.asHid(), newTab()).watch({
      connected: (one) => seen.push(['connected', one]),
      disconnected: (one) => seen.push(['disconnected', one]),
    });
    const otherDevice = new FakeHidDevice(0x1234);
    hid.report('connect', otherDevice);
    hid.report('connect', device);
    hid.report('disconnect', device);
    expect(seen).toEqual([
      ['connected', device],
      ['disconnected', device],
    ]);
  });

  test('hidObstacle() returns why the page cannot use debuggers', async () => {
    const scope = (navigator: object): Window => ({ navigator }) as unknown as Window;
    const hid = new FakeHid();
    expect(await hidObstacle(scope({}))).toBe('page.hid_unsupported');
    expect(await hidObstacle(scope({ hid }))).toBeNull();
    hid.blocked = true;
    expect(await hidObstacle(scope({ hid }))).toBe('page.hid_blocked');
  });
});
