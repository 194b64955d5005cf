/**
 * A HID device of WebHID as the core's transport to a debugger: reports of 64 bytes without a report id. Knows events, queues and the names of
 * DOMExceptions; knows nothing of what the reports say. Facts: WebHID API, "open", "sendReport", "inputreport event".
 */
import type { Answer, HidTransport } from '../../../wasm/provisioner';
import { done, failure } from './answers';
import type { OtherTabs } from './other_tabs';

const noReportId = 0;
/** The core asks for one answer at a time: more than a few reports are of somebody else's conversation. */
const mostKept = 64;

type Taken = Answer<Uint8Array>;

export class WebHidTransport implements HidTransport {
  private opened = false;
  private kept: Uint8Array[] = [];
  private waiting: ((report: Taken) => void) | undefined;
  private release: () => void = () => undefined;
  private opening: Promise<Answer<null>> | undefined;

  constructor(
    private readonly device: HIDDevice,
    private readonly tabs: OtherTabs,
  ) {}

  open(): Promise<Answer<null>> {
    this.opening = this.close().then(() => this.begin());
    return this.opening;
  }

  async send(report: Uint8Array): Promise<Answer<null>> {
    if (!this.opened) return failure('hid.disconnected');
    try {
      await this.device.sendReport(noReportId, report.slice()); // the core reuses its buffer
      return done;
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
    await this.opening;
    this.lost();
    try {
      if (this.device.opened) await this.device.close();
    } catch {
      // The device is gone: then it is closed.
    }
    return done;
  }

  /** WebHID tells of a lost device at navigator.hid only: whoever hears of it says so here. */
  lost(): void {
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
