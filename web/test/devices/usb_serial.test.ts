import { beforeEach, describe, expect, test } from 'vitest';
import { isByUsb, serialObstacle } from '../../src/devices/serial_ports';
import { UsbPorts } from '../../src/devices/usb_ports';
import { UsbSerialTransport } from '../../src/devices/usb_serial';
import { FakeUsbDevice } from './fake_usb';

let device: FakeUsbDevice;
let transport: UsbSerialTransport;
const fine = { ok: true, value: null };
const code = (code: string): object => ({ ok: false, error: { code } });

beforeEach(() => {
  device = new FakeUsbDevice();
  transport = new UsbSerialTransport(device.asDevice());
});

describe('a serial port over WebUSB', () => {
  test('sets the line and tells the board that a terminal is ready', async () => {
    expect(await transport.open(115_200)).toEqual(fine);
    expect([...device.claimed]).toEqual([1, 2]);
    expect(device.requests).toEqual([
      { request: 0x20, value: 0, index: 1, data: [0x00, 0xc2, 0x01, 0x00, 0, 0, 8] },
      { request: 0x22, value: 3, index: 1, data: [] },
    ]);
  });

  test('opens again at another rate', async () => {
    await transport.open(115_200);
    expect(await transport.open(9_600)).toEqual(fine);
    expect(device.requests.at(-2)?.data.slice(0, 4)).toEqual([0x80, 0x25, 0, 0]);
  });

  test('carries bytes both ways; an empty packet is none', async () => {
    await transport.open(9_600);
    expect(await transport.write(Uint8Array.of(1, 2))).toEqual(fine);
    expect(device.written).toEqual([[1, 2]]);
    const reading = transport.read();
    device.says();
    device.says(7, 8);
    expect(await reading).toEqual({ ok: true, value: Uint8Array.of(7, 8) });
  });

  test('gets over a stalled endpoint', async () => {
    await transport.open(9_600);
    device.stalled = true;
    device.says(5);
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(5) });
    expect(device.halted).toEqual([2]);
  });

  test('a close ends a waiting read, and works twice', async () => {
    await transport.open(9_600);
    const reading = transport.read();
    expect([await transport.close(), await transport.close()]).toEqual([fine, fine]);
    expect(await reading).toMatchObject(code('serial.not_open'));
    expect(await transport.write(Uint8Array.of(1))).toMatchObject(code('serial.not_open'));
  });

  test('a device whose opening nobody waits for any more is closed all the same', async () => {
    let opened: () => void = () => undefined;
    device.opening = new Promise((resolve) => (opened = resolve));
    void transport.open(9_600);
    await Promise.resolve();
    const closing = transport.close();
    opened();
    expect(await closing).toEqual(fine);
    expect(device.opened).toBe(false);
  });

  test('a pulled cable is serial.disconnected', async () => {
    await transport.open(9_600);
    const reading = transport.read();
    device.pulled();
    expect(await reading).toMatchObject(code('serial.disconnected'));
  });

  test.each([
    ['NetworkError', 'serial.port_busy'],
    ['NotFoundError', 'serial.disconnected'],
    ['SecurityError', 'serial.open_failed'],
  ])('a claim that ends with %s is %s, and leaves the device closed', async (name, expected) => {
    device.claiming = new DOMException('', name);
    expect(await transport.open(9_600)).toMatchObject(code(expected));
    expect(device.opened).toBe(false);
  });
});

describe('the boards over WebUSB', () => {
  const usb = (answer: object): USB => answer as unknown as USB;

  test('the list shows boards only, and may be closed', async () => {
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

  test('stand in for serial ports on Android, and where there are none', async () => {
    const scope = (navigator: object): Window => ({ navigator, isSecureContext: true }) as unknown as Window;
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64)';
    const getPorts = (): Promise<never[]> => Promise.resolve([]);
    expect(isByUsb(scope({ userAgent, usb: {}, serial: {}, hid: {} }))).toBe(false);
    expect(isByUsb(scope({ userAgent, usb: {}, serial: {} }))).toBe(true); // a tablet that says it is a desktop
    expect(isByUsb(scope({ userAgent, serial: {} }))).toBe(false);
    expect(isByUsb(scope({ userAgent, usb: {} }))).toBe(true);
    expect(
      isByUsb(scope({ userAgent: 'Mozilla/5.0 (Linux; Android 10; K)', usb: {}, serial: {}, hid: {} })),
    ).toBe(true);
    expect(await serialObstacle(scope({ userAgent, usb: {} }))).toBeNull();
    expect(await serialObstacle(scope({ userAgent, serial: { getPorts } }))).toBeNull();
    expect(await serialObstacle(scope({ userAgent }))).toBe('page.serial_unsupported');
  });
});
