/**
 * The boards' debuggers over WebHID: opens the browser's list, finds the debuggers that the user granted before, and reports when one is plugged in
 * or unplugged. Facts: WebHID API, "requestDevice", "getDevices", "connect event"; the debugger's USB ids (reference/debugger.md).
 */
import type { Answer } from '../../../wasm/provisioner';
import type { HidObstacle } from '../app/view';
import { failure, errorName } from './answers';
import type { TabLocks } from './tab_locks';
import { resolvedWithin } from './timeouts';
import { boardIds, listTimeoutMs, type DeviceEvents, type Devices } from './ports';
import { WebHidTransport } from './web_hid';

/** Checks the USB ids only, because no document states the debugger's usage page. */
function isDebugger({ vendorId, productId }: HIDDevice): boolean {
  return vendorId === boardIds.vendorId && productId === boardIds.productId;
}

export class HidDevices implements Devices<WebHidTransport> {
  constructor(
    private readonly hid: HID,
    private readonly tabs: TabLocks,
  ) {}

  async choose(): Promise<Answer<HIDDevice>> {
    try {
      const device = (await this.hid.requestDevice({ filters: [boardIds] })).find(isDebugger);
      return device ? { ok: true, value: device } : failure('page.debugger_picker_closed');
    } catch (error) {
      return failure(errorName(error) === 'SecurityError' ? 'page.hid_blocked' : 'hid.open_failed', error);
    }
  }

  async granted(): Promise<HIDDevice[]> {
    try {
      return (await resolvedWithin(listTimeoutMs, this.hid.getDevices(), [])).filter(isDebugger);
    } catch {
      return []; // blocked by a policy; hidObstacle() reports why
    }
  }

  watch(events: DeviceEvents): void {
    this.hid.addEventListener('connect', ({ device }) => {
      if (isDebugger(device)) events.connected(device);
    });
    this.hid.addEventListener('disconnect', ({ device }) => events.disconnected(device));
  }

  transport(device: object): WebHidTransport {
    return new WebHidTransport(device as HIDDevice, this.tabs);
  }
}

/** The error code that says why this browser gives no access to debuggers; null if it does. */
export async function hidObstacle(scope: Window): Promise<HidObstacle> {
  if (!('hid' in scope.navigator)) return 'page.hid_unsupported';
  try {
    await resolvedWithin(listTimeoutMs, scope.navigator.hid.getDevices(), []);
    return null;
  } catch (error) {
    return errorName(error) === 'SecurityError' ? 'page.hid_blocked' : null;
  }
}
