/** Finds out how this browser gives access to serial ports (Web Serial or WebUSB), or why it does not. */
import type { SerialObstacle } from '../app/view';
import type { TabLocks } from './tab_locks';
import type { Ports } from './ports';
import { usesWebUsb, serialObstacle, SerialPorts } from './serial_ports';

type UsbPortsPart = typeof import('./usb_ports');

export interface AvailablePorts {
  ports: Ports | null;
  /** The error code that says why there are no ports; null if there are. */
  serial: SerialObstacle;
  /** True if the ports are reached over WebUSB. */
  byUsb: boolean;
}

/** Fetches WebUSB's part with `loadUsb` only in browsers that need it. If that fails, the result says so, and the page opens without ports. */
export async function availablePorts(
  scope: Window,
  tabs: TabLocks,
  loadUsb: () => Promise<UsbPortsPart>,
): Promise<AvailablePorts> {
  const byUsb = usesWebUsb(scope);
  const serial = await serialObstacle(scope);
  if (serial !== null) return { ports: null, serial, byUsb };
  if (!byUsb) return { ports: new SerialPorts(scope.navigator.serial, tabs), serial, byUsb };
  try {
    const { UsbPorts } = await loadUsb();
    return { ports: new UsbPorts(scope.navigator.usb), serial, byUsb };
  } catch {
    return { ports: null, serial: 'page.serial_not_loaded', byUsb };
  }
}
