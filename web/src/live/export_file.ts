/** Where an export is written: a file that the user chooses, if the browser lets a page write one, else a download at the end. */
import { save } from '../devices/files';

/** Takes the parts of a file in order. */
export interface ExportFile {
  readonly name: string;
  write(text: string): Promise<void>;
  /** Makes what was written so far a complete file with this ending. More may be written after it, in place of the ending. */
  checkpoint(ending: string): Promise<void>;
  /** Ends the file. */
  close(ending: string): Promise<void>;
  /** Gives the file up; what the last checkpoint wrote stays. */
  abort(): Promise<void>;
}

interface Writable {
  write(data: { type: 'write'; position: number; data: BlobPart }): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

interface FileHandle {
  readonly name: string;
  createWritable(options: { keepExistingData: boolean }): Promise<Writable>;
}

type SavePicker = (options: {
  suggestedName: string;
  types: { accept: Record<string, string[]> }[];
}) => Promise<FileHandle>;

const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: SavePicker };

/** True if the page can write a file of any length, while it goes on. */
export const canStream = showSaveFilePicker !== undefined;

const encoder = new TextEncoder();

/**
 * A file on the user's disk. The browser collects what is written and puts it in the file's place when the writer is closed, so a checkpoint
 * closes it: what was written before survives a crash.
 */
export class StreamedFile implements ExportFile {
  private end = 0;

  private constructor(
    private readonly handle: FileHandle,
    private writable: Writable,
  ) {}

  static async open(handle: FileHandle): Promise<StreamedFile> {
    return new StreamedFile(handle, await handle.createWritable({ keepExistingData: false }));
  }

  get name(): string {
    return this.handle.name;
  }

  async write(text: string): Promise<void> {
    const data = encoder.encode(text);
    await this.writable.write({ type: 'write', position: this.end, data });
    this.end += data.length;
  }

  async checkpoint(ending: string): Promise<void> {
    await this.close(ending);
    this.writable = await this.handle.createWritable({ keepExistingData: true });
  }

  async close(ending: string): Promise<void> {
    const data = encoder.encode(ending);
    await this.writable.write({ type: 'write', position: this.end, data });
    await this.writable.truncate(this.end + data.length);
    await this.writable.close();
  }

  abort(): Promise<void> {
    return this.writable.abort();
  }
}

/** A file that is downloaded at the end. The browser may keep its parts on the disk. */
export class DownloadedFile implements ExportFile {
  private readonly parts: Blob[] = [];

  constructor(
    readonly name: string,
    private readonly type: string,
  ) {}

  write(text: string): Promise<void> {
    this.parts.push(new Blob([text]));
    return Promise.resolve();
  }

  checkpoint(): Promise<void> {
    return Promise.resolve();
  }

  close(ending: string): Promise<void> {
    save(this.name, new Blob([...this.parts, ending], { type: this.type }));
    return Promise.resolve();
  }

  abort(): Promise<void> {
    return Promise.resolve();
  }
}

const types = { csv: 'text/csv', json: 'application/json' };

/** Asks the user for a file, where the browser can. Null if the user closed the question. Call it from a click. */
export async function chooseFile(name: string, format: keyof typeof types): Promise<ExportFile | null> {
  if (!showSaveFilePicker) return new DownloadedFile(name, types[format]);
  try {
    const accept = { [types[format]]: [`.${format}`] };
    return await StreamedFile.open(await showSaveFilePicker({ suggestedName: name, types: [{ accept }] }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
