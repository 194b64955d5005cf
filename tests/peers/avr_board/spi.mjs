// SPI0 of the ATmega4808 as host: a byte out and a byte in at a time, most significant bit first, in mode 0.
// No interrupts, no buffer mode.

const Register = { control: 0, flags: 3, data: 4 };
const INTERRUPT_FLAG = 0x80;
const DOUBLE_SPEED = 0x10;
const PRESCALERS = [4, 16, 64, 128];

export class Spi {
  #registers = new Uint8Array(8);
  #received = 0;

  /** `device`: exchange(byte) returns the byte that comes back. */
  constructor(mcu, device) {
    this.mcu = mcu;
    this.device = device;
  }

  reset() {
    this.#registers.fill(0);
    this.#received = 0;
  }

  read(register) {
    if (register !== Register.data) return this.#registers[register];
    this.mcu.noteChange();
    this.#registers[Register.flags] = 0;
    return this.#received;
  }

  write(register, value) {
    if (register === Register.flags) {
      this.#registers[register] &= ~value;
    } else if (register === Register.data) {
      this.#registers[Register.flags] = 0;
      this.mcu.at(this.byteCycles, () => {
        this.#received = this.device.exchange(value);
        this.#registers[Register.flags] = INTERRUPT_FLAG;
      });
    } else {
      this.#registers[register] = value;
    }
  }

  get byteCycles() {
    const control = this.#registers[Register.control];
    return (8 * PRESCALERS[(control >> 1) & 3]) / (control & DOUBLE_SPEED ? 2 : 1);
  }
}
