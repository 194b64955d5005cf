/** A fake of navigator.locks that all tabs of an origin share. Supports only ifAvailable. A lock is held until the callback's promise settles. */
export class FakeLocks {
  private readonly held = new Set<string>();
  /** Rejects every request, as a browser does that may store nothing. */
  denied = false;

  async request(
    name: string,
    _options: { ifAvailable: true },
    callback: (lock: object | null) => Promise<unknown> | undefined,
  ): Promise<unknown> {
    await Promise.resolve();
    if (this.denied) throw new DOMException('The request was denied.', 'SecurityError');
    if (this.held.has(name)) return callback(null);
    this.held.add(name);
    try {
      return await callback({ name });
    } finally {
      this.held.delete(name);
    }
  }

  asManager(): LockManager {
    return this as unknown as LockManager;
  }
}
