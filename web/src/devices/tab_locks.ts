/**
 * Locks between the tabs of this page, so that only one tab at a time opens devices and the others can say why they do not. There is one lock for
 * all serial ports and one for all debuggers, because no browser tells a page which device is which. The browser releases the locks of a closed tab.
 * Without locks in the browser, each tab acts as if it were alone. Facts: Web Locks API, "request" with ifAvailable.
 */
type Kind = 'port' | 'debugger';

interface HeldLock {
  /** How many devices of this tab use the lock. */
  users: number;
  granted: Promise<boolean>;
  release: () => void;
}

export class TabLocks {
  private readonly held = new Map<Kind, HeldLock>();
  /** Resolves when the browser has really released the lock that this tab held before. */
  private readonly released = new Map<Kind, Promise<unknown>>();

  constructor(private readonly locks: LockManager | undefined) {}

  /** Acquires the lock for one device and returns the function that releases it; null if another tab holds the lock. Devices of this tab share it. */
  async acquire(kind: Kind): Promise<(() => void) | null> {
    const lock = this.held.get(kind) ?? this.request(kind);
    lock.users += 1;
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      lock.users -= 1;
      if (lock.users > 0) return;
      this.held.delete(kind);
      lock.release();
    };
    if (await lock.granted) return release;
    release();
    return null;
  }

  private request(kind: Kind): HeldLock {
    let release: () => void = () => undefined;
    const untilReleased = new Promise<void>((resolve) => (release = resolve));
    const previous = this.released.get(kind);
    const granted = new Promise<boolean>((resolve) => {
      const request = async (): Promise<void> => {
        await previous;
        await this.locks?.request(`board-to-cloud/${kind}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock ? untilReleased : undefined;
        });
      };
      this.released.set(
        kind,
        request()
          .catch(() => undefined) // SecurityError: this browser stores nothing, and so has no locks
          .finally(() => resolve(true)),
      );
    });
    const lock = { users: 0, granted, release };
    this.held.set(kind, lock);
    return lock;
  }
}
