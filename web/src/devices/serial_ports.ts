/**
 * The serial ports of boards that the user has granted: choosing one, those remembered, and their coming and going. Facts: Web Serial API, sections
 * "requestPort", "getPorts" and "connect event"; the boards' USB ids (reference/board.md). Knows nothing of what is said on a port.
 */
import type { Answer } from '../../../wasm/provisioner';
import type { SerialObstacle } from '../app/view';
import { failure, nameOf } from './answers';
import type { OtherTabs } from './other_tabs';
import { resolvedWithin } from './patience';
import { boardIds, listPatienceMs, type DeviceEvents, type Ports } from './ports';
import { WebSerialTransport } from './web_serial';

export const boardFilter = { usbVendorId: boardIds.vendorId, usbProductId: boardIds.productId };

function isBoard(port: SerialPort): boolean {
  const { usbVendorId, usbProductId } = port.getInfo();
  return usbVendorId === boardFilter.usbVendorId && usbProductId === boardFilter.usbProductId;
}

export class SerialPorts implements Ports {
  constructor(
    private readonly serial: Serial,
    private readonly tabs: OtherTabs,
  ) {}

  async choose(): Promise<Answer<SerialPort>> {
    try {
      return { ok: true, value: await this.serial.requestPort({ filters: [boardFilter] }) };
    } catch (error) {
      const codes: Record<string, string> = {
        NotFoundError: 'page.picker_closed',
        SecurityError: 'page.serial_blocked',
      };
      return failure(codes[nameOf(error)] ?? 'serial.open_failed', error);
    }
  }

  async remembered(): Promise<SerialPort[]> {
    try {
      return (await resolvedWithin(listPatienceMs, this.serial.getPorts(), [])).filter(isBoard);
    } catch {
      return []; // switched off by policy: `obstacle` tells
    }
  }

  watch(events: DeviceEvents): void {
    this.serial.addEventListener('connect', ({ target }) => {
      const port = target as SerialPort;
      if (isBoard(port)) events.connected(port);
    });
    this.serial.addEventListener('disconnect', ({ target }) => events.disconnected(target as SerialPort));
  }

  transport(port: object): WebSerialTransport {
    const alone = async (): Promise<boolean> => (await this.remembered()).length < 2;
    return new WebSerialTransport(port as SerialPort, this.tabs, alone);
  }
}

/**
 * On Android, Web Serial means Bluetooth: the port at the cable is WebUSB's. A tablet may say that it is a desktop; it has no WebHID all the same.
 */
export function isByUsb({ navigator }: Window): boolean {
  const { userAgent } = navigator;
  return (
    'usb' in navigator && !('serial' in navigator && 'hid' in navigator && !userAgent.includes('Android'))
  );
}

/** Why this browser gives no ports, if so. */
export async function serialObstacle(scope: Window): Promise<SerialObstacle> {
  if (!scope.isSecureContext) return 'page.serial_insecure';
  if (isByUsb(scope)) return null;
  if (!('serial' in scope.navigator)) return 'page.serial_unsupported';
  try {
    await resolvedWithin(listPatienceMs, scope.navigator.serial.getPorts(), []);
    return null;
  } catch (error) {
    return nameOf(error) === 'SecurityError' ? 'page.serial_blocked' : null;
  }
}
