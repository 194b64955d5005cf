/**
 * Writes and reads ZIP archives of text files: writes entries uncompressed ("stored"), reads stored and deflated ones. Supports no encryption and no
 * ZIP64. Limits: 1 MiB per file, `maxFiles` files, `maxTotalBytes` in total. Facts: PKWARE "APPNOTE", 4.3.7 (local header), 4.3.12 (central
 * directory), 4.3.16 (end).
 */

import { decodeText } from './files';

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endHeader = 0x06054b50;
const version = 20;
const utf8Names = 0x0800;
const stored = 0;
const deflated = 8;
const firstOfJanuary1980 = 0x21;
const maxFileBytes = 1024 * 1024;
/** The limit of all files together, unpacked. A folder .microchip-iot has about 5 KB per board. */
export const maxTotalBytes = 16 * 1024 * 1024;
export const maxFiles = 2_000;

export class InvalidArchive extends Error {}
/** The archive has more than maxFiles files, or unpacks to more than maxTotalBytes. */
export class ArchiveTooLarge extends InvalidArchive {}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The values one after the other, little-endian, each in its width in bytes. */
function record(...fields: [value: number, width: 2 | 4][]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fields.reduce((sum, [, width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}

/** An archive of the texts, by path. */
export function zip(files: Readonly<Record<string, string>>): Blob {
  const encoder = new TextEncoder();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  const size = (list: Uint8Array[]): number => list.reduce((sum, { length }) => sum + length, 0);
  for (const [path, text] of Object.entries(files)) {
    const name = encoder.encode(path);
    const content = encoder.encode(text);
    const offset = size(parts);
    const common: [number, 2 | 4][] = [
      [version, 2],
      [utf8Names, 2],
      [stored, 2],
      [0, 2],
      [firstOfJanuary1980, 2],
      [crc32(content), 4],
      [content.length, 4],
      [content.length, 4],
      [name.length, 2],
      [0, 2],
    ];
    parts.push(record([localHeader, 4], ...common), name, content);
    const ending: [number, 2 | 4][] = [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ];
    directory.push(record([centralHeader, 4], [version, 2], ...common, ...ending), name);
  }
  const count = Object.keys(files).length;
  const end = record(
    [endHeader, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [size(directory), 4],
    [size(parts), 4],
    [0, 2],
  );
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** The uncompressed bytes; null if there are more than `maxBytes`, whatever size the archive states. */
async function inflate(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<Uint8Array | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > maxBytes) {
      void reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(value);
  }
}

type Wanted = (path: string) => boolean;

/** The text files of an archive whose paths are `wanted`, by path. Skips files over 1 MiB. Throws InvalidArchive, ArchiveTooLarge. */
export async function unzip(
  archive: Uint8Array<ArrayBuffer>,
  wanted: Wanted = () => true,
): Promise<Record<string, string>> {
  try {
    return await entries(archive, wanted);
  } catch (error) {
    // RangeError: a header lies outside the file. TypeError: damaged compressed data.
    throw error instanceof InvalidArchive ? error : new InvalidArchive(String(error));
  }
}

async function entries(archive: Uint8Array<ArrayBuffer>, wanted: Wanted): Promise<Record<string, string>> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== endHeader) --end;
  if (end < 0) throw new InvalidArchive('the end of the central directory is missing');
  const count = view.getUint16(end + 10, true);
  if (count > maxFiles) throw new ArchiveTooLarge('too many files');
  let at = view.getUint32(end + 16, true);
  const decoder = new TextDecoder();
  const found: Record<string, string> = {};
  let left = maxTotalBytes;
  for (let index = 0; index < count; ++index) {
    if (view.getUint32(at, true) !== centralHeader)
      throw new InvalidArchive('the central directory is damaged');
    const [method, packed, unpacked, name, extra, comment, local] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
      view.getUint32(at + 42, true),
    ];
    const path = decoder.decode(archive.subarray(at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const content = archive.subarray(start, start + packed);
    const isTooLarge = Math.max(content.length, unpacked) > maxFileBytes;
    if (path.endsWith('/') || isTooLarge || !wanted(path)) continue;
    if (method !== stored && method !== deflated) throw new InvalidArchive(`method ${method}`);
    const file = method === stored ? content : await inflate(content, Math.min(maxFileBytes, left));
    if (!file || file.length > left) throw new ArchiveTooLarge(path);
    left -= file.length;
    found[path] = decodeText(file);
  }
  return found;
}
