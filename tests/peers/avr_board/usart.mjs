// A USART of the ATmega4808 in asynchronous mode: 8 data bits, no parity, one stop bit, at the rate of its
// BAUD register in both directions. The transmitter has a buffer of one byte. The receiver keeps two bytes;
// when it is full, a further byte is lost.

const Register = { receive: 0, receiveHigh: 1, transmit: 2, status: 4, interrupts: 5, control: 6, baud: 8 };
const ReceiveComplete = 0x80;
const TransmitComplete = 0x40;
const DataRegisterEmpty = 0x20;
const CLEARED_BY_WRITING = 0x58;
const RECEIVER_ON = 0x80; // in CTRLB
const RECEIVER_DEPTH = 2;
const FRAME_BITS = 10;
const LEAST_BAUD = 64; // smaller values are invalid

/** In the order of their priority, from the USART's first vector on. */
const INTERRUPTS = [ReceiveComplete, DataRegisterEmpty, TransmitComplete];

export class Usart {
  #registers = new Uint8Array(16);
  #line = []; // bytes on the way to the receiver
  #lineBusy = false;
  #received = [];
  #transmitBuffer = null;
  #transmitting = false;

  /** Called with each byte when its stop bit has left. */
  onSent = () => {};

  /** `mcu`: at(cycles, action), setInterrupt(vector, active) and noteChange(). */
  constructor(mcu, firstVector) {
    this.mcu = mcu;
    this.firstVector = firstVector;
  }

  reset() {
    this.#registers.fill(0);
    this.#registers[Register.status] = DataRegisterEmpty;
    this.#line = [];
    this.#lineBusy = false;
    this.#received = [];
    this.#transmitBuffer = null;
    this.#transmitting = false;
  }

  /** A byte to the receiver, behind those that are still on the line. */
  send(byte) {
    this.#line.push(byte);
    this.#receiveNext();
  }

  read(register) {
    if (register !== Register.receive) return this.#registers[register];
    this.mcu.noteChange();
    const byte = this.#received.shift() ?? 0;
    if (!this.#received.length) this.#setStatus(ReceiveComplete, false);
    return byte;
  }

  write(register, value) {
    if (register === Register.transmit) {
      this.#transmitBuffer = value;
      this.#setStatus(DataRegisterEmpty | TransmitComplete, false);
      if (!this.#transmitting) this.#transmitNext();
    } else if (register === Register.status) {
      this.#setStatus(value & CLEARED_BY_WRITING, false);
    } else if (register !== Register.receiveHigh) {
      this.#registers[register] = value;
      this.#updateInterrupts();
    }
  }

  /** BAUD holds 64 times the clock divided by 16 times the rate, so a bit takes a quarter of it in cycles. */
  get frameCycles() {
    const baud = this.#registers[Register.baud] | (this.#registers[Register.baud + 1] << 8);
    return (Math.max(LEAST_BAUD, baud) * FRAME_BITS) / 4;
  }

  #receiveNext() {
    if (this.#lineBusy || !this.#line.length) return;
    this.#lineBusy = true;
    this.mcu.at(this.frameCycles, () => {
      this.#lineBusy = false;
      const byte = this.#line.shift();
      if (this.#registers[Register.control] & RECEIVER_ON && this.#received.length < RECEIVER_DEPTH) {
        this.#received.push(byte);
        this.#setStatus(ReceiveComplete, true);
      }
      this.#receiveNext();
    });
  }

  #transmitNext() {
    const byte = this.#transmitBuffer;
    this.#transmitBuffer = null;
    this.#transmitting = true;
    this.#setStatus(DataRegisterEmpty, true);
    this.mcu.at(this.frameCycles, () => {
      this.#transmitting = false;
      this.onSent(byte);
      if (this.#transmitBuffer !== null) this.#transmitNext();
      else this.#setStatus(TransmitComplete, true);
    });
  }

  #setStatus(mask, on) {
    if (on) this.#registers[Register.status] |= mask;
    else this.#registers[Register.status] &= ~mask;
    this.#updateInterrupts();
  }

  #updateInterrupts() {
    const active = this.#registers[Register.status] & this.#registers[Register.interrupts];
    INTERRUPTS.forEach((flag, i) => this.mcu.setInterrupt(this.firstVector + i, (active & flag) !== 0));
  }
}
