import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ErrorInfo, Platform } from '../../../wasm/provisioner';
import { PublicStore } from '../../src/storage/public_store';

let factory: IDBFactory;
let warnings: ErrorInfo[];
beforeEach(() => {
  factory = new IDBFactory();
  warnings = [];
});

function storageOf(database: globalThis.IDBFactory): Platform['storage'] {
  return new PublicStore(database, '/').storage((error) => warnings.push(error));
}

describe('the public store', () => {
  test('gives back what was put, after a reload too', async () => {
    await storageOf(factory).put('journal/1', '{"step":3}');
    expect(await storageOf(factory).get('journal/1')).toEqual({
      ok: true,
      value: '{"step":3}',
    });
  });

  test('is apart from that of a page at another path of the same origin', async () => {
    const at = (path: string): Platform['storage'] =>
      new PublicStore(factory, path).storage((error) => warnings.push(error));
    await at('/provisioner/').put('journal/1', '{}');
    expect(await at('/someone-else/').get('journal/1')).toEqual({ ok: true, value: null });
    expect(await at('/provisioner/').get('journal/1')).toEqual({ ok: true, value: '{}' });
    const databases = await factory.databases();
    expect(databases.map(({ name }) => name)).toContain('board-to-cloud /provisioner/');
  });

  test('answers null where there is nothing', async () => {
    expect(await storageOf(factory).get('nothing')).toEqual({ ok: true, value: null });
  });

  test('lists the keys of a prefix and no others', async () => {
    const storage = storageOf(factory);
    for (const key of ['a', 'journal', 'journal/1', 'journal/2', 'k']) await storage.put(key, '');
    expect(await storage.keys('journal/')).toEqual({ ok: true, value: ['journal/1', 'journal/2'] });
  });

  test('forgets what is removed', async () => {
    const storage = storageOf(factory);
    await storage.put('x', '1');
    expect(await storage.remove('x')).toEqual({ ok: true, value: null });
    expect(await storage.get('x')).toEqual({ ok: true, value: null });
  });

  test('answers where the browser does not, and keeps what it was given as long as the page', async () => {
    vi.useFakeTimers();
    try {
      const storage = storageOf({ open: () => ({}) } as unknown as globalThis.IDBFactory);
      const put = storage.put('journal/1', 'a');
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await put).toEqual({ ok: true, value: null });
      expect(await storage.get('journal/1')).toEqual({ ok: true, value: 'a' });
      expect(warnings).toMatchObject([{ code: 'storage.failed' }]);
    } finally {
      vi.useRealTimers();
    }
  });

  describe('where the browser refuses to store', () => {
    let refuse: boolean;
    const moody = {
      open: (name: string, version: number) => {
        if (refuse) throw new DOMException('private window', 'SecurityError');
        return factory.open(name, version);
      },
    } as globalThis.IDBFactory;
    beforeEach(() => (refuse = true));

    test('keeps it as long as the page, and says so once', async () => {
      const storage = storageOf(moody);
      expect(await storage.put('journal/1', 'a')).toEqual({ ok: true, value: null });
      await storage.put('journal/2', 'b');
      await storage.put('k', '');
      expect(await storage.get('journal/1')).toEqual({ ok: true, value: 'a' });
      expect(await storage.remove('journal/1')).toEqual({ ok: true, value: null });
      expect(await storage.get('journal/1')).toEqual({ ok: true, value: null });
      expect(await storage.keys('journal/')).toEqual({ ok: true, value: ['journal/2'] });
      expect(warnings).toEqual([
        { code: 'storage.failed', params: {}, detail: 'SecurityError: private window' },
      ]);
    });

    test('stores again as soon as it may, and forgets nothing of what it had', async () => {
      for (const key of ['a', 'b']) await storageOf(factory).put(key, '1');
      const storage = storageOf(moody);
      await storage.put('a', '2');
      await storage.remove('b');
      refuse = false;
      expect(await storage.get('a')).toEqual({ ok: true, value: '2' });
      expect(await storage.keys('')).toEqual({ ok: true, value: ['a'] });
    });
  });
});
