// An AVRxt CPU: avr8js executes the instructions of the classic AVR, and this file those that AVRxt does
// otherwise. These are the instructions of the I/O space, which on AVRxt begins at data address 0, and the
// interrupts, which have a level but do not clear the I flag. Source: AVR Instruction Set Manual, and data
// sheet of the ATmega4808, chapters "AVR CPU" and "CPUINT".
//
// The core skips time that the program only waits in, and so executes an idle board at no cost: a short loop
// that changes nothing jumps to the next event, and a delay loop (SBIW, BRNE) runs all of its rounds up to
// the next event at once. Both keep the cycle count exact.
import { avrInstruction, CPU } from 'avr8js';

const REGISTER_SPACE = 0x100; // what avr8js adds to its memory
const STATUS = 95;
const INTERRUPTS_ENABLED = 0x80;
const INTERRUPT_CYCLES = 5;
const LONGEST_WAITING_LOOP = 24; // words

const Kind = { classic: 0, in: 1, out: 2, ioBit: 3, reti: 4, sei: 5, branch: 6, sbiw: 7 };
const BRNE_TO_PREVIOUS = 0xf7f1;

// Mask, value, kind. The first match decides.
const KINDS = [
  [0xf800, 0xb000, Kind.in],
  [0xf800, 0xb800, Kind.out],
  [0xfc00, 0x9800, Kind.ioBit], // CBI, SBIC, SBI, SBIS
  [0xffff, 0x9518, Kind.reti],
  [0xffff, 0x9478, Kind.sei],
  [0xfa00, 0xf200, Kind.branch], // BRBS and BRBC, backwards
  [0xf800, 0xc800, Kind.branch], // RJMP, backwards
  [0xff00, 0x9700, Kind.sbiw],
];

// Mask, value, and by how many cycles AVRxt differs from the classic AVR.
const CYCLES = [
  [0xfe0f, 0x920f, -1], // PUSH
  [0xfe0f, 0x920c, -1], // ST X
  [0xfe0f, 0x920d, -1],
  [0xfe0f, 0x920e, -1],
  [0xfe0f, 0x9201, -1], // ST Z+, -Z
  [0xfe0f, 0x9202, -1],
  [0xfe0f, 0x9209, -1], // ST Y+, -Y
  [0xfe0f, 0x920a, -1],
  [0xd200, 0x8200, -1], // STD, ST Y, ST Z
  [0xfe0f, 0x9000, +1], // LDS
  [0xfe0e, 0x940e, -1], // CALL
  [0xf000, 0xd000, -1], // RCALL
  [0xffff, 0x9509, -1], // ICALL
];

const valueFor = (table, opcode, otherwise) =>
  table.find(([mask, value]) => (opcode & mask) === value)?.[2] ?? otherwise;
const kinds = Uint8Array.from({ length: 0x10000 }, (_, opcode) => valueFor(KINDS, opcode, Kind.classic));
const cycleDifference = Int8Array.from({ length: 0x10000 }, (_, opcode) => valueFor(CYCLES, opcode, 0));

/** LDS, STS, JMP and CALL have a second word. */
const hasTwoWords = (opcode) => (opcode & 0xfc0f) === 0x9000 || (opcode & 0xfe0c) === 0x940c;

/** avr8js with all data accesses of the program going to the bus. */
class ClassicCore extends CPU {
  constructor(programWords, bus) {
    super(programWords, 0x10000 - REGISTER_SPACE);
    this.pc22Bits = false;
    this.bus = bus;
  }
  readData(address) {
    return this.bus.read(address);
  }
  writeData(address, value) {
    this.bus.write(address, value);
  }
}

export class AvrxtCore {
  /**
   * Set by the parts whenever something changes that the program could see without the CPU having written it.
   */
  changes = 0;
  /** The vector of the interrupt that waits for the CPU; 0 if no interrupt waits. */
  pendingVector = 0;
  /** True once the program waits for something that no event will bring. */
  isIdle = false;

  #cpu;
  #data;
  #program;
  #bus;
  #schedule;
  #inInterrupt = false;
  #interruptsHeld = false; // for one instruction after SEI and RETI
  #registers;
  #waiting = { pc: -1, changes: 0, status: 0, registers: new Uint32Array(8) };

  /** `bus`: read and write by data address, readIo and writeIo by I/O address. */
  constructor(flash, bus, schedule) {
    this.#bus = bus;
    this.#schedule = schedule;
    this.#program = new Uint16Array(flash.buffer);
    this.#cpu = new ClassicCore(this.#program, bus);
    this.#data = this.#cpu.data;
    this.#registers = new Uint32Array(this.#data.buffer, 0, 8);
  }

  /** `action`: what the instruction WDR does. */
  set onWatchdogReset(action) {
    this.#cpu.onWatchdogReset = action;
  }
  get cycles() {
    return this.#cpu.cycles;
  }
  /** The program's view of memory where it has no peripheral: SRAM by its data address. */
  get memory() {
    return this.#data;
  }
  get programCounter() {
    return this.#cpu.pc * 2;
  }
  readCpuRegister(io) {
    return this.#data[32 + io];
  }
  writeCpuRegister(io, value) {
    this.#data[32 + io] = value;
  }

  reset(stackPointer) {
    this.#data.fill(0);
    this.#cpu.SP = stackPointer;
    this.#cpu.pc = 0;
    this.pendingVector = 0;
    this.#inInterrupt = false;
    this.#interruptsHeld = false;
    this.#waiting.pc = -1;
  }

  /** Executes until this cycle, or until the program stops itself by calling stop(). */
  run(until) {
    this.isIdle = false;
    this.stopped = false;
    while (this.#cpu.cycles < until && !this.stopped) {
      if (this.#cpu.cycles >= this.#schedule.next) {
        this.#schedule.runDue(this.#cpu.cycles);
        this.changes++;
      }
      if (!this.#interruptTaken()) this.#execute(until);
    }
  }

  /** Ends run() after the current instruction. */
  stop() {
    this.stopped = true;
  }

  #interruptTaken() {
    if (!this.pendingVector || this.#inInterrupt || !(this.#data[STATUS] & INTERRUPTS_ENABLED)) return false;
    if (this.#interruptsHeld) {
      this.#interruptsHeld = false;
      return false;
    }
    const cpu = this.#cpu;
    this.#data[cpu.SP] = cpu.pc & 0xff;
    this.#data[cpu.SP - 1] = cpu.pc >> 8;
    cpu.SP -= 2;
    cpu.pc = this.pendingVector * 2;
    cpu.cycles += INTERRUPT_CYCLES;
    this.#inInterrupt = true;
    return true;
  }

  #execute(until) {
    const cpu = this.#cpu;
    const pc = cpu.pc;
    const opcode = this.#program[pc];
    switch (kinds[opcode]) {
      case Kind.in:
        this.#data[(opcode >> 4) & 31] = this.#bus.readIo(ioOf(opcode));
        return this.#finish(1);
      case Kind.out:
        this.changes++;
        this.#bus.writeIo(ioOf(opcode), this.#data[(opcode >> 4) & 31]);
        return this.#finish(1);
      case Kind.ioBit:
        return this.#ioBit(opcode);
      case Kind.reti: {
        // Unlike on the classic AVR, RETI does not change the I flag.
        const interruptsEnabled = this.#data[STATUS] & INTERRUPTS_ENABLED;
        avrInstruction(cpu);
        this.#data[STATUS] = (this.#data[STATUS] & ~INTERRUPTS_ENABLED) | interruptsEnabled;
        this.#inInterrupt = false;
        this.#interruptsHeld = true;
        return;
      }
      case Kind.sei:
        avrInstruction(cpu);
        this.#interruptsHeld = true;
        return;
      case Kind.branch:
        avrInstruction(cpu);
        if (cpu.pc <= pc && pc - cpu.pc < LONGEST_WAITING_LOOP) this.#skipWaiting(pc, until);
        return;
      case Kind.sbiw:
        if (!this.#skipDelay(opcode, until)) avrInstruction(cpu);
        return;
      default:
        avrInstruction(cpu);
        cpu.cycles += cycleDifference[opcode];
    }
  }

  #finish(cycles) {
    this.#cpu.pc++;
    this.#cpu.cycles += cycles;
  }

  /** CBI, SBI, SBIC and SBIS: bit 9 says which value, bit 8 whether to test it instead of writing it. */
  #ioBit(opcode) {
    const io = (opcode >> 3) & 31;
    const mask = 1 << (opcode & 7);
    const wantsOne = (opcode & 0x200) !== 0;
    this.#finish(1);
    if (opcode & 0x100) {
      if (((this.#bus.readIo(io) & mask) !== 0) !== wantsOne) return;
      const skipped = hasTwoWords(this.#program[this.#cpu.pc]) ? 2 : 1;
      this.#cpu.pc += skipped;
      this.#cpu.cycles += skipped;
      return;
    }
    this.changes++;
    this.#bus.writeIoBit(io, mask, wantsOne);
  }

  /**
   * After a short jump backwards: if neither registers nor anything else changed since the last one from
   * here, nothing changes until an event.
   */
  #skipWaiting(pc, until) {
    const waiting = this.#waiting;
    let same = waiting.pc === pc && waiting.changes === this.changes && waiting.status === this.#data[STATUS];
    for (let i = 0; i < 8; i++) {
      if (waiting.registers[i] !== this.#registers[i]) same = false;
      waiting.registers[i] = this.#registers[i];
    }
    waiting.pc = pc;
    waiting.changes = this.changes;
    waiting.status = this.#data[STATUS];
    if (!same || this.pendingVector) return;
    const next = this.#schedule.next;
    this.isIdle = next === Infinity;
    this.#cpu.cycles = Math.max(this.#cpu.cycles, Math.min(next, until));
  }

  /** SBIW by 1 with a BRNE back to it: four cycles a round. False if no round can be skipped. */
  #skipDelay(opcode, until) {
    const cpu = this.#cpu;
    if (this.#program[cpu.pc + 1] !== BRNE_TO_PREVIOUS || (opcode & 0xcf) !== 1) return false;
    const register = 24 + 2 * ((opcode >> 4) & 3);
    const count = this.#data[register] | (this.#data[register + 1] << 8);
    const cyclesLeft = Math.min(this.#schedule.next, until) - cpu.cycles;
    const rounds = Math.min(count - 2, Math.floor(cyclesLeft / 4));
    if (rounds <= 0) return false;
    this.#data[register] = (count - rounds) & 0xff;
    this.#data[register + 1] = (count - rounds) >> 8;
    cpu.cycles += 4 * rounds;
    return true;
  }
}

/** The I/O address of IN and OUT. */
function ioOf(opcode) {
  return (opcode & 15) | ((opcode >> 5) & 0x30);
}
