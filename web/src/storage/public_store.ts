/**
 * Public data that survives a reload (the journal of jobs), in IndexedDB. Knows keys and strings; the core sees to it that no secret is among
 * them. Where the browser refuses to store, every call says so and the page goes on.
 */
import type { Answer, Platform } from '../../../wasm/provisioner';
import { done, failure } from '../devices/answers';

const database = 'board-to-cloud';
const store = 'public';

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

export class PublicStore {
  private opened: Promise<IDBDatabase> | undefined;

  constructor(private readonly factory: IDBFactory) {}

  readonly storage: Platform['storage'] = {
    get: (key) =>
      this.with<string | null>('readonly', async (objects) => {
        const value: unknown = await settled(objects.get(key));
        return typeof value === 'string' ? value : null;
      }),
    put: async (key, value) => {
      const answer = await this.with('readwrite', (objects) => settled(objects.put(value, key)));
      return answer.ok ? done : answer;
    },
    remove: async (key) => {
      const answer = await this.with('readwrite', (objects) => settled(objects.delete(key)));
      return answer.ok ? done : answer;
    },
    keys: (prefix) =>
      this.with('readonly', async (objects) => {
        const keys = await settled(objects.getAllKeys(IDBKeyRange.lowerBound(prefix)));
        return keys.filter((key): key is string => typeof key === 'string' && key.startsWith(prefix));
      }),
  };

  private async with<T>(
    mode: IDBTransactionMode,
    use: (objects: IDBObjectStore) => Promise<T>,
  ): Promise<Answer<T>> {
    try {
      this.opened ??= this.open();
      const transaction = (await this.opened).transaction(store, mode);
      const written = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
      });
      const [value] = await Promise.all([use(transaction.objectStore(store)), written]);
      return { ok: true, value };
    } catch (error) {
      this.opened = undefined; // closed by the browser, or refused: the next call opens it anew
      return failure('storage.failed', error);
    }
  }

  private async open(): Promise<IDBDatabase> {
    const request = this.factory.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    const opened = await settled(request);
    opened.onversionchange = () => opened.close();
    return opened;
  }
}
