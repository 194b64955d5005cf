// The analog-to-digital converter of the ATmega4808: single conversions with an interrupt. Its inputs are
// constants.

const Register = { interrupts: 0x0a, flags: 0x0b, command: 0x08, result: 0x10 };
const RESULT_READY = 1;
const CONVERSION_SECONDS = 0.0001;

export class Adc {
  #registers = new Uint8Array(0x20);

  /** `value`: what each conversion finds, 0 to 1023. */
  constructor(mcu, vector, value) {
    this.mcu = mcu;
    this.vector = vector;
    this.value = value;
  }

  reset() {
    this.#registers.fill(0);
  }

  read(register) {
    if (register === Register.result) {
      this.mcu.noteChange();
      this.#setReady(false);
    }
    return this.#registers[register];
  }

  write(register, value) {
    if (register === Register.flags) {
      if (value & RESULT_READY) this.#setReady(false);
      return;
    }
    this.#registers[register] = value;
    if (register === Register.command && value & 1) {
      this.mcu.after(CONVERSION_SECONDS, () => {
        this.#registers[Register.command] = 0;
        this.#registers[Register.result] = this.value & 0xff;
        this.#registers[Register.result + 1] = this.value >> 8;
        this.#setReady(true);
      });
    }
    this.#updateInterrupt();
  }

  #setReady(ready) {
    this.#registers[Register.flags] = ready ? RESULT_READY : 0;
    this.#updateInterrupt();
  }
  #updateInterrupt() {
    const active = this.#registers[Register.flags] & this.#registers[Register.interrupts];
    this.mcu.setInterrupt(this.vector, active !== 0);
  }
}
