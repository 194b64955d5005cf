import { describe, expect, test, vi } from 'vitest';
import { OtherTabs } from '../../src/devices/other_tabs';
import { portsHere } from '../../src/devices/ports_here';
import { SerialPorts } from '../../src/devices/serial_ports';
import { UsbPorts } from '../../src/devices/usb_ports';
import { FakeSerial } from './fake_serial';

const tabs = new OtherTabs(undefined);
const android = { isSecureContext: true, navigator: { usb: {}, userAgent: 'Android' } } as unknown as Window;
const computer = {
  isSecureContext: true,
  navigator: { serial: new FakeSerial(), userAgent: 'Linux' },
} as unknown as Window;

describe('the ports of this browser', () => {
  test('are Web Serial’s where there are any, and nothing else is fetched', async () => {
    const load = vi.fn();
    expect(await portsHere(computer, tabs, load)).toMatchObject({
      ports: expect.any(SerialPorts) as SerialPorts,
      serial: null,
      byUsb: false,
    });
    expect(load).not.toHaveBeenCalled();
  });

  test('are WebUSB’s on Android', async () => {
    expect(await portsHere(android, tabs, () => import('../../src/devices/usb_ports'))).toMatchObject({
      ports: expect.any(UsbPorts) as UsbPorts,
      serial: null,
      byUsb: true,
    });
  });

  test('are out of reach, and no more than that, where their part cannot be fetched', async () => {
    const load = () => Promise.reject(new TypeError('offline'));
    expect(await portsHere(android, tabs, load)).toEqual({
      ports: null,
      serial: 'page.serial_not_loaded',
      byUsb: true,
    });
  });
});
