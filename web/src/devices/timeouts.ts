/** Limits waits on the browser, whose promises may never settle. */

/** Resolves when the promise has been fulfilled or rejected, or when the time is over. */
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

/** Settles like the promise, or resolves with `fallback` if the time is over first. */
export function resolvedWithin<T>(milliseconds: number, promise: Promise<T>, fallback: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(fallback), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Records that a device was unplugged, and ends every wait on that device. */
export class DeviceLoss {
  private readonly waiting = new Set<() => void>();
  private reported = false;

  get happened(): boolean {
    return this.reported;
  }

  report(): void {
    this.reported = true;
    for (const end of this.waiting) end();
    this.waiting.clear();
  }

  /** Settles like the promise, or resolves with `answer` as soon as the loss is reported. */
  orElse<T>(promise: Promise<T>, answer: T): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => resolve(answer);
      const forget = (): void => void this.waiting.delete(end);
      promise.then(resolve, reject).finally(forget);
      if (this.reported) end();
      else this.waiting.add(end);
    });
  }
}
