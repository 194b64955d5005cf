/**
 * The core's key-value store, in IndexedDB: public data that must survive a reload (the journal of jobs). The core stores no secrets here. If the
 * browser refuses to store something, the page keeps it in memory, so that provisioning still works, and logs one warning.
 */
import type { ErrorInfo, Platform } from '../../../wasm/provisioner';
import { done, failure } from '../devices/answers';
import { resolvedWithin } from '../devices/timeouts';

const database = 'board-to-cloud';
const store = 'public';
/** A request without an answer for this long counts as refused. This happens, for example, while another tab upgrades the database. */
const timeoutMs = 5_000;

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

export class PublicStore {
  private opened: Promise<IDBDatabase> | undefined;

  /** The values that the browser refused to store; null for a key that it refused to remove. */
  private readonly inMemory = new Map<string, string | null>();
  private warned = false;

  /** `path` is the result of ownPath(), so that each page of an origin has its own database. */
  constructor(
    private readonly factory: IDBFactory,
    private readonly path: string,
  ) {}

  /** The store for the core. Calls `warn` once, when the browser first refuses something. */
  storage(warn: (error: ErrorInfo) => void): Platform['storage'] {
    const tried = async <T>(
      mode: IDBTransactionMode,
      use: (objects: IDBObjectStore) => Promise<T>,
    ): Promise<{ value: T } | null> => {
      try {
        const outcome = await resolvedWithin<{ value: T } | null>(
          timeoutMs,
          this.with(mode, use).then((value) => ({ value })),
          null,
        );
        if (!outcome) throw new Error('IndexedDB does not answer');
        return outcome;
      } catch (error) {
        this.opened = undefined; // the browser refused or closed it; the next call opens it again
        if (!this.warned) warn(failure('storage.failed', error).error);
        this.warned = true;
        return null;
      }
    };
    const change = async (key: string, value: string | null): Promise<typeof done> => {
      const stored = await tried<unknown>('readwrite', (objects) =>
        value === null ? settled(objects.delete(key)) : settled(objects.put(value, key)),
      );
      if (stored) this.inMemory.delete(key);
      else this.inMemory.set(key, value);
      return done;
    };
    return {
      get: async (key) => {
        const kept = this.inMemory.get(key);
        if (kept !== undefined) return { ok: true, value: kept };
        const found = await tried('readonly', (objects) => settled<unknown>(objects.get(key)));
        return { ok: true, value: typeof found?.value === 'string' ? found.value : null };
      },
      put: change,
      remove: (key) => change(key, null),
      keys: async (prefix) => {
        const found = await tried('readonly', (objects) =>
          settled(objects.getAllKeys(IDBKeyRange.lowerBound(prefix))),
        );
        const keys = new Set<IDBValidKey>(found?.value);
        for (const [key, value] of this.inMemory)
          if (value === null) keys.delete(key);
          else keys.add(key);
        const fits = (key: IDBValidKey): key is string => typeof key === 'string' && key.startsWith(prefix);
        return { ok: true, value: [...keys].filter(fits) };
      },
    };
  }

  private async with<T>(mode: IDBTransactionMode, use: (objects: IDBObjectStore) => Promise<T>): Promise<T> {
    this.opened ??= this.open();
    const transaction = (await this.opened).transaction(store, mode);
    const written = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
    });
    const [value] = await Promise.all([use(transaction.objectStore(store)), written]);
    return value;
  }

  private async open(): Promise<IDBDatabase> {
    const request = this.factory.open(`${database} ${this.path}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    const opened = await settled(request);
    opened.onversionchange = () => opened.close();
    return opened;
  }
}
