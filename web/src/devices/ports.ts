/** Where serial ports come from: Web Serial, or WebUSB where there is none. A handle is the browser's own object for a port, and stays the same while the device stays plugged in. */
import type { Answer, SerialTransport } from '../../../wasm/provisioner';

export const boardIds = { vendorId: 0x03eb, productId: 0x2175 };

/** So long the page waits for the browser to say which devices it has: without the answer it goes on as if there were none yet. */
export const listPatienceMs = 2_000;

export interface DeviceEvents {
  connected(device: object): void;
  disconnected(device: object): void;
}

/**
 * Devices that come while nobody sees this tab wait until somebody does: every tab of the page hears of a device, and the one that is looked at
 * should have it.
 */
export function onceSeen(events: DeviceEvents): DeviceEvents {
  const waiting = new Set<object>();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    for (const device of waiting) events.connected(device);
    waiting.clear();
  });
  return {
    connected(device) {
      if (document.hidden) waiting.add(device);
      else events.connected(device);
    },
    disconnected(device) {
      if (!waiting.delete(device)) events.disconnected(device);
    },
  };
}

/** Devices that the user grants, one by one, from the browser's list. */
export interface Devices<Transport> {
  /** Opens the browser's list. Must be called from a click. page.picker_closed. */
  choose(): Promise<Answer<object>>;
  /** Those granted before and plugged in: they need no list. */
  remembered(): Promise<object[]>;
  watch(events: DeviceEvents): void;
  transport(device: object): Transport;
}

/** A port that is told when the browser reports it disconnected: what waits for it then ends at once, also where the browser never answers. */
export interface PortTransport extends SerialTransport {
  lost(): void;
}

export type Ports = Devices<PortTransport>;
