import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { PublicStore } from '../../src/storage/public_store';

let factory: IDBFactory;
beforeEach(() => (factory = new IDBFactory()));

describe('the public store', () => {
  test('gives back what was put, after a reload too', async () => {
    await new PublicStore(factory).storage.put('journal/1', '{"step":3}');
    expect(await new PublicStore(factory).storage.get('journal/1')).toEqual({
      ok: true,
      value: '{"step":3}',
    });
  });

  test('answers null where there is nothing', async () => {
    expect(await new PublicStore(factory).storage.get('nothing')).toEqual({ ok: true, value: null });
  });

  test('lists the keys of a prefix and no others', async () => {
    const { storage } = new PublicStore(factory);
    for (const key of ['a', 'journal', 'journal/1', 'journal/2', 'k']) await storage.put(key, '');
    expect(await storage.keys('journal/')).toEqual({ ok: true, value: ['journal/1', 'journal/2'] });
  });

  test('forgets what is removed', async () => {
    const { storage } = new PublicStore(factory);
    await storage.put('x', '1');
    expect(await storage.remove('x')).toEqual({ ok: true, value: null });
    expect(await storage.get('x')).toEqual({ ok: true, value: null });
  });

  test('says so where the browser refuses to store, and tries again the next time', async () => {
    let refuse = true;
    const moody = {
      open: (name: string, version: number) => {
        if (refuse) throw new DOMException('private window', 'SecurityError');
        return factory.open(name, version);
      },
    } as globalThis.IDBFactory;
    const { storage } = new PublicStore(moody);
    expect(await storage.put('x', '1')).toMatchObject({ ok: false, error: { code: 'storage.failed' } });
    refuse = false;
    expect(await storage.put('x', '1')).toEqual({ ok: true, value: null });
  });
});
