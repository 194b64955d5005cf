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
import { boardFilter, listTimeoutMs, type DeviceEvents, type Ports } from './ports';
import { WebSerialTransport } from './web_serial';

type PartialNavigator = Partial<Navigator> & Pick<Navigator, 'userAgent'>;

function isBoard(port: SerialPort): boolean {
  const { usbVendorId, usbProductId } = port.getInfo();
  return usbVendorId === boardFilter.usbVendorId && usbProductId === boardFilter.usbProductId;
}

export class SerialPorts implements Ports {
  constructor(
    private readonly serial: Serial,
    private readonly tabs: TabLocks,
  ) {}

  choose(): Promise<Answer<SerialPort>> {
    return chosen(openList(this.serial));
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

/** Opens the browser's list of the boards' ports. Must be called from a click. */
export function openList(serial: Serial): Promise<SerialPort> {
  return serial.requestPort({ filters: [boardFilter] });
}

/** The answer to what the user does in the browser's list. */
export async function chosen(port: Promise<SerialPort>): Promise<Answer<SerialPort>> {
  try {
    return { ok: true, value: await port };
  } catch (error) {
    const codes: Record<string, string> = {
      NotFoundError: 'page.picker_closed',
      SecurityError: 'page.serial_blocked',
    };
    return failure(codes[errorName(error)] ?? 'serial.open_failed', error);
  }
}

/**
 * Web Serial, if its ports are those on a USB cable. On Android, Web Serial offers Bluetooth ports only; a tablet may call itself a desktop in its user
 * agent, but still has no WebHID.
 */
export function cableSerial({ serial, hid, userAgent }: PartialNavigator): Serial | undefined {
  return hid && !userAgent.includes('Android') ? serial : undefined;
}

/** True if boards on a USB cable are reached over WebUSB. */
export function usesWebUsb({ navigator }: Window): boolean {
  return 'usb' in navigator && !cableSerial(navigator);
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
