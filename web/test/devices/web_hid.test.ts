import { beforeEach, describe, expect, test } from 'vitest';
import { HidDevices, hidObstacle } from '../../src/devices/hid_devices';
import { OtherTabs } from '../../src/devices/other_tabs';
import { WebHidTransport } from '../../src/devices/web_hid';
import { FakeHid, FakeHidDevice } from './fake_hid';
import { FakeLocks } from './fake_locks';

let device: FakeHidDevice;
let transport: WebHidTransport;
let locks: FakeLocks;
const fine = { ok: true, value: null };
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const code = (code: string): object => ({ ok: false, error: { code } });
const here = (): OtherTabs => new OtherTabs(locks.asManager());

beforeEach(() => {
  locks = new FakeLocks();
  device = new FakeHidDevice();
  transport = new WebHidTransport(device.asDevice(), here());
});

describe('a debugger over WebHID', () => {
  test('takes reports without a report id', async () => {
    expect(await transport.open()).toEqual(fine);
    expect(await transport.send(Uint8Array.of(0, 1, 2))).toEqual(fine);
    expect(device.sent).toEqual([{ id: 0, report: [0, 1, 2] }]);
  });

  test('gives reports in order, to who waits and to who comes later, cut out of their buffer', async () => {
    await transport.open();
    const waiting = transport.receive();
    device.says(1, 2);
    device.says(3);
    device.says(4);
    expect(await waiting).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
    expect(await transport.receive()).toEqual({ ok: true, value: Uint8Array.of(3) });
    expect(await transport.receive()).toEqual({ ok: true, value: Uint8Array.of(4) });
  });

  test('what was said before an open is not an answer to what is asked after it', async () => {
    await transport.open();
    device.says(1);
    await transport.close();
    await transport.open();
    device.says(2);
    expect(await transport.receive()).toEqual({ ok: true, value: Uint8Array.of(2) });
  });

  test('says that the system refuses, with the browser’s reason', async () => {
    device.refusal = new DOMException('Failed to open the device.', 'NotAllowedError');
    expect(await transport.open()).toMatchObject({
      ok: false,
      error: { code: 'hid.open_failed', detail: 'NotAllowedError: Failed to open the device.' },
    });
    expect(await transport.receive()).toMatchObject(code('hid.disconnected'));
  });

  test('a waiting receive ends with the device, and with a close', async () => {
    for (const end of [(): void => transport.lost(), (): void => void transport.close()]) {
      await transport.open();
      const waiting = transport.receive();
      end();
      expect(await waiting).toMatchObject(code('hid.disconnected'));
    }
  });

  test('sending to what is lost or closed is hid.disconnected', async () => {
    expect(await transport.send(Uint8Array.of(0))).toMatchObject(code('hid.disconnected'));
    await transport.open();
    device.lost = true;
    expect(await transport.send(Uint8Array.of(0))).toMatchObject(code('hid.disconnected'));
  });

  test('an own other tab that uses a debugger is named, and no hindrance once it is done', async () => {
    const other = new WebHidTransport(new FakeHidDevice().asDevice(), here());
    await other.open();
    expect(await transport.open()).toMatchObject(code('page.debugger_in_other_tab'));
    expect(device.opened).toBe(false);
    await other.close();
    await settle();
    expect(await transport.open()).toEqual(fine);
  });

  test('of two tabs that hear of a device in the same moment, one has it', async () => {
    const other = new WebHidTransport(new FakeHidDevice().asDevice(), here());
    const [first, second] = await Promise.all([other.open(), transport.open()]);
    expect(first).toEqual(fine);
    expect(second).toMatchObject(code('page.debugger_in_other_tab'));
    expect(device.opened).toBe(false);
  });

  test('a refusal of the system keeps no other tab away', async () => {
    device.refusal = new DOMException('', 'NotAllowedError');
    await transport.open();
    await settle();
    expect(await new WebHidTransport(new FakeHidDevice().asDevice(), here()).open()).toEqual(fine);
  });

  test('where the browser gives no locks, it opens all the same', async () => {
    locks.denied = true;
    expect(await transport.open()).toEqual(fine);
    expect([await transport.close(), await transport.open()]).toEqual([fine, fine]);
  });

  test('one whose opening nobody waits for any more is closed all the same', async () => {
    let opened: () => void = () => undefined;
    device.opening = new Promise((resolve) => (opened = resolve));
    void transport.open();
    await settle();
    const closing = transport.close();
    opened();
    expect(await closing).toEqual(fine);
    expect(device.opened).toBe(false);
    expect(await new WebHidTransport(new FakeHidDevice().asDevice(), here()).open()).toEqual(fine);
  });

  test('two debuggers in one tab are no trouble', async () => {
    const tabs = here();
    const one = new WebHidTransport(device.asDevice(), tabs);
    const two = new WebHidTransport(new FakeHidDevice().asDevice(), tabs);
    expect([await one.open(), await two.open()]).toEqual([fine, fine]);
  });
});

describe('the debuggers', () => {
  test('the list shows the debuggers of boards only', async () => {
    const hid = new FakeHid();
    hid.pick = device;
    expect(await new HidDevices(hid.asHid(), here()).choose()).toEqual({ ok: true, value: device });
    expect(hid.filters).toEqual([{ vendorId: 0x03eb, productId: 0x2175 }]);
  });

  test('a list closed without a choice is told apart from a refusal', async () => {
    const hid = new FakeHid();
    const devices = new HidDevices(hid.asHid(), here());
    expect(await devices.choose()).toMatchObject(code('page.debugger_picker_closed'));
    hid.pick = new DOMException('', 'SecurityError');
    expect(await devices.choose()).toMatchObject(code('page.hid_blocked'));
    hid.pick = new DOMException('', 'NotAllowedError');
    expect(await devices.choose()).toMatchObject(code('hid.open_failed'));
  });

  test('remembers debuggers, and nothing else that was granted', async () => {
    const hid = new FakeHid();
    const otherPage = new FakeHidDevice(0x2175, [{ usagePage: 0xff01, usage: 1 }]);
    hid.devices = [new FakeHidDevice(0x1234), device, otherPage];
    const devices = new HidDevices(hid.asHid(), here());
    expect(await devices.remembered()).toEqual([device, otherPage]);
    hid.blocked = true;
    expect(await devices.remembered()).toEqual([]);
  });

  test('tells of those that come and go', () => {
    const hid = new FakeHid();
    const seen: [string, object][] = [];
    new HidDevices(hid.asHid(), here()).watch({
      connected: (one) => seen.push(['connected', one]),
      disconnected: (one) => seen.push(['disconnected', one]),
    });
    const stranger = new FakeHidDevice(0x1234);
    hid.tell('connect', stranger);
    hid.tell('connect', device);
    hid.tell('disconnect', device);
    expect(seen).toEqual([
      ['connected', device],
      ['disconnected', device],
    ]);
  });

  test('says why there are none', async () => {
    const scope = (navigator: object): Window => ({ navigator }) as unknown as Window;
    const hid = new FakeHid();
    expect(await hidObstacle(scope({}))).toBe('page.hid_unsupported');
    expect(await hidObstacle(scope({ hid }))).toBeNull();
    hid.blocked = true;
    expect(await hidObstacle(scope({ hid }))).toBe('page.hid_blocked');
  });
});
