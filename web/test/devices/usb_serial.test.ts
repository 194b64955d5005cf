import { beforeEach, describe, expect, test } from 'vitest';
import { usesWebUsb, serialObstacle } from '../../src/devices/serial_ports';
import { UsbPorts } from '../../src/devices/usb_ports';
import { UsbSerialTransport } from '../../src/devices/usb_serial';
import { FakeUsbDevice } from './fake_usb';

let device: FakeUsbDevice;
let transport: UsbSerialTransport;
const success = { ok: true, value: null };
const code = (code: string): object => ({ ok: false, error: { code } });

beforeEach(() => {
  device = new FakeUsbDevice();
  transport = new UsbSerialTransport(device.asDevice());
});

describe('a serial port over WebUSB', () => {
  test('sets the baud rate and the DTR and RTS lines', async () => {
    expect(await transport.open(115_200)).toEqual(success);
    expect([...device.claimed]).toEqual([1, 2]);
    expect(device.requests).toEqual([
      { request: 0x20, value: 0, index: 1, data: [0x00, 0xc2, 0x01, 0x00, 0, 0, 8] },
      { request: 0x22, value: 3, index: 1, data: [] },
    ]);
  });

  test('opens again at another rate', async () => {
    await transport.open(115_200);
    expect(await transport.open(9_600)).toEqual(success);
    expect(device.requests.at(-2)?.data.slice(0, 4)).toEqual([0x80, 0x25, 0, 0]);
  });

  test('transfers bytes both ways, and skips empty packets', async () => {
    await transport.open(9_600);
    expect(await transport.write(Uint8Array.of(1, 2))).toEqual(success);
    expect(device.written).toEqual([[1, 2]]);
    const reading = transport.read();
    device.sendToHost();
    device.sendToHost(7, 8);
    expect(await reading).toEqual({ ok: true, value: Uint8Array.of(7, 8) });
  });

  test('clears a stalled endpoint and reads on', async () => {
    await transport.open(9_600);
    device.stalled = true;
    device.sendToHost(5);
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(5) });
    expect(device.halted).toEqual([2]);
  });

  test('close() ends a waiting read, and may be called twice', async () => {
    await transport.open(9_600);
    const reading = transport.read();
    expect([await transport.close(), await transport.close()]).toEqual([success, success]);
    expect(await reading).toMatchObject(code('serial.not_open'));
    expect(await transport.write(Uint8Array.of(1))).toMatchObject(code('serial.not_open'));
  });

  test('close() closes a device that is still opening', async () => {
    let opened: () => void = () => undefined;
    device.opening = new Promise((resolve) => (opened = resolve));
    void transport.open(9_600);
    await Promise.resolve();
    const closing = transport.close();
    opened();
    expect(await closing).toEqual(success);
    expect(device.opened).toBe(false);
  });

  test('a waiting read fails with serial.disconnected when the board is unplugged', async () => {
    await transport.open(9_600);
    const reading = transport.read();
    device.unplug();
    expect(await reading).toMatchObject(code('serial.disconnected'));
  });

  test.each([
    ['NetworkError', 'serial.port_busy'],
    ['NotFoundError', 'serial.disconnected'],
    ['SecurityError', 'serial.open_failed'],
  ])('translates %s from claimInterface() to %s, and leaves the device closed', async (name, expected) => {
    device.claimError = new DOMException('', name);
    expect(await transport.open(9_600)).toMatchObject(code(expected));
    expect(device.opened).toBe(false);
  });
});

describe('the boards over WebUSB', () => {
  const usb = (answer: object): USB => answer as unknown as USB;

  test('shows only boards in the browser’s list, and fails with page.picker_closed if the user closes it', async () => {
    let asked: unknown;
    const ports = new UsbPorts(
      usb({
        requestDevice: (options: unknown) => {
          asked = options;
          return Promise.reject(new DOMException('', 'NotFoundError'));
        },
      }),
    );
    expect(await ports.choose()).toMatchObject(code('page.picker_closed'));
    expect(asked).toEqual({ filters: [{ vendorId: 0x03eb, productId: 0x2175 }] });
  });

  test('are used on Android, and in browsers without Web Serial', async () => {
    const scope = (navigator: object): Window => ({ navigator, isSecureContext: true }) as unknown as Window;
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64)';
    const getPorts = (): Promise<never[]> => Promise.resolve([]);
    expect(usesWebUsb(scope({ userAgent, usb: {}, serial: {}, hid: {} }))).toBe(false);
    expect(usesWebUsb(scope({ userAgent, usb: {}, serial: {} }))).toBe(true); // a tablet that calls itself a desktop
    expect(usesWebUsb(scope({ userAgent, serial: {} }))).toBe(false);
    expect(usesWebUsb(scope({ userAgent, usb: {} }))).toBe(true);
    expect(
      usesWebUsb(scope({ userAgent: 'Mozilla/5.0 (Linux; Android 10; K)', usb: {}, serial: {}, hid: {} })),
    ).toBe(true);
    expect(await serialObstacle(scope({ userAgent, usb: {} }))).toBeNull();
    expect(await serialObstacle(scope({ userAgent, serial: { getPorts } }))).toBeNull();
    expect(await serialObstacle(scope({ userAgent }))).toBe('page.serial_unsupported');
  });
});
