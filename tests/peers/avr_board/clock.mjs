// Converts the CPU's cycles to seconds while the program changes the clock's divider.

const Divider = [2, 4, 8, 16, 32, 64, 2, 2, 6, 10, 12, 24, 48, 2, 2, 2];
const DIVIDER_ON = 1;

export class Clock {
  #cyclesAtChange = 0;
  #secondsAtChange = 0;
  #frequency = 0;

  /** `core`: what counts the cycles. */
  constructor(core, oscillatorHz) {
    this.core = core;
    this.oscillatorHz = oscillatorHz;
  }

  get frequency() {
    return this.#frequency;
  }
  get seconds() {
    return this.#secondsAtChange + (this.core.cycles - this.#cyclesAtChange) / this.#frequency;
  }
  /** The cycle at which the clock will show this time, if the divider stays. */
  cycleAt(seconds) {
    return this.#cyclesAtChange + Math.ceil((seconds - this.#secondsAtChange) * this.#frequency);
  }

  /** The register CLKCTRL.MCLKCTRLB has this value from now on. */
  setDivider(register) {
    if (this.#frequency) this.#secondsAtChange = this.seconds;
    this.#cyclesAtChange = this.core.cycles;
    this.#frequency = this.oscillatorHz / (register & DIVIDER_ON ? Divider[(register >> 1) & 15] : 1);
  }
}
