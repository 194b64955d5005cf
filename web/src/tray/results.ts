/**
 * The results of the boards that have passed, as the lines of a CSV file: collected in memory, and written to a file that the user has chosen once, as
 * each comes (File System API, "createWritable"). Facts about CSV: RFC 4180.
 */
import type { BoardState, JobState } from '../../../wasm/provisioner';

const columns = ['thing_name', 'serial_number', 'secure_element', 'kit', 'certificate_id', 'time', 'seconds'];

function field(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function line(values: readonly string[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

export const header = line(columns);

/** The line of a board that has passed; empty without a result. `time`: when it passed, in milliseconds since 1970. */
export function resultLine(board: BoardState, { result, milliseconds }: JobState, time: number): string {
  if (!result) return '';
  return line([
    result.thingName,
    board.debugger?.serialNumber ?? '',
    board.secureElement,
    board.kit,
    result.certificateId,
    new Date(time).toISOString(),
    (milliseconds / 1000).toFixed(1),
  ]);
}

export type Outcome = 'none' | 'written' | 'failed';

export class Results {
  private readonly lines: string[] = [];
  /** The job result for which each board's last line stands, so that a board gets a line for each job and not more. */
  private readonly recorded = new Map<number, string>();
  private file: FileSystemFileHandle | null = null;
  private writing: Promise<void> = Promise.resolve();
  /** The number of lines that are not in a file or a download yet. */
  unsaved = 0;
  outcome: Outcome = 'none';

  constructor(private readonly changed: () => void) {}

  get count(): number {
    return this.lines.length;
  }

  get fileName(): string {
    return this.file?.name ?? '';
  }

  /** Adds the board's line, unless it has one for this job already. */
  add(board: BoardState, job: JobState, time: number): void {
    const key = `${job.result?.certificateId} ${job.milliseconds}`;
    const added = resultLine(board, job, time);
    if (added === '' || this.recorded.get(board.id) === key) return;
    this.recorded.set(board.id, key);
    this.lines.push(added);
    this.unsaved += 1;
    if (this.file) void this.write(this.file);
  }

  /** Writes all lines to this file, and each further one. */
  async use(file: FileSystemFileHandle): Promise<void> {
    this.file = file;
    await this.write(file);
  }

  /** The whole file, for a download. */
  download(): Blob {
    this.unsaved = 0;
    return new Blob([this.text()], { type: 'text/csv' });
  }

  private text(): string {
    return header + this.lines.join('');
  }

  /** One write at a time. Each replaces the whole file, so that a write that failed is made good by the next one. */
  private write(file: FileSystemFileHandle): Promise<void> {
    this.writing = this.writing.then(async () => {
      const count = this.lines.length;
      try {
        const stream = await file.createWritable();
        await stream.write(this.text());
        await stream.close();
        this.outcome = 'written';
        this.unsaved = this.lines.length - count;
      } catch {
        this.outcome = 'failed'; // the file is gone, or the user has withdrawn the permission
      }
      this.changed();
    });
    return this.writing;
  }
}
