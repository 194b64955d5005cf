/**
 * A pass as text for a link's fragment: what it holds, sealed with AES-GCM by a key that PBKDF2 derives from the code. Knows nothing about the content,
 * and stores nothing. In base64url: the version, the length of the sealed content, salt, nonce, sealed content.
 */
import { keyOf, rounds } from '../storage/sealed_files';
import { generateCode, secretOf } from './pass_code';

/** cut: the link is not whole. mistyped: the code cannot be right. wrong: it is another pass's code, or the link was changed. */
export type PassFault = 'cut' | 'mistyped' | 'wrong';

export class UnreadablePass extends Error {
  override readonly name = 'UnreadablePass';
  constructor(readonly fault: PassFault) {
    super(fault);
  }
}

/** Stands for the layout and for the rounds, which a change of either must change. */
const version = 1;
const headerSize = 3;
const saltSize = 16;
const nonceSize = 12;
const tagSize = 16;

type Bytes = Uint8Array<ArrayBuffer>;

export async function sealPass(content: string): Promise<{ sealed: string; code: string }> {
  const code = generateCode();
  const salt = crypto.getRandomValues(new Uint8Array(saltSize));
  const iv = crypto.getRandomValues(new Uint8Array(nonceSize));
  const plain = new TextEncoder().encode(content);
  const size = plain.length + tagSize;
  if (size > 0xffff) throw new RangeError('too much for a link');
  const header = Uint8Array.of(version, size >> 8, size & 0xff);
  const key = await keyOf(secretOf(code) ?? '', salt, rounds);
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: header }, key, plain);
  plain.fill(0); // keys
  return { sealed: encoded([header, salt, iv, new Uint8Array(box)]), code };
}

/** Throws UnreadablePass. */
export async function openPass(sealed: string, code: string): Promise<string> {
  const bytes = decoded(sealed);
  const header = bytes.subarray(0, headerSize);
  const [layout, high = 0, low = 0] = header;
  const box = bytes.subarray(headerSize + saltSize + nonceSize);
  const isWhole = box.length >= tagSize && box.length === high * 256 + low;
  if (layout !== version || !isWhole) throw new UnreadablePass('cut');
  const secret = secretOf(code);
  if (secret === null) throw new UnreadablePass('mistyped');
  const salt = bytes.slice(headerSize, headerSize + saltSize);
  const iv = bytes.subarray(headerSize + saltSize, headerSize + saltSize + nonceSize);
  const key = await keyOf(secret, salt, rounds);
  let plain: ArrayBuffer;
  try {
    plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: header }, key, box);
  } catch {
    throw new UnreadablePass('wrong');
  }
  const content = new TextDecoder().decode(plain);
  new Uint8Array(plain).fill(0);
  return content;
}

function encoded(parts: readonly Bytes[]): string {
  const text = parts.map((part) => Array.from(part, (byte) => String.fromCharCode(byte)).join('')).join('');
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function decoded(text: string): Bytes {
  try {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
  } catch {
    throw new UnreadablePass('cut'); // a cut may leave characters that are no whole bytes
  }
}
