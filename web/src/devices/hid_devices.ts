/**
 * The debuggers of boards that the user has granted: choosing one, those remembered, and their coming and going. Facts: WebHID API, "requestDevice",
 * "getDevices", "connect event"; the debugger's USB ids (reference/debugger.md).
 */
import type { Answer } from '../../../wasm/provisioner';
import type { HidObstacle } from '../app/view';
import { failure, nameOf } from './answers';
import type { OtherTabs } from './other_tabs';
import { resolvedWithin } from './patience';
import { boardIds, listPatienceMs, type DeviceEvents, type Devices } from './ports';
import { WebHidTransport } from './web_hid';

/** By its ids alone: no document of the debugger states its usage page. */
function isDebugger({ vendorId, productId }: HIDDevice): boolean {
  return vendorId === boardIds.vendorId && productId === boardIds.productId;
}

export class HidDevices implements Devices<WebHidTransport> {
  constructor(
    private readonly hid: HID,
    private readonly tabs: OtherTabs,
  ) {}

  async choose(): Promise<Answer<HIDDevice>> {
    try {
      const device = (await this.hid.requestDevice({ filters: [boardIds] })).find(isDebugger);
      return device ? { ok: true, value: device } : failure('page.debugger_picker_closed');
    } catch (error) {
      return failure(nameOf(error) === 'SecurityError' ? 'page.hid_blocked' : 'hid.open_failed', error);
    }
  }

  async remembered(): Promise<HIDDevice[]> {
    try {
      return (await resolvedWithin(listPatienceMs, this.hid.getDevices(), [])).filter(isDebugger);
    } catch {
      return []; // switched off by policy: the obstacle tells
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

/** Why this browser gives no debugger, if so. */
export async function hidObstacle(scope: Window): Promise<HidObstacle> {
  if (!('hid' in scope.navigator)) return 'page.hid_unsupported';
  try {
    await resolvedWithin(listPatienceMs, scope.navigator.hid.getDevices(), []);
    return null;
  } catch (error) {
    return nameOf(error) === 'SecurityError' ? 'page.hid_blocked' : null;
  }
}
