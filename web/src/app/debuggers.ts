/**
 * Knows which device is which of the core's debuggers: attaches granted devices, and reports when they are unplugged or return. The core proves which
 * port belongs to a debugger. A debugger can also be lost without a disconnect event; it is then attached again as long as the browser lists it.
 */
import type { Answer, DebuggerState, ErrorInfo, Session, State } from '../../../wasm/provisioner';
import type { DebuggerDevices, DebuggerTransport, DeviceEvents } from '../devices/ports';
import { Retries } from './retries';

interface Attached {
  transport: DebuggerTransport;
  /** 0 until the core has identified it. */
  id: number;
}

export class Debuggers implements DeviceEvents {
  private readonly attached = new Map<object, Attached>();
  private readonly retries = new Retries();

  constructor(
    private readonly session: Session,
    private readonly devices: DebuggerDevices,
    /** Called if a debugger that was plugged in could not be attached. */
    private readonly refused: (error: ErrorInfo) => void,
  ) {}

  /** Attaches a debugger. Null if it is already in use. */
  async attach(device: object): Promise<Answer<number> | null> {
    const known = this.attached.get(device);
    if (known && !(await this.makesRoom(known))) return null;
    const entry: Attached = { transport: this.devices.transport(device), id: 0 };
    this.attached.set(device, entry);
    const answer = await this.session.attachDebugger(entry.transport);
    const lost = this.attached.get(device) !== entry;
    if (!answer.ok) {
      await entry.transport.close();
      if (!lost) this.attached.delete(device);
    } else if (lost) void this.session.command('debuggerGone', { debugger: answer.value });
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
    if (entry.id !== 0) void this.session.command('debuggerGone', { debugger: entry.id });
  }

  async forget(id: number): Promise<void> {
    this.retries.end(id);
    for (const [device, entry] of this.attached) {
      if (entry.id !== id) continue;
      this.attached.delete(device);
      await this.session.command('forgetDebugger', { debugger: id });
      await entry.transport.close();
    }
  }

  /** Call after each change of the state. */
  follow(state: State): void {
    for (const [device, { id }] of this.attached) {
      const status = state.debuggers.find((one) => one.id === id)?.status;
      if (status === 'ready') this.retries.end(id);
      else if (status === 'gone') this.retries.schedule(id, () => void this.retry(device, id));
    }
  }

  end(): void {
    this.retries.endAll();
  }

  private async retry(device: object, id: number): Promise<void> {
    if (this.attached.get(device)?.id !== id || this.stateOf(id)?.status !== 'gone') return;
    if ((await this.devices.granted()).some((one) => one === device)) await this.attach(device);
    this.follow(this.session.state());
  }

  /** True if a device that was attached before may be attached again: it failed, or was lost without an event. */
  private async makesRoom({ id, transport }: Attached): Promise<boolean> {
    const known = this.stateOf(id);
    if (known?.status !== 'failed' && known?.status !== 'gone') return false;
    // The core recognises the lost debugger by its serial number.
    if (known.status === 'gone' && known.serialNumber !== '') await transport.close();
    else await this.forget(id);
    return true;
  }

  private stateOf(id: number): DebuggerState | undefined {
    return this.session.state().debuggers.find((one) => one.id === id);
  }
}
