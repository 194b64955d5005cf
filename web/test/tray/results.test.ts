// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { header, resultLine, Results } from '../../src/tray/results';
import { board, done, fresh, job, thing } from '../scene_parts';

const passed = Date.UTC(2026, 10, 30, 9, 41);
const plugged = { ...board, ...fresh };

/** A file that keeps what was written to it. `broken`: it refuses to be written. */
class FakeFile {
  content = '';
  broken = false;
  readonly name = 'boards.csv';

  createWritable(): Promise<unknown> {
    if (this.broken) return Promise.reject(new DOMException('', 'NotAllowedError'));
    let written = '';
    return Promise.resolve({
      write: (text: string) => Promise.resolve((written += text)),
      close: () => Promise.resolve((this.content = written)),
    });
  }

  get handle(): FileSystemFileHandle {
    return this as unknown as FileSystemFileHandle;
  }
}

describe('a line', () => {
  test('has thing name, serial numbers, kit, certificate ID, time and duration', () => {
    expect(header).toBe('thing_name,serial_number,secure_element,kit,certificate_id,time,seconds\r\n');
    expect(resultLine(plugged, done, passed)).toBe(
      `${thing},MCHP3261021800001234,0123A4F1C29D7B5EEE,AVR-IoT WG,${done.result?.certificateId},2026-11-30T09:41:00.000Z,3.3\r\n`,
    );
  });

  test('quotes what would break it', () => {
    const odd = resultLine({ ...plugged, kit: 'a "kit", odd' }, done, passed);
    expect(odd).toContain(',"a ""kit"", odd",');
  });

  test('is empty for a job without a result', () => {
    expect(resultLine(plugged, job({ status: 'running' }), passed)).toBe('');
  });
});

describe('the results', () => {
  test('have one line for each job of a board, however often it is reported', () => {
    const results = new Results(() => undefined);
    results.add(plugged, done, passed);
    results.add(plugged, done, passed);
    results.add({ ...plugged, id: 2 }, done, passed);
    results.add(plugged, { ...done, milliseconds: 9_000 }, passed);
    expect(results.count).toBe(3);
  });

  test('are in the file as boards pass, those from before it was chosen, too', async () => {
    const file = new FakeFile();
    const results = new Results(() => undefined);
    results.add(plugged, done, passed);
    await results.use(file.handle);
    expect(file.content).toBe(header + resultLine(plugged, done, passed));
    results.add({ ...plugged, id: 2 }, done, passed);
    await expect.poll(() => file.content.split('\r\n').length).toBe(4);
    expect(results.unsaved).toBe(0);
    expect(results.outcome).toBe('written');
  });

  test('are kept if the file cannot be written, and are all in it later', async () => {
    const file = new FakeFile();
    file.broken = true;
    const results = new Results(() => undefined);
    results.add(plugged, done, passed);
    await results.use(file.handle);
    expect(results.outcome).toBe('failed');
    expect(results.unsaved).toBe(1);
    file.broken = false;
    results.add({ ...plugged, id: 2 }, done, passed);
    await expect.poll(() => file.content.split('\r\n').length).toBe(4);
    expect(results.unsaved).toBe(0);
  });

  test('need no further question after a download', async () => {
    const results = new Results(() => undefined);
    results.add(plugged, done, passed);
    expect(await results.download().text()).toBe(header + resultLine(plugged, done, passed));
    expect(results.unsaved).toBe(0);
  });
});
