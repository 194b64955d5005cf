import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { generatePassphrase, SealedFiles, WrongPassphrase } from '../../src/storage/sealed_files';

let factory: IDBFactory;
beforeEach(() => (factory = new IDBFactory()));
const sealed = (path = '/'): SealedFiles => new SealedFiles(factory, path);

const files = { 'root-ca.key': 'a private key', 'signer-ca.crt': 'a certificate' };
const passphrase = 'K7QF-2M9X-0ABC-DEFG';

test('are opened with the passphrase, also after a reload', async () => {
  expect(await sealed().exists()).toBe(false);
  await sealed().seal(passphrase, files);
  expect(await sealed().exists()).toBe(true);
  expect((await sealed().open(passphrase)).files).toEqual(files);
});

test.each(['k7qf-2m9x-0abc-defg', 'K7QF2M9X0ABCDEFG', ' K7QF 2M9X OABC DEFG '])(
  'are opened however the passphrase is typed: %s',
  async (typed) => {
    await sealed().seal(passphrase, files);
    expect((await sealed().open(typed)).files).toEqual(files);
  },
);

test('are not opened with another passphrase', async () => {
  await sealed().seal(passphrase, files);
  await expect(sealed().open('K7QF-2M9X-0ABC-DEFH')).rejects.toThrow(WrongPassphrase);
  expect(await sealed().exists()).toBe(true);
});

test('that were changed are sealed with the same passphrase and another nonce', async () => {
  const reseal = await sealed().seal(passphrase, files);
  await reseal({ ...files, 'board/device.crt': 'another certificate' });
  const opened = await sealed().open(passphrase);
  expect(Object.keys(opened.files)).toContain('board/device.crt');
  await opened.reseal(files);
  expect((await sealed().open(passphrase)).files).toEqual(files);
});

/** Everything that the browser stores, as text. */
async function stored(): Promise<string> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open('authority /', 1);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('IndexedDB'));
  });
  const found = await new Promise<Record<string, ArrayBuffer>>((resolve) => {
    const request = opened.transaction('sealed').objectStore('sealed').get('files');
    request.onsuccess = () => resolve(request.result as Record<string, ArrayBuffer>);
  });
  opened.close();
  const decoder = new TextDecoder('latin1');
  return Object.values(found)
    .map((value) => (typeof value === 'object' ? decoder.decode(value) : String(value)))
    .join('\n');
}

test('cannot be read in what the browser stores', async () => {
  await sealed().seal(passphrase, files);
  const text = await stored();
  expect(text.length).toBeGreaterThan(50);
  for (const secret of ['private key', 'root-ca', passphrase, passphrase.replaceAll('-', '')])
    expect(text).not.toContain(secret);
});

test('are separate for each path of an origin, and are gone once removed', async () => {
  await sealed('/a/').seal(passphrase, files);
  expect(await sealed('/b/').exists()).toBe(false);
  await sealed('/a/').remove();
  expect(await sealed('/a/').exists()).toBe(false);
  await expect(sealed('/a/').open(passphrase)).rejects.toThrow();
});

test('a generated passphrase has 80 random bits that a person can copy', () => {
  const many = Array.from({ length: 200 }, generatePassphrase);
  for (const one of many) expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(many).size).toBe(200);
  expect(new Set(many.join('').replaceAll('-', '')).size).toBe(32);
});
