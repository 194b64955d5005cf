/** Serial ports over WebUSB: choosing a board, those remembered, their coming and going. Fetched only where there is no Web Serial for cables. */
import type { Answer } from '../../../wasm/provisioner';
import { failure, nameOf } from './answers';
import { resolvedWithin } from './patience';
import { boardIds, listPatienceMs, type DeviceEvents, type Ports } from './ports';
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
      return failure(codes[nameOf(error)] ?? 'serial.open_failed', error);
    }
  }

  async remembered(): Promise<USBDevice[]> {
    try {
      return (await resolvedWithin(listPatienceMs, this.usb.getDevices(), [])).filter(isBoard);
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
