/** The boards' serial ports over WebUSB. The page fetches this file only if usesWebUsb() is true. */
import type { Answer } from '../../../wasm/provisioner';
import { failure, errorName } from './answers';
import { resolvedWithin } from './timeouts';
import { boardIds, listTimeoutMs, type DeviceEvents, type Ports } from './ports';
import { UsbSerialTransport } from './usb_serial';

function isBoard({ vendorId, productId }: USBDevice): boolean {
  return vendorId === boardIds.vendorId && productId === boardIds.productId;
}

export class UsbPorts implements Ports {
  constructor(private readonly usb: USB) {}

  async choose(): Promise<Answer<USBDevice>> {
    try {
      return { ok: true, value: await this.usb.requestDevice({ filters: [boardIds] }) };
    } catch (error) {
      const codes: Record<string, string> = {
        NotFoundError: 'page.picker_closed',
        SecurityError: 'page.serial_blocked',
      };
      return failure(codes[errorName(error)] ?? 'serial.open_failed', error);
    }
  }

  async granted(): Promise<USBDevice[]> {
    try {
      return (await resolvedWithin(listTimeoutMs, this.usb.getDevices(), [])).filter(isBoard);
    } catch {
      return [];
    }
  }

  watch(events: DeviceEvents): void {
    this.usb.addEventListener('connect', ({ device }) => {
      if (isBoard(device)) events.connected(device);
    });
    this.usb.addEventListener('disconnect', ({ device }) => events.disconnected(device));
  }

  transport(device: object): UsbSerialTransport {
    return new UsbSerialTransport(device as USBDevice);
  }
}
