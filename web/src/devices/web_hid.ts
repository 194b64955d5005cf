/**
 * A HID device of WebHID as the core's transport to a debugger: reports of 64 bytes without a report id. Knows events, queues and the names of
 * DOMExceptions; knows nothing of what the reports say. Facts: WebHID API, "open", "sendReport", "inputreport event".
 */
import type { Answer, HidTransport } from '../../../wasm/provisioner';
import { done, failure } from './answers';
import type { OtherTabs } from './other_tabs';
import { Loss, settledWithin } from './patience';

const noReportId = 0;
/** Closing takes milliseconds; a browser that never answers must not keep the debugger. */
const patienceMs = 2_000;
/** The core asks for one answer at a time: more than a few reports are of somebody else's conversation. */
const mostKept = 64;

type Taken = Answer<Uint8Array>;

export class WebHidTransport implements HidTransport {
  private opened = false;
  private kept: Uint8Array[] = [];
  private waiting: ((report: Taken) => void) | undefined;
  private release: () => void = () => undefined;
  private opening: Promise<Answer<null>> | undefined;
  private readonly loss = new Loss();

  constructor(
    private readonly device: HIDDevice,
    private readonly tabs: OtherTabs,
  ) {}

  open(): Promise<Answer<null>> {
    if (this.loss.known) return Promise.resolve(failure('hid.disconnected'));
    this.opening = this.shut().then(() => this.begin());
    return this.loss.before(this.opening, failure('hid.disconnected'));
  }

  async send(report: Uint8Array): Promise<Answer<null>> {
    if (!this.opened) return failure('hid.disconnected');
    try {
      const sent = this.device.sendReport(noReportId, report.slice()).then(() => done); // the core reuses its buffer
      return await this.loss.before<Answer<null>>(sent, failure('hid.disconnected'));
    } catch (error) {
      return failure('hid.disconnected', error);
    }
  }

  receive(): Promise<Taken> {
    const report = this.kept.shift();
    if (report) return Promise.resolve({ ok: true, value: report });
    if (!this.opened) return Promise.resolve(failure('hid.disconnected'));
    return new Promise((resolve) => (this.waiting = resolve));
  }

  /** Always works: a waiting receive ends with hid.disconnected, and an open that nobody waits for any more comes to its end first. */
  async close(): Promise<Answer<null>> {
    await this.loss.before(settledWithin(patienceMs, this.shut()), undefined);
    return done;
  }

  /** WebHID tells of a lost device at navigator.hid only: whoever hears of it says so here. What waits for it ends, and it is not opened again. */
  lost(): void {
    this.loss.tell();
    this.letGo();
  }

  private async shut(): Promise<void> {
    await this.opening;
    this.letGo();
    if (this.device.opened) await settledWithin(patienceMs, this.device.close()); // one that is gone is closed
  }

  private letGo(): void {
    if (!this.opened) return;
    this.opened = false;
    this.device.removeEventListener('inputreport', this.onReport);
    this.release();
    this.waiting?.(failure('hid.disconnected'));
    this.waiting = undefined;
  }

  private async begin(): Promise<Answer<null>> {
    // Two tabs may open one device, and would hear each other's answers.
    const release = await this.tabs.take('debugger');
    if (!release) return failure('page.debugger_in_other_tab');
    try {
      if (!this.device.opened) await this.device.open();
    } catch (error) {
      release();
      return failure('hid.open_failed', error);
    }
    this.release = release;
    this.opened = true;
    this.kept = [];
    this.device.addEventListener('inputreport', this.onReport);
    return done;
  }

  private readonly onReport = ({ data }: HIDInputReportEvent): void => {
    const report = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) waiting({ ok: true, value: report });
    else if (this.kept.push(report) > mostKept) this.kept.shift();
  };
}
