/**
 * The serial ports of boards that the user has granted: choosing one, those remembered, and their coming and going. Facts: Web Serial API, sections
 * "requestPort", "getPorts" and "connect event"; the boards' USB ids (reference/board.md). Knows nothing of what is said on a port.
 */
import type { Answer } from '../../../wasm/provisioner';
import type { SerialObstacle } from '../app/view';
import { failure } from './answers';

export const boardFilter = { usbVendorId: 0x03eb, usbProductId: 0x2175 };

export interface PortEvents {
  connected(port: SerialPort): void;
  disconnected(port: SerialPort): void;
}

function isBoard(port: SerialPort): boolean {
  const { usbVendorId, usbProductId } = port.getInfo();
  return usbVendorId === boardFilter.usbVendorId && usbProductId === boardFilter.usbProductId;
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}

export class SerialPorts {
  constructor(private readonly serial: Serial) {}

  /** Opens the browser's list. Must be called from a click. */
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

  /** Boards that were granted before and are plugged in: they need no list. */
  async remembered(): Promise<SerialPort[]> {
    try {
      return (await this.serial.getPorts()).filter(isBoard);
    } catch {
      return []; // switched off by policy: `obstacle` tells
    }
  }

  watch(events: PortEvents): void {
    this.serial.addEventListener('connect', ({ target }) => {
      const port = target as SerialPort;
      if (isBoard(port)) events.connected(port);
    });
    this.serial.addEventListener('disconnect', ({ target }) => events.disconnected(target as SerialPort));
  }
}

/** Why this browser gives no serial ports, if so. */
export async function serialObstacle(scope: Window): Promise<SerialObstacle> {
  if (!scope.isSecureContext) return 'page.serial_insecure';
  if (!('serial' in scope.navigator)) return 'page.serial_unsupported';
  try {
    await scope.navigator.serial.getPorts();
    return null;
  } catch (error) {
    return nameOf(error) === 'SecurityError' ? 'page.serial_blocked' : null;
  }
}
