import { describe, expect, test, vi } from 'vitest';
import { OtherTabs } from '../../src/devices/other_tabs';
import { serialObstacle, SerialPorts } from '../../src/devices/serial_ports';
import { FakePort, FakeSerial } from './fake_serial';

describe('the serial ports', () => {
  test('the list shows boards only', async () => {
    const serial = new FakeSerial();
    serial.pick = new FakePort();
    expect(await new SerialPorts(serial, new OtherTabs(undefined)).choose()).toEqual({
      ok: true,
      value: serial.pick,
    });
    expect(serial.filters).toEqual([{ usbVendorId: 0x03eb, usbProductId: 0x2175 }]);
  });

  test.each([
    ['NotFoundError', 'page.picker_closed'],
    ['SecurityError', 'page.serial_blocked'],
    ['UnknownError', 'serial.open_failed'],
  ])('a list that ends with %s is %s', async (name, code) => {
    const serial = new FakeSerial();
    serial.pick = new DOMException('', name);
    expect(await new SerialPorts(serial, new OtherTabs(undefined)).choose()).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  test('remembers boards and leaves other devices alone', async () => {
    const serial = new FakeSerial();
    const board = new FakePort();
    serial.ports = [board, new FakePort({ usbVendorId: 0x2341, usbProductId: 0x0043 })];
    expect(await new SerialPorts(serial, new OtherTabs(undefined)).remembered()).toEqual([board]);
  });

  test('tells when boards come and go', () => {
    const serial = new FakeSerial();
    const events = { connected: vi.fn(), disconnected: vi.fn() };
    new SerialPorts(serial, new OtherTabs(undefined)).watch(events);
    const board = new FakePort();
    serial.tell('connect', board);
    serial.tell('connect', new FakePort({}));
    serial.tell('disconnect', board);
    expect(events.connected.mock.calls).toEqual([[board]]);
    expect(events.disconnected.mock.calls).toEqual([[board]]);
  });

  test.each([
    [
      'insecure origin',
      { isSecureContext: false, navigator: { serial: new FakeSerial() } },
      'page.serial_insecure',
    ],
    ['browser without it', { isSecureContext: true, navigator: {} }, 'page.serial_unsupported'],
    [
      'policy',
      { isSecureContext: true, navigator: { serial: Object.assign(new FakeSerial(), { blocked: true }) } },
      'page.serial_blocked',
    ],
    ['nothing', { isSecureContext: true, navigator: { serial: new FakeSerial() } }, null],
  ])('what stands in the way: %s', async (_name, scope, expected) => {
    expect(await serialObstacle(scope as unknown as Window)).toBe(expected);
  });
});
