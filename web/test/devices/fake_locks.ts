/** navigator.locks of all tabs of one origin, as the Web Locks API has it: held until the callback's promise settles, and told by query(). */
export class FakeLocks {
  private held: { name: string; mode: LockMode }[] = [];

  async request(name: string, callback: () => Promise<unknown>): Promise<unknown> {
    const lock = { name, mode: 'exclusive' as const };
    this.held.push(lock);
    try {
      return await callback();
    } finally {
      this.held = this.held.filter((other) => other !== lock);
    }
  }

  query(): Promise<LockManagerSnapshot> {
    return Promise.resolve({ held: [...this.held], pending: [] });
  }

  asManager(): LockManager {
    return this as unknown as LockManager;
  }
}
