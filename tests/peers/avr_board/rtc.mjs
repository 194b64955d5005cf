// The real-time counter of the ATmega4808: counts at 1.024 or 32.768 kHz by its prescaler, with interrupts at
// overflow and compare, and the periodic interrupt. Writes take effect at once: the synchronisation, which
// takes some periods of its clock, is not modelled.

const Register = {
  control: 0x00,
  interrupts: 0x02,
  flags: 0x03,
  clock: 0x07,
  count: 0x08,
  period: 0x0a,
  compare: 0x0c,
  periodicControl: 0x10,
  periodicInterrupts: 0x12,
  periodicFlags: 0x13,
};
const ENABLE = 1;
const OVERFLOW = 1;
const COMPARE = 2;
const SYNCHRONISATION = [0x01, 0x11]; // status registers: never busy
const FAST_HZ = 32768;
const SLOW_HZ = 1024;
const SLOW_CLOCK = 1; // in CLKSEL

export class Rtc {
  #registers = new Uint8Array(0x20);
  #startSeconds = 0; // when the counter was 0, had it counted all the time
  #highByte = 0; // of a count that the program is reading
  #generation = 0; // events of earlier settings do nothing

  /**
   * `mcu`: seconds, after(seconds, action) and setInterrupt(vector, active). The periodic interrupt has the
   * next vector.
   */
  constructor(mcu, firstVector) {
    this.mcu = mcu;
    this.firstVector = firstVector;
  }

  reset() {
    this.#registers.fill(0);
    this.#registers.fill(0xff, Register.period, Register.period + 2);
    this.#generation++;
  }

  read(register) {
    if (SYNCHRONISATION.includes(register)) return 0;
    if (register === Register.count) {
      this.mcu.noteChange();
      const count = this.#count();
      this.#highByte = count >> 8;
      return count & 0xff;
    }
    return register === Register.count + 1 ? this.#highByte : this.#registers[register];
  }

  write(register, value) {
    if (register === Register.flags || register === Register.periodicFlags) {
      this.#registers[register] &= ~value;
      this.#updateInterrupts();
      return;
    }
    this.#registers[register] = value;
    if (register === Register.count + 1) this.#setCount(this.#word(Register.count));
    if (register === Register.interrupts || register === Register.periodicInterrupts)
      this.#updateInterrupts();
    else this.#schedule();
  }

  get #hz() {
    const clock = this.#registers[Register.clock] === SLOW_CLOCK ? SLOW_HZ : FAST_HZ;
    return clock / (1 << ((this.#registers[Register.control] >> 3) & 15));
  }
  #word(register) {
    return this.#registers[register] | (this.#registers[register + 1] << 8);
  }
  #ticks() {
    return Math.round((this.mcu.seconds - this.#startSeconds) * this.#hz * 256) / 256;
  }
  #count() {
    if (!(this.#registers[Register.control] & ENABLE)) return this.#word(Register.count);
    return Math.floor(this.#ticks()) % (this.#word(Register.period) + 1);
  }
  #setCount(count) {
    this.#startSeconds = this.mcu.seconds - count / this.#hz;
  }

  /** Sets the next events by the registers as they are now. */
  #schedule() {
    const generation = ++this.#generation;
    const later = (seconds, action) =>
      this.mcu.after(seconds, () => {
        if (generation === this.#generation) action();
      });
    if (this.#registers[Register.control] & ENABLE) {
      const period = this.#word(Register.period) + 1;
      const position = this.#ticks() % period;
      const raise = (flag, ticks) =>
        later(ticks / this.#hz, () => {
          this.#registers[Register.flags] |= flag;
          this.#updateInterrupts();
          raise(flag, period);
        });
      raise(OVERFLOW, period - position);
      const toCompare = this.#word(Register.compare) - position;
      raise(COMPARE, toCompare > 0 ? toCompare : toCompare + period);
    }
    if (this.#registers[Register.periodicControl] & ENABLE) {
      const cycles = 2 << ((this.#registers[Register.periodicControl] >> 3) & 15);
      const tick = () =>
        later(cycles / FAST_HZ, () => {
          this.#registers[Register.periodicFlags] |= 1;
          this.#updateInterrupts();
          tick();
        });
      tick();
    }
  }

  #updateInterrupts() {
    const counter = this.#registers[Register.flags] & this.#registers[Register.interrupts];
    const periodic = this.#registers[Register.periodicFlags] & this.#registers[Register.periodicInterrupts];
    this.mcu.setInterrupt(this.firstVector, counter !== 0);
    this.mcu.setInterrupt(this.firstVector + 1, periodic !== 0);
  }
}
