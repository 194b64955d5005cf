/**
 * Which of the core's debuggers is which device: attaches granted ones, tells of lost ones, and of those that come back. Which port belongs to a
 * debugger is the core's to prove.
 */
import type { Answer, ErrorInfo, Session } from '../../../wasm/provisioner';
import type { HidDevices } from '../devices/hid_devices';
import type { DeviceEvents } from '../devices/ports';
import type { WebHidTransport } from '../devices/web_hid';

interface Attached {
  transport: WebHidTransport;
  /** 0 until the core has asked it who it is. */
  id: number;
}

export class Debuggers implements DeviceEvents {
  private readonly attached = new Map<object, Attached>();

  constructor(
    private readonly session: Session,
    private readonly devices: HidDevices,
    /** Told of one that came by itself and could not be attached. */
    private readonly refused: (error: ErrorInfo) => void,
  ) {}

  /** Attaches a debugger, unless it is in use already. Null: nothing to do. */
  async attach(device: object): Promise<Answer<number> | null> {
    const known = this.attached.get(device);
    if (known && !this.hasFailed(known.id)) return null;
    if (known) await this.forget(known.id); // its failure is over
    const entry: Attached = { transport: this.devices.transport(device), id: 0 };
    this.attached.set(device, entry);
    const answer = await this.session.attachDebugger(entry.transport);
    const lost = this.attached.get(device) !== entry;
    if (!answer.ok) {
      await entry.transport.close();
      if (!lost) this.attached.delete(device);
    } else if (lost) this.session.debuggerGone(answer.value);
    else entry.id = answer.value;
    return answer;
  }

  connected(device: object): void {
    void this.attach(device).then((answer) => answer && !answer.ok && this.refused(answer.error));
  }

  disconnected(device: object): void {
    const entry = this.attached.get(device);
    if (!entry) return;
    this.attached.delete(device);
    entry.transport.lost();
    if (entry.id !== 0) this.session.debuggerGone(entry.id);
  }

  async forget(id: number): Promise<void> {
    for (const [device, entry] of this.attached) {
      if (entry.id !== id) continue;
      this.attached.delete(device);
      await this.session.forgetDebugger(id);
      await entry.transport.close();
    }
  }

  private hasFailed(id: number): boolean {
    return this.session.state().debuggers.some((one) => one.id === id && one.status === 'failed');
  }
}
