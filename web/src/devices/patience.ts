/** Ends waits for a browser that may never answer. */

/** Resolves when the promise has settled, however, or the time is over. */
export function settledWithin(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const over = (): void => {
      clearTimeout(timer);
      resolve();
    };
    promise.then(over, over);
  });
}

/** What the promise resolves with, or `otherwise` when the time is over first. */
export function resolvedWithin<T>(milliseconds: number, promise: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(otherwise), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The loss of a device, which ends all that still waits for it. */
export class Loss {
  private readonly waiting = new Set<() => void>();
  private happened = false;

  get known(): boolean {
    return this.happened;
  }

  tell(): void {
    this.happened = true;
    for (const end of this.waiting) end();
    this.waiting.clear();
  }

  /** What the promise comes to, or `answer` as soon as the loss is known. */
  before<T>(promise: Promise<T>, answer: T): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => resolve(answer);
      const over = (): void => void this.waiting.delete(end);
      promise.then(resolve, reject).finally(over);
      if (this.happened) end();
      else this.waiting.add(end);
    });
  }
}
