import { describe, expect, test, vi } from 'vitest';
import { TabLocks } from '../../src/devices/tab_locks';
import { availablePorts } from '../../src/devices/available_ports';
import { SerialPorts } from '../../src/devices/serial_ports';
import { UsbPorts } from '../../src/devices/usb_ports';
import { FakeSerial } from './fake_serial';

const tabs = new TabLocks(undefined);
const android = { isSecureContext: true, navigator: { usb: {}, userAgent: 'Android' } } as unknown as Window;
const computer = {
  isSecureContext: true,
  navigator: { serial: new FakeSerial(), userAgent: 'Linux' },
} as unknown as Window;

describe('availablePorts()', () => {
  test('uses Web Serial if the browser has it, and does not fetch the WebUSB part', async () => {
    const load = vi.fn();
    expect(await availablePorts(computer, tabs, load)).toMatchObject({
      ports: expect.any(SerialPorts) as SerialPorts,
      serial: null,
      byUsb: false,
    });
    expect(load).not.toHaveBeenCalled();
  });

  test('uses WebUSB on Android', async () => {
    expect(await availablePorts(android, tabs, () => import('../../src/devices/usb_ports'))).toMatchObject({
      ports: expect.any(UsbPorts) as UsbPorts,
      serial: null,
      byUsb: true,
    });
  });

  test('answers page.serial_not_loaded if the WebUSB part cannot be fetched', async () => {
    const load = () => Promise.reject(new TypeError('offline'));
    expect(await availablePorts(android, tabs, load)).toEqual({
      ports: null,
      serial: 'page.serial_not_loaded',
      byUsb: true,
    });
  });
});
