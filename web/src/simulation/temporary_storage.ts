/** Storage in memory, so that the simulation leaves nothing behind. */
import type { Answer, Platform } from '../../../wasm/provisioner';
import { done } from '../devices/answers';

export function temporaryStorage(): Platform['storage'] {
  const kept = new Map<string, string>();
  const answer = <T>(value: T): Promise<Answer<T>> => Promise.resolve({ ok: true, value });
  return {
    get: (key) => answer(kept.get(key) ?? null),
    put: (key, value) => {
      kept.set(key, value);
      return Promise.resolve(done);
    },
    remove: (key) => {
      kept.delete(key);
      return Promise.resolve(done);
    },
    keys: (prefix) => answer([...kept.keys()].filter((key) => key.startsWith(prefix))),
  };
}
