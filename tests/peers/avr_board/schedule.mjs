// What the board's parts do later, by the CPU's cycle count. Events at the same cycle happen in the order in
// which they were added.

export class Schedule {
  #events = [];
  /** The cycle of the earliest event; Infinity without events. */
  next = Infinity;

  /** Calls `action` when the CPU reaches this cycle. */
  at(cycle, action) {
    this.#events.push({ cycle, action });
    this.next = Math.min(this.next, cycle);
  }

  /** Runs all events up to this cycle. They may add further ones. */
  runDue(cycle) {
    while (this.next <= cycle) {
      const index = this.#events.findIndex((event) => event.cycle === this.next);
      const [{ action }] = this.#events.splice(index, 1);
      this.next = this.#events.reduce((least, event) => Math.min(least, event.cycle), Infinity);
      action();
    }
  }

  clear() {
    this.#events = [];
    this.next = Infinity;
  }
}
