/** Tests where the certificate authority is kept: sealed in the browser, or in a folder that the user has chosen. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  forgetSealed,
  hasSealedAuthority,
  keepInBrowser,
  keepInFolder,
  unlock,
} from '../../src/app/authority_keeper';
import { fakeFolder, type FakeFiles } from './fake_folder';
import { FakeSession } from './fake_session';

let core: FakeSession;
beforeEach(() => {
  core = new FakeSession();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('location', { pathname: '/' });
});

const passphrase = 'K7QF-2M9X-0ABC-DEFG';

describe('an authority in the browser', () => {
  test('is unlocked by a later visit with the passphrase', async () => {
    expect((await keepInBrowser(core.session, passphrase)).answer.ok).toBe(true);
    expect(await hasSealedAuthority()).toBe(true);
    const later = new FakeSession();
    const { answer, keeper } = await unlock(later.session, passphrase);
    expect(answer.ok).toBe(true);
    expect(keeper).not.toBeNull();
    expect(later.calls).toEqual(['useAuthority ["root-ca.crt"]']);
  });

  test('is not given to the core with another passphrase', async () => {
    await keepInBrowser(core.session, passphrase);
    const later = new FakeSession();
    const { answer, keeper } = await unlock(later.session, 'another');
    expect(answer).toMatchObject({ ok: false, error: { code: 'page.wrong_passphrase' } });
    expect(keeper).toBeNull();
    expect(later.calls).toEqual([]);
  });

  test('is written again with the boards of the session', async () => {
    const { keeper } = await keepInBrowser(core.session, passphrase);
    core.session.authorityFiles = () =>
      Promise.resolve({ ok: true, value: { 'root-ca.crt': 'a', 'board/device.crt': 'b' } });
    await keeper?.();
    const later = new FakeSession();
    await unlock(later.session, passphrase);
    expect(later.calls).toEqual(['useAuthority ["root-ca.crt","board/device.crt"]']);
  });

  test('is gone once the user deletes it', async () => {
    await keepInBrowser(core.session, passphrase);
    expect((await forgetSealed()).ok).toBe(true);
    expect(await hasSealedAuthority()).toBe(false);
  });

  test('that the browser does not store is reported', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(await hasSealedAuthority()).toBe(false);
    const { answer } = await keepInBrowser(core.session, passphrase);
    expect(answer).toMatchObject({ ok: false, error: { code: 'page.authority_not_stored' } });
  });
});

describe('an authority in a folder', () => {
  let files: FakeFiles;
  let writes: string[];
  beforeEach(() => {
    files = new Map();
    writes = [];
  });

  test('is written into .microchip-iot', async () => {
    const kept = await keepInFolder(core.session, fakeFolder('home', files, writes));
    expect(kept.answer.ok).toBe(true);
    expect(files.get('.microchip-iot')).toEqual(new Map([['root-ca.crt', 'a certificate']]));
    expect(core.calls).not.toContain('useAuthority ["root-ca.crt"]');
  });

  test('is used if the folder holds one, and other files stay as they are', async () => {
    files.set('root-ca.crt', 'a certificate');
    files.set('notes.md', 'mine');
    files.set('board', new Map([['device.crt', 'c']]));
    const { keeper } = await keepInFolder(core.session, fakeFolder('ca', files, writes));
    expect(core.calls).toContain('useAuthority ["root-ca.crt","board/device.crt"]');
    expect(writes).toEqual([]);
    core.session.authorityFiles = () =>
      Promise.resolve({ ok: true, value: { 'root-ca.crt': 'a certificate', 'new/device.crt': 'd' } });
    await keeper?.();
    expect(writes).toEqual(['device.crt']);
    expect(files.get('new')).toEqual(new Map([['device.crt', 'd']]));
    expect(files.get('notes.md')).toBe('mine');
  });

  test('that the core refuses is not written to', async () => {
    files.set('root-ca.crt', 'damaged');
    core.session.useAuthority = () =>
      Promise.resolve({ ok: false, error: { code: 'pki.damaged_file', params: {}, detail: '' } });
    const { answer, keeper } = await keepInFolder(core.session, fakeFolder('ca', files, writes));
    expect(answer).toMatchObject({ ok: false, error: { code: 'pki.damaged_file' } });
    expect(keeper).toBeNull();
    expect(writes).toEqual([]);
  });

  test('that cannot be written is reported', async () => {
    const folder = fakeFolder('home', files, writes);
    folder.getDirectoryHandle = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const { answer } = await keepInFolder(core.session, folder);
    expect(answer).toMatchObject({ ok: false, error: { code: 'page.folder_failed' } });
  });
});
