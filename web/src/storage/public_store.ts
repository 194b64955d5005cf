/**
 * Public data that survives a reload (the journal of jobs), in IndexedDB. Knows keys and strings; the core sees to it that no secret is among
 * them. What the browser refuses to store is kept as long as the page: boards are set up all the same, and the log says once what that costs.
 */
import type { ErrorInfo, Platform } from '../../../wasm/provisioner';
import { done, failure } from '../devices/answers';
import { resolvedWithin } from '../devices/patience';

const database = 'board-to-cloud';
const store = 'public';
/** A browser may leave a request unanswered, as while another tab upgrades: then it counts as refused. */
const patienceMs = 5_000;

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

export class PublicStore {
  private opened: Promise<IDBDatabase> | undefined;

  /** What the browser did not take; null: what it did not remove. */
  private readonly kept = new Map<string, string | null>();
  private warned = false;

  /** `path`: the page's own (ownPath()), so that each page of an origin has a database of its own. */
  constructor(
    private readonly factory: IDBFactory,
    private readonly path: string,
  ) {}

  /** `warn` is told of the first refusal, whoever meets it. */
  storage(warn: (error: ErrorInfo) => void): Platform['storage'] {
    const tried = async <T>(
      mode: IDBTransactionMode,
      use: (objects: IDBObjectStore) => Promise<T>,
    ): Promise<{ value: T } | null> => {
      try {
        const outcome = await resolvedWithin<{ value: T } | null>(
          patienceMs,
          this.with(mode, use).then((value) => ({ value })),
          null,
        );
        if (!outcome) throw new Error('IndexedDB does not answer');
        return outcome;
      } catch (error) {
        this.opened = undefined; // closed by the browser, or refused: the next call opens it anew
        if (!this.warned) warn(failure('storage.failed', error).error);
        this.warned = true;
        return null;
      }
    };
    const change = async (key: string, value: string | null): Promise<typeof done> => {
      const stored = await tried<unknown>('readwrite', (objects) =>
        value === null ? settled(objects.delete(key)) : settled(objects.put(value, key)),
      );
      if (stored) this.kept.delete(key);
      else this.kept.set(key, value);
      return done;
    };
    return {
      get: async (key) => {
        const kept = this.kept.get(key);
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
        for (const [key, value] of this.kept)
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
