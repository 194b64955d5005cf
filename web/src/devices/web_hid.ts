/**
 * The core's transport to a debugger over WebHID: sends and receives reports of 64 bytes without a report id. Queues received reports and translates
 * DOMExceptions to error codes; knows nothing of the reports' content. Facts: WebHID API, "open", "sendReport", "inputreport event".
 */
import type { Answer, HidTransport } from '../../../wasm/provisioner';
import { done, failure } from './answers';
import type { TabLocks } from './tab_locks';
import { DeviceLoss, settledWithin } from './timeouts';

const noReportId = 0;
/** Closing normally takes milliseconds. A browser that never answers must not block the next use of the debugger. */
const timeoutMs = 2_000;
/** The oldest reports are dropped above this. The core waits for one answer at a time, so many queued reports must answer another program. */
const maxQueued = 64;

type Received = Answer<Uint8Array>;

export class WebHidTransport implements HidTransport {
  private opened = false;
  private queue: Uint8Array[] = [];
  /** Resolves the receive() that is waiting. */
  private waiting: ((report: Received) => void) | undefined;
  private releaseLock: () => void = () => undefined;
  private opening: Promise<Answer<null>> | undefined;
  private readonly loss = new DeviceLoss();

  constructor(
    private readonly device: HIDDevice,
    private readonly tabs: TabLocks,
  ) {}

  open(): Promise<Answer<null>> {
    if (this.loss.happened) return Promise.resolve(failure('hid.disconnected'));
    this.opening = this.closeDevice().then(() => this.openDevice());
    return this.loss.orElse(this.opening, failure('hid.disconnected'));
  }

  async send(report: Uint8Array): Promise<Answer<null>> {
    if (!this.opened) return failure('hid.disconnected');
    try {
      const sent = this.device.sendReport(noReportId, report.slice()).then(() => done); // the core reuses its buffer
      return await this.loss.orElse<Answer<null>>(sent, failure('hid.disconnected'));
    } catch (error) {
      return failure('hid.disconnected', error);
    }
  }

  receive(): Promise<Received> {
    const report = this.queue.shift();
    if (report) return Promise.resolve({ ok: true, value: report });
    if (!this.opened) return Promise.resolve(failure('hid.disconnected'));
    return new Promise((resolve) => (this.waiting = resolve));
  }

  /** Never fails. Ends a waiting receive() with hid.disconnected, and lets an unfinished open() finish first. */
  async close(): Promise<Answer<null>> {
    await this.loss.orElse(settledWithin(timeoutMs, this.closeDevice()), undefined);
    return done;
  }

  /** Call when navigator.hid reports the device as disconnected. Ends all waiting calls; the transport cannot be opened again. */
  lost(): void {
    this.loss.report();
    this.stopReceiving();
  }

  private async closeDevice(): Promise<void> {
    await this.opening;
    this.stopReceiving();
    if (this.device.opened) await settledWithin(timeoutMs, this.device.close());
  }

  private stopReceiving(): void {
    if (!this.opened) return;
    this.opened = false;
    this.device.removeEventListener('inputreport', this.onReport);
    this.releaseLock();
    this.waiting?.(failure('hid.disconnected'));
    this.waiting = undefined;
  }

  private async openDevice(): Promise<Answer<null>> {
    // WebHID lets two tabs open one device, and each would receive the other's answers.
    const release = await this.tabs.acquire('debugger');
    if (!release) return failure('page.debugger_in_other_tab');
    try {
      if (!this.device.opened) await this.device.open();
    } catch (error) {
      release();
      return failure('hid.open_failed', error);
    }
    this.releaseLock = release;
    this.opened = true;
    this.queue = [];
    this.device.addEventListener('inputreport', this.onReport);
    return done;
  }

  private readonly onReport = ({ data }: HIDInputReportEvent): void => {
    const report = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) waiting({ ok: true, value: report });
    else if (this.queue.push(report) > maxQueued) this.queue.shift();
  };
}
