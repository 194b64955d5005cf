/**
 * Files that stay in this browser, sealed with a passphrase that only the user has: AES-GCM with a key that PBKDF2 derives from it. Without the
 * passphrase nobody can read them, whoever copies the browser's profile.
 */
import { settled } from './public_store';

export type Files = Record<string, string>;

/** What is stored. The rounds are stored, too, so that a later version can ask for more. */
interface Sealed {
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  nonce: Uint8Array<ArrayBuffer>;
  content: ArrayBuffer;
}

/** Seals changed files with the same passphrase, in place of the earlier ones. */
export type Reseal = (files: Files) => Promise<void>;

export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
}

const database = 'authority';
const store = 'sealed';
const entry = 'files';
/** OWASP's recommendation for PBKDF2 with HMAC-SHA-256, although a generated passphrase needs fewer. */
export const rounds = 600_000;

export class SealedFiles {
  /** `path` is the result of ownPath(), so that each page of an origin has its own files. */
  constructor(
    private readonly factory: IDBFactory,
    private readonly path: string,
  ) {}

  async exists(): Promise<boolean> {
    return (await this.use('readonly', (objects) => settled(objects.count(entry)))) > 0;
  }

  async seal(passphrase: string, files: Files): Promise<Reseal> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await keyOf(passphrase, salt, rounds);
    const reseal: Reseal = (changed) => this.write(key, { salt, rounds }, changed);
    await reseal(files);
    return reseal;
  }

  /** Throws WrongPassphrase. */
  async open(passphrase: string): Promise<{ files: Files; reseal: Reseal }> {
    const sealed = await this.use<Sealed | undefined>('readonly', (objects) => settled(objects.get(entry)));
    if (!sealed) throw new Error('there are no sealed files');
    const key = await keyOf(passphrase, sealed.salt, sealed.rounds);
    const files = await decrypted(key, sealed);
    return { files, reseal: (changed) => this.write(key, sealed, changed) };
  }

  async remove(): Promise<void> {
    await this.use('readwrite', (objects) => settled(objects.delete(entry)));
  }

  private async write(
    key: CryptoKey,
    { salt, rounds: used }: Pick<Sealed, 'salt' | 'rounds'>,
    files: Files,
  ): Promise<void> {
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(files));
    const content = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain);
    plain.fill(0); // private keys
    const sealed: Sealed = { salt, rounds: used, nonce, content };
    await this.use('readwrite', (objects) => settled(objects.put(sealed, entry)));
  }

  private async use<T>(mode: IDBTransactionMode, work: (objects: IDBObjectStore) => Promise<T>): Promise<T> {
    const request = this.factory.open(`${database} ${this.path}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    const opened = await settled(request);
    try {
      return await work(opened.transaction(store, mode).objectStore(store));
    } finally {
      opened.close();
    }
  }
}

/** The key for AES-GCM that PBKDF2 derives from a passphrase, however it was typed. */
export async function keyOf(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(normalised(passphrase));
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

async function decrypted(key: CryptoKey, { nonce, content }: Sealed): Promise<Files> {
  let plain: ArrayBuffer;
  try {
    plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, content);
  } catch {
    throw new WrongPassphrase(); // or the content was damaged: AES-GCM does not tell them apart
  }
  return JSON.parse(new TextDecoder().decode(plain)) as Files;
}

/** Crockford's base 32: no letters that look like digits. */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 random bits as four groups of four, which a person can copy from paper. */
export function generatePassphrase(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => alphabet[byte % 32]);
  return [0, 4, 8, 12].map((start) => letters.slice(start, start + 4).join('')).join('-');
}

/** As it was generated, however it was typed: case, spaces, and letters that the alphabet leaves out. */
export function normalised(passphrase: string): string {
  return passphrase
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
