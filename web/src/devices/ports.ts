/**
 * The interface to the browser's devices, which Web Serial, WebUSB and WebHID implement. `object` stands for the browser's own object for a device; it
 * stays the same while the device stays plugged in.
 */
import type { Answer, HidTransport, SerialTransport } from '../../../wasm/provisioner';

const vendorId = 0x03eb;
const productId = 0x2175;
/** The USB ids of every supported board, which its serial port and its debugger share: as WebUSB and WebHID name them, and as Web Serial does. */
export const boardIds = { vendorId, productId };
export const boardFilter = { usbVendorId: vendorId, usbProductId: productId };

/** How long the page waits for the browser's list of devices. Without an answer it starts as if there were none. */
export const listTimeoutMs = 2_000;

export interface DeviceEvents {
  connected(device: object): void;
  disconnected(device: object): void;
}

/**
 * Reports a device that is plugged in while this tab is hidden only when the tab becomes visible. Every tab of the page gets the browser's event, and
 * the visible one should open the device.
 */
export function deferWhileHidden(events: DeviceEvents): DeviceEvents {
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

/** One kind of device. The user grants the page access to each device in the browser's list. */
export interface Devices<Transport> {
  /** Opens the browser's list. Call it in a click handler. Fails with page.picker_closed if the user chooses nothing. */
  choose(): Promise<Answer<object>>;
  /** The plugged-in devices that the user granted before. */
  granted(): Promise<object[]>;
  /** Reports every granted device that is plugged in or unplugged from now on. */
  watch(events: DeviceEvents): void;
  transport(device: object): Transport;
}

export interface PortTransport extends SerialTransport {
  /** Call when the browser reports the device as disconnected. Ends all waiting calls at once, even if the browser never does. */
  lost(): void;
}

export interface DebuggerTransport extends HidTransport {
  /** As with PortTransport. */
  lost(): void;
}

export type Ports = Devices<PortTransport>;
export type DebuggerDevices = Devices<DebuggerTransport>;
