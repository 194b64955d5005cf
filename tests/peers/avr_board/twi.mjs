// TWI0 of the ATmega4808 as I2C host: address, data, acknowledge and stop at the rate of MBAUD. No
// client mode and no arbitration, because the secure element is alone on this bus.

const Register = { enable: 3, command: 4, status: 5, baud: 6, address: 7, data: 8 };
const Status = { read: 0x80, write: 0x40, clockHold: 0x20, notAcknowledged: 0x10, busError: 0x04 };
const TRANSFER_FLAGS = Status.read | Status.write | Status.clockHold;
const CLEARED_BY_WRITING = 0xcc;
const BUS_STATE = 3;
const Bus = { unknown: 0, idle: 1, owner: 2 };
const ENABLE = 1;
const FLUSH = 8;
const ACKNOWLEDGE_NOT = 4;
const Command = { repeatedStart: 1, transfer: 2, stop: 3 };
const START_CYCLES = 10;

export class Twi {
  #registers = new Uint8Array(16);

  /**
   * `device`: start(address, isRead) and write(byte) return whether it acknowledges; read() returns a byte;
   * stop().
   */
  constructor(mcu, device, vector) {
    this.mcu = mcu;
    this.device = device;
    this.vector = vector;
  }

  reset() {
    this.#registers.fill(0);
  }

  read(register) {
    return this.#registers[register];
  }

  write(register, value) {
    switch (register) {
      case Register.enable:
        this.#registers[register] = value;
        this.#status = value & ENABLE ? this.#status : Bus.unknown;
        break;
      case Register.command:
        this.#registers[register] = value & ACKNOWLEDGE_NOT;
        this.#command(value);
        break;
      case Register.status:
        this.#status &= ~(value & CLEARED_BY_WRITING);
        if ((value & BUS_STATE) === Bus.idle) this.#bus = Bus.idle;
        break;
      case Register.address:
        this.#registers[register] = value;
        if (this.#bus === Bus.unknown) this.#status |= Status.write | Status.busError;
        else this.#sendAddress();
        break;
      case Register.data:
        if (this.#bus === Bus.owner) this.#sendData(value);
        break;
      default:
        this.#registers[register] = value;
    }
  }

  get byteCycles() {
    return 9 * (10 + 2 * this.#registers[Register.baud]);
  }

  get #status() {
    return this.#registers[Register.status];
  }
  set #status(value) {
    this.#registers[Register.status] = value;
    const enabled = this.#registers[Register.enable] & (Status.read | Status.write); // the same bits
    this.mcu.setInterrupt(this.vector, (value & enabled) !== 0);
  }
  get #bus() {
    return this.#status & BUS_STATE;
  }
  set #bus(state) {
    this.#status = (this.#status & ~BUS_STATE) | state;
  }

  #command(value) {
    if (value & FLUSH) this.#release();
    const command = value & 3;
    if (command === Command.stop) {
      this.device.stop();
      this.#release();
    } else if (command === Command.transfer) {
      this.#status &= ~TRANSFER_FLAGS;
      this.#receiveData();
    } else if (command === Command.repeatedStart) {
      this.#sendAddress();
    }
  }

  #release() {
    this.#status &= ~TRANSFER_FLAGS;
    this.#bus = Bus.idle;
  }

  #sendAddress() {
    const address = this.#registers[Register.address];
    const isRead = (address & 1) !== 0;
    this.#status &= ~(Status.read | Status.write);
    this.#bus = Bus.owner;
    this.mcu.at(this.byteCycles + START_CYCLES, () => {
      const acknowledged = this.device.start(address >> 1, isRead);
      if (isRead && acknowledged) this.#receiveData();
      else this.#done(Status.write, acknowledged);
    });
  }

  #sendData(byte) {
    this.#status &= ~TRANSFER_FLAGS;
    this.mcu.at(this.byteCycles, () => this.#done(Status.write, this.device.write(byte)));
  }

  #receiveData() {
    this.mcu.at(this.byteCycles, () => {
      this.#registers[Register.data] = this.device.read();
      this.#done(Status.read, true);
    });
  }

  #done(flag, acknowledged) {
    this.#status = (this.#status & ~Status.notAcknowledged) | flag | Status.clockHold;
    if (!acknowledged) this.#status |= Status.notAcknowledged;
    this.#bus = Bus.owner;
  }
}
