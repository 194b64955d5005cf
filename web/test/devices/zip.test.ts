import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidArchive, ArchiveTooLarge, unzip, zip } from '../../src/devices/zip';

const files = { '.microchip-iot/root-ca.crt': 'a certificate\n', '.microchip-iot/Bö/thing.txt': 'schön' };
const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());
const python = (script: string, ...values: string[]): string =>
  execFileSync('python3', ['-c', `import sys, zipfile, json\n${script}`, ...values], { encoding: 'utf8' });

/** Where the central directory begins. */
const directoryOf = (archive: Uint8Array): number =>
  new DataView(archive.buffer).getUint32(archive.length - 22 + 16, true);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-'));
  path = join(folder, 'a.zip');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ZIP archives', () => {
  test('unpack to the files that were packed', async () => {
    expect(await unzip(await bytesOf(zip(files)))).toEqual(files);
  });

  test('can be read by other software, with correct names and checksums', async () => {
    writeFileSync(path, await bytesOf(zip(files)));
    const read = python(
      'z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None\nprint(json.dumps({n: z.read(n).decode() for n in z.namelist()}))',
      path,
    );
    expect(JSON.parse(read)).toEqual(files);
  });

  test('from other software are read: compressed, with folders and comments', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED); z.comment = b"x" * 300\n' +
        'z.mkdir("keys") if hasattr(z, "mkdir") else z.writestr("keys/", "")\nz.writestr("keys/a.txt", "long " * 1000)\nz.close()',
      path,
    );
    expect(await unzip(new Uint8Array(readFileSync(path)))).toEqual({ 'keys/a.txt': 'long '.repeat(1000) });
  });

  test('are refused if all files together are too large, even if each file is small enough', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)\nfor i in range(20): z.writestr(f"{i}.txt", "0" * 1000000)\nz.close()',
      path,
    );
    await expect(unzip(new Uint8Array(readFileSync(path)))).rejects.toThrow(ArchiveTooLarge);
  });

  test('unpack only the wanted files, and the size of the others does not count', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)\nfor i in range(20): z.writestr(f"{i}.jpg", "0" * 1000000)\nz.writestr("a.txt", "a")\nz.close()',
      path,
    );
    const wanted = (name: string): boolean => name.endsWith('.txt');
    expect(await unzip(new Uint8Array(readFileSync(path)), wanted)).toEqual({ 'a.txt': 'a' });
  });

  test('are read without the files that are too large', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)\nz.writestr("log.txt", "0" * 2**22); z.writestr("a.txt", "a"); z.close()',
      path,
    );
    expect(await unzip(new Uint8Array(readFileSync(path)))).toEqual({ 'a.txt': 'a' });
  });

  test('may hold text in UTF-16', async () => {
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w"); z.writestr("a.crt", "\\ufeffschön".encode("utf-16-le")); z.close()',
      path,
    );
    expect(await unzip(new Uint8Array(readFileSync(path)))).toEqual({ 'a.crt': 'schön' });
  });

  test('are refused if they are cut off, are no archives or inflate without end', async () => {
    const whole = await bytesOf(zip(files));
    for (const bad of [new Uint8Array(), new Uint8Array(100), whole.slice(40)])
      await expect(unzip(bad)).rejects.toThrow(InvalidArchive);
    python(
      'z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED); z.writestr("bomb", "0" * 2**22); z.close()',
      path,
    );
    const bomb = new Uint8Array(readFileSync(path));
    new DataView(bomb.buffer).setUint32(directoryOf(bomb) + 24, 10, true); // says that it is small
    await expect(unzip(bomb)).rejects.toThrow(InvalidArchive);
  });

  test('with any one byte damaged are either read or refused with InvalidArchive', async () => {
    const whole = await bytesOf(zip(files));
    for (let at = 0; at < whole.length; ++at) {
      const damaged = whole.slice();
      damaged[at] = 0xff;
      await unzip(damaged).catch((error: unknown) => expect(error).toBeInstanceOf(InvalidArchive));
    }
  });
});
