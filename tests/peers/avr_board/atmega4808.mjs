// An ATmega4808 with what the vendor's firmware of the AVR-IoT boards uses of it: its memories, ports,
// USART2, SPI0, TWI0, RTC, ADC0, the watchdog, the clock's divider and the software reset. Source: data sheet
// of the ATmega4808 (DS40002173). Not modelled: configuration change protection, sleep, brown-out, EEPROM,
// the other timers and the interrupts of pins.
import { Adc } from './adc.mjs';
import { AvrxtCore } from './avrxt_core.mjs';
import { Clock } from './clock.mjs';
import { IoPort, VIRTUAL_PORT } from './io_port.mjs';
import { Rtc } from './rtc.mjs';
import { Schedule } from './schedule.mjs';
import { Spi } from './spi.mjs';
import { Twi } from './twi.mjs';
import { Usart } from './usart.mjs';
import { Watchdog } from './watchdog.mjs';

const SRAM = 0x2800;
const FLASH = 0x4000; // also mapped into the data space
const LAST_OF_SRAM = 0x3fff;
const VIRTUAL_PORTS_END = 6 * VIRTUAL_PORT.length;
const IO_SPACE_END = 0x40;

const Address = {
  resetFlags: 0x40,
  softwareReset: 0x41,
  clockDivider: 0x61,
  clockStatus: 0x63,
  signature: 0x1100,
  fuses: 0x1280,
  userRow: 0x1300,
  eepromEnd: 0x1500,
};
const POWER_ON_RESET = 0x01;
const DIVIDE_BY_SIX = 0x11; // CLKCTRL.MCLKCTRLB after a reset
const OSCILLATOR_STABLE = 0x10;
const OSCILLATOR_FUSE = 2;
const SIGNATURE = [0x1e, 0x96, 0x50];
const Vector = { rtc: 3, twi0: 15, adc0: 22, usart2: 31 }; // the first of each
const ADC_VALUE = 512;

export class Atmega4808 {
  ports = Object.fromEntries([...'ABCDEF'].map((name) => [name, new IoPort()]));

  #registers = new Uint8Array(SRAM);
  #flash;
  #fuses;
  #schedule = new Schedule();
  #core;
  #clock;
  #interrupts = new Set();
  #peripherals = [];
  #peripheralAt = new Array(SRAM); // for each address of a peripheral: { base, peripheral }
  #resetRequested = false;

  /** `image`: flash and fuses; `spi` and `twi`: the devices on those buses. */
  constructor({ image, spi, twi }) {
    this.#flash = image.flash;
    this.#fuses = image.fuses;
    this.#core = new AvrxtCore(image.flash, this, this.#schedule);
    this.#clock = new Clock(this.#core, (image.fuses[OSCILLATOR_FUSE] & 3) === 1 ? 16e6 : 20e6);
    this.usart2 = new Usart(this, Vector.usart2);
    Object.values(this.ports).forEach((port, i) => this.#place(0x400 + 0x20 * i, 0x20, port));
    const watchdog = new Watchdog(this);
    this.#core.onWatchdogReset = () => watchdog.restart();
    this.#place(0x100, 0x10, watchdog);
    this.#place(0x140, 0x20, new Rtc(this, Vector.rtc));
    this.#place(0x600, 0x20, new Adc(this, Vector.adc0, ADC_VALUE));
    this.#place(0x840, 0x10, this.usart2);
    this.#place(0x8a0, 0x10, new Twi(this, twi, Vector.twi0));
    this.#place(0x8c0, 0x08, new Spi(this, spi));
    this.reset();
  }

  #place(base, size, peripheral) {
    this.#peripherals.push(peripheral);
    this.#peripheralAt.fill({ base, peripheral }, base, base + size);
  }

  /** The time since power came, in seconds. */
  get seconds() {
    return this.#clock.seconds;
  }
  /** True if the program waits for something from outside, and nothing is on its way. */
  get isIdle() {
    return this.#core.isIdle;
  }
  get programCounter() {
    return this.#core.programCounter;
  }

  reset() {
    this.#schedule.clear();
    this.#registers.fill(0);
    this.#registers.set(SIGNATURE, Address.signature);
    this.#registers.set(this.#fuses, Address.fuses);
    this.#registers.fill(0xff, Address.userRow, Address.eepromEnd);
    this.#registers[Address.resetFlags] = POWER_ON_RESET;
    this.#registers[Address.clockDivider] = DIVIDE_BY_SIX;
    this.#clock.setDivider(DIVIDE_BY_SIX);
    this.#interrupts.clear();
    for (const peripheral of this.#peripherals) peripheral.reset();
    this.#core.reset(LAST_OF_SRAM);
    this.#resetRequested = false;
  }

  /** Executes the program up to this time. */
  run(seconds) {
    while (this.seconds < seconds) {
      // Ends early when the divider changes. At least a cycle, because both conversions are rounded.
      this.#core.run(Math.max(this.#clock.cycleAt(seconds), this.#core.cycles + 1));
      if (this.#resetRequested) this.reset();
    }
  }

  // What the peripherals use.
  at(cycles, action) {
    this.#schedule.at(this.#core.cycles + cycles, action);
  }
  after(seconds, action) {
    this.at(seconds * this.#clock.frequency, action);
  }
  /** Resets the microcontroller after the current instruction. */
  requestReset() {
    this.#resetRequested = true;
    this.#core.stop();
  }
  /** Call when a read changes something. */
  noteChange() {
    this.#core.changes++;
  }
  setInterrupt(vector, active) {
    if (active) this.#interrupts.add(vector);
    else this.#interrupts.delete(vector);
    this.#core.pendingVector = this.#interrupts.size ? Math.min(...this.#interrupts) : 0;
  }

  // What the core uses.
  read(address) {
    if (address >= FLASH) return this.#flash[address - FLASH];
    if (address >= SRAM) return this.#core.memory[address];
    if (address < IO_SPACE_END) return this.readIo(address);
    const found = this.#peripheralAt[address];
    if (found) return found.peripheral.read(address - found.base);
    return address === Address.clockStatus ? OSCILLATOR_STABLE : this.#registers[address];
  }

  write(address, value) {
    this.#core.changes++;
    if (address >= FLASH) return;
    if (address >= SRAM) {
      this.#core.memory[address] = value;
    } else if (address < IO_SPACE_END) {
      this.writeIo(address, value);
    } else {
      this.#writeRegister(address, value);
    }
  }

  readIo(io) {
    if (io >= VIRTUAL_PORTS_END) return this.#core.readCpuRegister(io);
    return this.#virtualPort(io).read(VIRTUAL_PORT[io & 3]);
  }

  writeIo(io, value) {
    if (io >= VIRTUAL_PORTS_END) this.#core.writeCpuRegister(io, value);
    else this.#virtualPort(io).write(VIRTUAL_PORT[io & 3], value);
  }

  /** Of a virtual port's input and flags, SBI and CBI write only the one bit. */
  writeIoBit(io, mask, one) {
    const writesOneBit = io < VIRTUAL_PORTS_END && (io & 3) >= 2;
    const old = this.readIo(io);
    if (writesOneBit) this.writeIo(io, mask);
    else this.writeIo(io, one ? old | mask : old & ~mask);
  }

  #virtualPort(io) {
    return this.ports['ABCDEF'[io >> 2]];
  }

  #writeRegister(address, value) {
    if (address === Address.softwareReset && value & 1) {
      this.requestReset();
      return;
    }
    const found = this.#peripheralAt[address];
    if (found) {
      found.peripheral.write(address - found.base, value);
      return;
    }
    this.#registers[address] = value;
    if (address !== Address.clockDivider) return;
    this.#clock.setDivider(value);
    this.#core.stop(); // run() computes the cycle at which it ends again
  }
}
