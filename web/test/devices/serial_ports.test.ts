import { describe, expect, test, vi } from 'vitest';
import { TabLocks } from '../../src/devices/tab_locks';
import { serialObstacle, SerialPorts } from '../../src/devices/serial_ports';
import { FakePort, FakeSerial } from './fake_serial';

describe('SerialPorts', () => {
  test('shows only boards in the browser’s list', async () => {
    const serial = new FakeSerial();
    serial.pick = new FakePort();
    expect(await new SerialPorts(serial, new TabLocks(undefined)).choose()).toEqual({
      ok: true,
      value: serial.pick,
    });
    expect(serial.filters).toEqual([{ usbVendorId: 0x03eb, usbProductId: 0x2175 }]);
  });

  test.each([
    ['NotFoundError', 'page.picker_closed'],
    ['SecurityError', 'page.serial_blocked'],
    ['UnknownError', 'serial.open_failed'],
  ])('translates %s from the browser’s list to %s', async (name, code) => {
    const serial = new FakeSerial();
    serial.pick = new DOMException('', name);
    expect(await new SerialPorts(serial, new TabLocks(undefined)).choose()).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  test('returns granted boards, and no other granted devices', async () => {
    const serial = new FakeSerial();
    const board = new FakePort();
    serial.ports = [board, new FakePort({ usbVendorId: 0x2341, usbProductId: 0x0043 })];
    expect(await new SerialPorts(serial, new TabLocks(undefined)).granted()).toEqual([board]);
  });

  test('reports when a board is plugged in or unplugged', () => {
    const serial = new FakeSerial();
    const events = { connected: vi.fn(), disconnected: vi.fn() };
    new SerialPorts(serial, new TabLocks(undefined)).watch(events);
    const board = new FakePort();
    serial.report('connect', board);
    serial.report('connect', new FakePort({}));
    serial.report('disconnect', board);
    expect(events.connected.mock.calls).toEqual([[board]]);
    expect(events.disconnected.mock.calls).toEqual([[board]]);
  });

  test.each([
    [
      'insecure origin',
      { isSecureContext: false, navigator: { serial: new FakeSerial() } },
      'page.serial_insecure',
    ],
    ['browser without Web Serial', { isSecureContext: true, navigator: {} }, 'page.serial_unsupported'],
    [
      'policy',
      { isSecureContext: true, navigator: { serial: Object.assign(new FakeSerial(), { blocked: true }) } },
      'page.serial_blocked',
    ],
    ['nothing', { isSecureContext: true, navigator: { serial: new FakeSerial() } }, null],
  ])('serialObstacle() recognizes: %s', async (_name, scope, expected) => {
    expect(await serialObstacle(scope as unknown as Window)).toBe(expected);
  });
});
