/** Which kind of serial ports this browser has, or why there are none to be had. */
import type { SerialObstacle } from '../app/view';
import type { OtherTabs } from './other_tabs';
import type { Ports } from './ports';
import { isByUsb, serialObstacle, SerialPorts } from './serial_ports';

type UsbPortsPart = typeof import('./usb_ports');

export interface PortsHere {
  ports: Ports | null;
  serial: SerialObstacle;
  byUsb: boolean;
}

/** `loadUsb` fetches the part that only browsers without Web Serial for cables need: where it does not come, the page appears all the same. */
export async function portsHere(
  scope: Window,
  tabs: OtherTabs,
  loadUsb: () => Promise<UsbPortsPart>,
): Promise<PortsHere> {
  const byUsb = isByUsb(scope);
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
