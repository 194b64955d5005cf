/**
 * What this page holds open in its other tabs: a tab takes a lock before it opens a device, and whoever finds it taken can name the reason. One lock
 * for all boards' ports and one for all their debuggers, because no browser tells a page which is which. Facts: Web Locks API, "request" with
 * ifAvailable. The browser drops the locks of a tab that is closed; where it gives none, a tab knows nothing of the others.
 */
type Kind = 'port' | 'debugger';

interface Hold {
  users: number;
  taken: Promise<boolean>;
  release: () => void;
}

export class OtherTabs {
  private readonly holds = new Map<Kind, Hold>();
  /** Until when a lock that was given back is still to be seen. */
  private readonly over = new Map<Kind, Promise<unknown>>();

  constructor(private readonly locks: LockManager | undefined) {}

  /** For any number of devices of this tab, each until it calls what it got; null: another tab has one open. */
  async take(kind: Kind): Promise<(() => void) | null> {
    const hold = this.holds.get(kind) ?? this.request(kind);
    hold.users += 1;
    let mine = true;
    const giveBack = (): void => {
      if (!mine) return;
      mine = false;
      hold.users -= 1;
      if (hold.users > 0) return;
      this.holds.delete(kind);
      hold.release();
    };
    if (await hold.taken) return giveBack;
    giveBack();
    return null;
  }

  private request(kind: Kind): Hold {
    let release: () => void = () => undefined;
    const until = new Promise<void>((settle) => (release = settle));
    const before = this.over.get(kind);
    const taken = new Promise<boolean>((settle) => {
      const ask = async (): Promise<void> => {
        await before;
        await this.locks?.request(`board-to-cloud/${kind}`, { ifAvailable: true }, (lock) => {
          settle(lock !== null);
          return lock ? until : undefined;
        });
      };
      // SecurityError where the browser stores nothing.
      this.over.set(
        kind,
        ask()
          .catch(() => undefined)
          .finally(() => settle(true)),
      );
    });
    const hold = { users: 0, taken, release };
    this.holds.set(kind, hold);
    return hold;
  }
}
