import { describe, expect, test, vi } from 'vitest';
import type { ExportPart, ExportRequest } from '../../../wasm/provisioner';
import { StreamedFile, type ExportFile } from '../../src/live/export_file';
import { MessageExport, type ExportChoice } from '../../src/live/message_export';

const choice: ExportChoice = { source: 'boards', format: 'json', fields: [], from: 0, to: 9 };

/** A core that keeps numbered messages, and gives three of them at once. */
function core(messages: string[], first = 0) {
  const requests: ExportRequest[] = [];
  const partOf = (request: ExportRequest): ExportPart => {
    requests.push(request);
    const from = Math.max(request.next, first);
    const part = messages.slice(from, from + 3);
    const text = part.map((one, index) => (request.isFirst && index === 0 ? one : `,${one}`)).join('');
    return {
      beginning: '[',
      text,
      ending: ']',
      next: from + part.length,
      messages: part.length,
      dropped: from - request.next,
      isAtEnd: from + part.length >= messages.length,
    };
  };
  return { requests, partOf };
}

class MemoryFile implements ExportFile {
  readonly name = 'a.json';
  text = '';
  checkpoints: string[] = [];
  state = 'open';
  write = (text: string): Promise<void> => {
    this.text += text;
    return Promise.resolve();
  };
  checkpoint = (ending: string): Promise<void> => {
    this.checkpoints.push(this.text + ending);
    return Promise.resolve();
  };
  close = (ending: string): Promise<void> => {
    this.text += ending;
    this.state = 'closed';
    return Promise.resolve();
  };
  abort = (): Promise<void> => {
    this.state = 'aborted';
    return Promise.resolve();
  };
}

describe('an export', () => {
  test('writes all messages part by part', async () => {
    const file = new MemoryFile();
    const { partOf, requests } = core(['0', '1', '2', '3', '4', '5', '6']);
    const run = new MessageExport(choice, file, partOf, () => undefined);
    await run.saveAll();
    expect(file.text).toBe('[0,1,2,3,4,5,6]');
    expect(file.state).toBe('closed');
    expect(requests).toHaveLength(3);
    expect(run.progress).toMatchObject({ messages: 7, dropped: 0 });
  });

  test('of nothing is an empty list', async () => {
    const file = new MemoryFile();
    await new MessageExport(choice, file, core([]).partOf, () => undefined).saveAll();
    expect(file.text).toBe('[]');
  });

  test('has not missed what was dropped before it began', async () => {
    const run = new MessageExport(choice, new MemoryFile(), core(['0', '1', '2'], 2).partOf, () => undefined);
    await run.saveAll();
    expect(run.progress).toMatchObject({ messages: 1, dropped: 0 });
  });

  test('gives the file up if it cannot be written', async () => {
    const file = new MemoryFile();
    file.write = () => Promise.reject(new Error('disk full'));
    const run = new MessageExport(choice, file, core(['0']).partOf, () => undefined);
    await expect(run.saveAll()).rejects.toThrow('disk full');
    expect(file.state).toBe('aborted');
  });

  test('records until it is stopped, with a whole file each minute', async () => {
    vi.useFakeTimers();
    const file = new MemoryFile();
    const messages = ['0'];
    const run = new MessageExport(choice, file, core(messages).partOf, () => undefined);
    const over = run.record();
    for (let second = 1; second <= 65; ++second) {
      messages.push(String(second));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(file.checkpoints).toHaveLength(1);
    expect((JSON.parse(file.checkpoints[0] ?? '') as number[]).length).toBeGreaterThan(58);
    run.stop();
    await over;
    vi.useRealTimers();
    expect(JSON.parse(file.text)).toHaveLength(66);
  });
});

/** A file of the File System API, which shows what was written only once its writer is closed. */
class Handle {
  readonly name = 'messages.json';
  content = '';

  createWritable({ keepExistingData }: { keepExistingData: boolean }) {
    let draft = keepExistingData ? this.content : '';
    return Promise.resolve({
      write: ({ position, data }: { position: number; data: BlobPart }) => {
        draft = draft.slice(0, position) + new TextDecoder().decode(data as Uint8Array);
        return Promise.resolve();
      },
      truncate: (size: number) => {
        draft = draft.slice(0, size);
        return Promise.resolve();
      },
      close: () => {
        this.content = draft;
        return Promise.resolve();
      },
      abort: () => Promise.resolve(),
    });
  }
}

describe('a streamed file', () => {
  test('is whole at each checkpoint, and goes on in place of the ending', async () => {
    const handle = new Handle();
    const file = await StreamedFile.open(handle);
    await file.write('[1');
    expect(handle.content).toBe('');
    await file.checkpoint('\n]\n');
    expect(handle.content).toBe('[1\n]\n');
    await file.write(',2');
    await file.close('\n]\n');
    expect(handle.content).toBe('[1,2\n]\n');
  });
});
