// A PORT peripheral of the ATmega4808 and its virtual port in the I/O space. Pins that the program does not
// drive read high: the board's lines have pull-ups, and the Wi-Fi module's interrupt line rests high. Pin
// interrupts are not modelled.

const Register = { dir: 0, out: 4, in: 8, flags: 9 };

/** The register behind each of the four addresses of a virtual port. */
export const VIRTUAL_PORT = [Register.dir, Register.out, Register.in, Register.flags];

export class IoPort {
  #direction = 0;
  #output = 0;
  #control = new Uint8Array(32);

  /** Called with the output bits that have changed, and the new output. */
  onOutput = () => {};

  reset() {
    this.#direction = 0;
    this.#control.fill(0);
    this.#setOutput(0);
  }

  get output() {
    return this.#output;
  }

  read(register) {
    if (register < Register.out) return this.#direction;
    if (register < Register.in) return this.#output;
    if (register === Register.in) return (this.#output & this.#direction) | (~this.#direction & 0xff);
    return this.#control[register];
  }

  /** DIR and OUT have three more registers behind them: set, clear and toggle. A write to IN toggles OUT. */
  write(register, value) {
    if (register < Register.out) {
      this.#direction = modified(this.#direction, register, value);
    } else if (register < Register.in) {
      this.#setOutput(modified(this.#output, register - Register.out, value));
    } else if (register === Register.in) {
      this.#setOutput(this.#output ^ value);
    } else if (register === Register.flags) {
      this.#control[register] &= ~value;
    } else {
      this.#control[register] = value;
    }
  }

  #setOutput(output) {
    const changed = this.#output ^ output;
    this.#output = output;
    if (changed) this.onOutput(changed, output);
  }
}

function modified(value, operation, operand) {
  return [operand, value | operand, value & ~operand & 0xff, value ^ operand][operation];
}
