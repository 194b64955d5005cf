/** Writes received messages to a file, part by part: once all that are kept, or on and on while more arrive. Holds no more than one part in memory. */
import type { ExportFormat, ExportPart, ExportRequest, MessageSource } from '../../../wasm/provisioner';
import type { ExportFile } from './export_file';

/** How often a recording takes the new messages, ms. The core keeps many minutes of them. */
const everyMs = 1_000;
/** How much of a recording a crash of the browser may cost, ms. */
const checkpointMs = 60_000;

export interface ExportChoice {
  source: MessageSource;
  format: ExportFormat;
  fields: readonly string[];
  /** Milliseconds since 1970, inclusive. */
  from: number;
  to: number;
}

export interface ExportProgress {
  messages: number;
  bytes: number;
  /** Messages that were no longer kept when the export came to them. */
  dropped: number;
}

type PartOf = (request: ExportRequest) => ExportPart | null;

export class MessageExport {
  progress: ExportProgress = { messages: 0, bytes: 0, dropped: 0 };
  private next = 0;
  private ending = '';
  private hasBegun = false;
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly choice: ExportChoice,
    private readonly file: ExportFile,
    private readonly partOf: PartOf,
    private readonly changed: () => void,
  ) {}

  /** Writes what is there now, and ends the file. Rejects if the file cannot be written. */
  async saveAll(): Promise<void> {
    await this.guarded(async () => {
      await this.writeNew();
      await this.file.close(this.ending);
    });
  }

  /** Writes what arrives until stop(), and ends the file. */
  async record(): Promise<void> {
    await this.guarded(async () => {
      let checkpoint = performance.now();
      while (!this.stopped) {
        await this.writeNew();
        if (performance.now() - checkpoint >= checkpointMs) {
          await this.file.checkpoint(this.ending);
          checkpoint = performance.now();
        }
        await this.pause();
      }
      await this.writeNew();
      await this.file.close(this.ending);
    });
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.file.abort().catch(() => undefined);
      throw error;
    }
  }

  private async writeNew(): Promise<void> {
    let isAtEnd = false;
    while (!isAtEnd) {
      const { fields, ...choice } = this.choice;
      const isFirst = this.progress.messages === 0;
      const part = this.partOf({ ...choice, fields: [...fields], next: this.next, isFirst });
      if (!part) throw new Error('nothing was received');
      const text = this.hasBegun ? part.text : part.beginning + part.text;
      if (text !== '') await this.file.write(text);
      this.hasBegun = true;
      this.ending = part.ending;
      this.next = part.next;
      ({ isAtEnd } = part);
      const { messages, bytes, dropped } = this.progress;
      this.progress = {
        messages: messages + part.messages,
        bytes: bytes + text.length,
        // An export that begins with what is kept has not missed what was dropped before.
        dropped: dropped + (isFirst && messages === 0 && bytes === 0 ? 0 : part.dropped),
      };
      this.changed();
    }
  }
}
