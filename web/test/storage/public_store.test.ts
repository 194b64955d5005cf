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
  test('returns stored values after a reload', async () => {
    await storageOf(factory).put('journal/1', '{"step":3}');
    expect(await storageOf(factory).get('journal/1')).toEqual({
      ok: true,
      value: '{"step":3}',
    });
  });

  test('is separate for each path of an origin', async () => {
    const at = (path: string): Platform['storage'] =>
      new PublicStore(factory, path).storage((error) => warnings.push(error));
    await at('/provisioner/').put('journal/1', '{}');
    expect(await at('/someone-else/').get('journal/1')).toEqual({ ok: true, value: null });
    expect(await at('/provisioner/').get('journal/1')).toEqual({ ok: true, value: '{}' });
    const databases = await factory.databases();
    expect(databases.map(({ name }) => name)).toContain('board-to-cloud /provisioner/');
  });

  test('returns null for a key without a value', async () => {
    expect(await storageOf(factory).get('nothing')).toEqual({ ok: true, value: null });
  });

  test('lists only the keys that begin with the prefix', async () => {
    const storage = storageOf(factory);
    for (const key of ['a', 'journal', 'journal/1', 'journal/2', 'k']) await storage.put(key, '');
    expect(await storage.keys('journal/')).toEqual({ ok: true, value: ['journal/1', 'journal/2'] });
  });

  test('removes values', async () => {
    const storage = storageOf(factory);
    await storage.put('x', '1');
    expect(await storage.remove('x')).toEqual({ ok: true, value: null });
    expect(await storage.get('x')).toEqual({ ok: true, value: null });
  });

  test('keeps values in memory if the browser never answers', async () => {
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

  describe('in a browser that refuses to store', () => {
    let refuse: boolean;
    const refusingFactory = {
      open: (name: string, version: number) => {
        if (refuse) throw new DOMException('private window', 'SecurityError');
        return factory.open(name, version);
      },
    } as globalThis.IDBFactory;
    beforeEach(() => (refuse = true));

    test('keeps values in memory, and warns once', async () => {
      const storage = storageOf(refusingFactory);
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

    test('reads stored values again once the browser allows it, and keeps the changes made meanwhile', async () => {
      for (const key of ['a', 'b']) await storageOf(factory).put(key, '1');
      const storage = storageOf(refusingFactory);
      await storage.put('a', '2');
      await storage.remove('b');
      refuse = false;
      expect(await storage.get('a')).toEqual({ ok: true, value: '2' });
      expect(await storage.keys('')).toEqual({ ok: true, value: ['a'] });
    });
  });
});
