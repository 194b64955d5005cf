// The watchdog of the ATmega4808 without its window mode: resets the microcontroller unless the program
// executes WDR in time. The demo firmware resets itself by it.

const PERIOD = 0x0f; // in CTRLA; 0: off
const SHORTEST_SECONDS = 0.008;

export class Watchdog {
  #control = 0;
  #generation = 0; // a time-out of an earlier start does nothing

  /** `mcu`: after(seconds, action) and requestReset(). */
  constructor(mcu) {
    this.mcu = mcu;
  }

  reset() {
    this.#control = 0;
    this.#generation++;
  }

  read(register) {
    return register === 0 ? this.#control : 0; // the status: never busy
  }

  write(register, value) {
    if (register !== 0) return;
    this.#control = value;
    this.restart();
  }

  /** The instruction WDR. */
  restart() {
    const generation = ++this.#generation;
    const period = this.#control & PERIOD;
    if (!period) return;
    this.mcu.after(SHORTEST_SECONDS * 2 ** (period - 1), () => {
      if (generation === this.#generation) this.mcu.requestReset();
    });
  }
}
