/**
 * What this page holds open in its other tabs. A tab marks each open device by a lock that nobody waits for, so that another can see it and name
 * the reason when a device does not open. Facts: Web Locks API, "query" and "request". The browser drops the locks of a tab that is closed.
 */
type Kind = 'port' | 'debugger';

const prefix = 'board-to-cloud';

export class OtherTabs {
  private readonly tab = randomName();
  private marks = 0;

  constructor(private readonly locks: LockManager | undefined) {}

  /** Until the returned function is called. */
  mark(kind: Kind): () => void {
    const { promise, resolve } = pending();
    this.marks += 1;
    void this.locks?.request(`${prefix}/${kind}/${this.tab}/${this.marks}`, () => promise);
    return resolve;
  }

  async hold(kind: Kind): Promise<boolean> {
    const { held = [] } = (await this.locks?.query()) ?? {};
    return held.some(({ name = '' }) => name.startsWith(`${prefix}/${kind}/`) && !name.includes(this.tab));
  }
}

/** randomUUID would be for secure contexts only, and the page is shown in others too. */
function randomName(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

function pending(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
