import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotAnArchive, TooLarge, unzip, zip } from '../../src/devices/zip';

const files = { '.microchip-iot/root-ca.crt': 'a certificate\n', '.microchip-iot/Bö/thing.txt': 'schön' };
const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());
const python = (script: string, ...values: string[]): string =>
  execFileSync('python3', ['-c', `import sys, zipfile, json\n${script}`, ...values], { encoding: 'utf8' });

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-'));
  path = join(folder, 'a.zip');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ZIP archives', () => {
  test('come back as they were', async () => {
    expect(await unzip(await bytesOf(zip(files)))).toEqual(files);
  });

  test('are read by others, names and checksums too', async () => {
    writeFileSync(path, await bytesOf(zip(files)));
    const read = python(
      'z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None\nprint(json.dumps({n: z.read(n).decode() for n in z.namelist()}))',
      path,
    );
    expect(JSON.parse(read)).toEqual(files);
  });

  test('are read when others made them: compressed, with folders and comments', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED); z.comment = b"x" * 300\n' +
        'z.mkdir("keys") if hasattr(z, "mkdir") else z.writestr("keys/", "")\nz.writestr("keys/a.txt", "long " * 1000)\nz.close()',
      path,
    );
    expect(await unzip(new Uint8Array(readFileSync(path)))).toEqual({ 'keys/a.txt': 'long '.repeat(1000) });
  });

  test('that inflate to too much in all are refused, each file of theirs being small enough', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)\nfor i in range(20): z.writestr(f"{i}.txt", "0" * 1000000)\nz.close()',
      path,
    );
    await expect(unzip(new Uint8Array(readFileSync(path)))).rejects.toThrow(TooLarge);
  });

  test('with files that are not wanted are read for those that are, whatever the others inflate to', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)\nfor i in range(20): z.writestr(f"{i}.jpg", "0" * 1000000)\nz.writestr("a.txt", "a")\nz.close()',
      path,
    );
    const wanted = (name: string): boolean => name.endsWith('.txt');
    expect(await unzip(new Uint8Array(readFileSync(path)), wanted)).toEqual({ 'a.txt': 'a' });
  });

  test('what is none, is cut off or inflates without end is refused', async () => {
    const whole = await bytesOf(zip(files));
    for (const bad of [new Uint8Array(), new Uint8Array(100), whole.slice(40)])
      await expect(unzip(bad)).rejects.toThrow(NotAnArchive);
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED); z.writestr("bomb", "0" * 2**22); z.close()',
      path,
    );
    await expect(unzip(new Uint8Array(readFileSync(path)))).rejects.toThrow(NotAnArchive);
  });

  test('any byte of it damaged is refused or read, never anything else', async () => {
    const whole = await bytesOf(zip(files));
    for (let at = 0; at < whole.length; ++at) {
      const damaged = whole.slice();
      damaged[at] = 0xff;
      await unzip(damaged).catch((error: unknown) => expect(error).toBeInstanceOf(NotAnArchive));
    }
  });
});
