/**
 * The boards' serial ports over Web Serial: opens the browser's list, finds the ports that the user granted before, and reports when one is plugged in
 * or unplugged. Knows nothing of what a port transfers. Facts: Web Serial API, sections "requestPort", "getPorts" and "connect event"; the boards' USB
 * ids (reference/board.md).
 */
import type { Answer } from '../../../wasm/provisioner';
import type { SerialObstacle } from '../app/view';
import { failure, errorName } from './answers';
import type { TabLocks } from './tab_locks';
import { resolvedWithin } from './timeouts';
import { boardIds, listTimeoutMs, type DeviceEvents, type Ports } from './ports';
import { WebSerialTransport } from './web_serial';

export const boardFilter = { usbVendorId: boardIds.vendorId, usbProductId: boardIds.productId };

function isBoard(port: SerialPort): boolean {
  const { usbVendorId, usbProductId } = port.getInfo();
  return usbVendorId === boardFilter.usbVendorId && usbProductId === boardFilter.usbProductId;
}

export class SerialPorts implements Ports {
  constructor(
    private readonly serial: Serial,
    private readonly tabs: TabLocks,
  ) {}

  async choose(): Promise<Answer<SerialPort>> {
    try {
      return { ok: true, value: await this.serial.requestPort({ filters: [boardFilter] }) };
    } catch (error) {
      const codes: Record<string, string> = {
        NotFoundError: 'page.picker_closed',
        SecurityError: 'page.serial_blocked',
      };
      return failure(codes[errorName(error)] ?? 'serial.open_failed', error);
    }
  }

  async granted(): Promise<SerialPort[]> {
    try {
      return (await resolvedWithin(listTimeoutMs, this.serial.getPorts(), [])).filter(isBoard);
    } catch {
      return []; // blocked by a policy; serialObstacle() reports why
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
    const isOnlyBoard = async (): Promise<boolean> => (await this.granted()).length < 2;
    return new WebSerialTransport(port as SerialPort, this.tabs, isOnlyBoard);
  }
}

/**
 * True if boards on a USB cable are reached over WebUSB: on Android, Web Serial offers Bluetooth ports only. A tablet may call itself a desktop in its
 * user agent, but still has no WebHID.
 */
export function usesWebUsb({ navigator }: Window): boolean {
  const { userAgent } = navigator;
  return (
    'usb' in navigator && !('serial' in navigator && 'hid' in navigator && !userAgent.includes('Android'))
  );
}

/** The error code that says why this browser gives no access to ports; null if it does. */
export async function serialObstacle(scope: Window): Promise<SerialObstacle> {
  if (!scope.isSecureContext) return 'page.serial_insecure';
  if (usesWebUsb(scope)) return null;
  if (!('serial' in scope.navigator)) return 'page.serial_unsupported';
  try {
    await resolvedWithin(listTimeoutMs, scope.navigator.serial.getPorts(), []);
    return null;
  } catch (error) {
    return errorName(error) === 'SecurityError' ? 'page.serial_blocked' : null;
  }
}
