// Tests the CPU, its clock and its schedule with small programs, in words of machine code.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Atmega4808 } from './atmega4808.mjs';
import { AvrxtCore } from './avrxt_core.mjs';
import { readIntelHex } from './intel_hex.mjs';
import { Schedule } from './schedule.mjs';

const NOP = 0x0000;
const RJMP_SELF = 0xcfff;
const ldi = (register, value) => 0xe000 | ((value & 0xf0) << 4) | ((register - 16) << 4) | (value & 15);
const out = (io, register) => 0xb800 | ((io & 0x30) << 5) | (register << 4) | (io & 15);
const input = (register, io) => 0xb000 | ((io & 0x30) << 5) | (register << 4) | (io & 15);
const sts = (address, register) => [0x9200 | (register << 4), address];
const lds = (register, address) => [0x9000 | (register << 4), address];

function flashOf(...words) {
  const flash = new Uint8Array(0xc000).fill(0xff);
  new Uint16Array(flash.buffer).set(words.flat(Infinity));
  return flash;
}

/** A core with plain memory behind the bus; `io` records the writes to the I/O space. */
function coreOf(...words) {
  const io = [];
  const memory = new Uint8Array(0x10000);
  const bus = {
    read: (address) => memory[address],
    write: (address, value) => (memory[address] = value),
    readIo: (address) => (address >= 0x3d ? core.readCpuRegister(address) : memory[address]),
    writeIo: (address, value) => io.push([address, value]),
    writeIoBit: (address, mask, one) => io.push([address, mask, one]),
  };
  const schedule = new Schedule();
  const core = new AvrxtCore(flashOf(...words), bus, schedule);
  core.reset(0x3fff);
  return { core, io, memory, schedule };
}

describe('the instructions', () => {
  test('the I/O space begins at address 0 and holds no CPU registers', () => {
    const { core, io, memory } = coreOf(
      ldi(16, 0x5a),
      out(0x02, 16),
      input(17, 0x05),
      out(0x01, 17),
      RJMP_SELF,
    );
    memory[5] = 0x77;
    core.run(20);
    assert.deepEqual(io, [
      [2, 0x5a],
      [1, 0x77],
    ]);
  });

  test('SBI and CBI write one bit, SBIS skips an instruction of two words', () => {
    const SBI_0_7 = 0x9a07;
    const CBI_0_1 = 0x9801;
    const SBIS_3_2 = 0x9b1a;
    const { core, io, memory } = coreOf(SBI_0_7, CBI_0_1, SBIS_3_2, sts(0x3000, 16), SBI_0_7, RJMP_SELF);
    memory[3] = 4;
    memory[0x3000] = 0xee;
    core.run(20);
    assert.deepEqual(io, [
      [0, 0x80, true],
      [0, 0x02, false],
      [0, 0x80, true],
    ]);
    assert.equal(memory[0x3000], 0xee);
  });

  test('STS takes two cycles, LDS three, PUSH one and RCALL two', () => {
    const PUSH_16 = 0x930f;
    const RCALL_NEXT = 0xd000;
    for (const [words, cycles] of [
      [sts(0x3000, 16), 2],
      [lds(16, 0x3000), 3],
      [PUSH_16, 1],
      [RCALL_NEXT, 2],
      [NOP, 1],
    ]) {
      const { core } = coreOf(words, NOP);
      core.run(1);
      assert.equal(core.cycles, cycles);
    }
  });
});

describe('interrupts', () => {
  const SEI = 0x9478;
  const RETI = 0x9518;
  /** Vector 1 is at word 2. Its handler writes the status register to I/O address 1. */
  const program = [0xc006, NOP, input(16, 0x3f), out(1, 16), RETI, NOP, NOP, SEI, NOP, RJMP_SELF];

  test('enter a vector and keep the I flag set', () => {
    const { core, io } = coreOf(program);
    core.pendingVector = 1;
    core.run(12);
    core.pendingVector = 0;
    core.run(40);
    assert.equal(io[0][0], 1);
    assert.equal(io[0][1] & 0x80, 0x80);
  });

  test('one instruction of the program runs between two interrupts', () => {
    const { core, io } = coreOf(program.slice(0, 8), out(2, 16), 0xcffe);
    core.pendingVector = 1;
    core.run(200);
    const handled = io.map(([address]) => address === 1);
    assert.ok(handled.filter((one) => !one).length > 2, 'the program goes on');
    assert.ok(handled.filter(Boolean).length > handled.length / 2);
  });
});

describe('time', () => {
  test('a loop that waits for nothing goes to the end at once, and says that it is idle', () => {
    const { core } = coreOf(RJMP_SELF);
    core.run(1e12);
    assert.equal(core.isIdle, true);
    assert.ok(core.cycles >= 1e12);
  });

  test('a loop that waits for an event goes to the event', () => {
    const IN_FLAG = input(16, 4);
    const SBRS = 0xff00; // skips if bit 0 of r16 is set
    const { core, io, memory, schedule } = coreOf(IN_FLAG, SBRS, 0xcffd, out(1, 16), RJMP_SELF);
    schedule.at(1e9, () => (memory[4] = 1));
    core.run(1e9 + 100);
    assert.deepEqual(io, [[1, 1]]);
  });

  test('a delay loop takes four cycles a round, however it is cut by events', () => {
    const delay = [ldi(24, 0x10), ldi(25, 0x27), 0x9701, 0xf7f1, out(1, 24), RJMP_SELF];
    const uncut = coreOf(delay);
    while (!uncut.io.length) uncut.core.run(uncut.core.cycles + 1);
    assert.equal(uncut.core.cycles, 2 + 4 * 10000 - 1 + 1); // the last BRNE does not jump
    const cut = coreOf(delay);
    for (let i = 1; i < 400; i++) cut.schedule.at(i * 97, () => undefined);
    while (!cut.io.length) cut.core.run(cut.core.cycles + 1000);
    assert.ok(cut.core.cycles - uncut.core.cycles < 1000);
  });

  test('events at the same cycle keep their order, and may add further ones', () => {
    const schedule = new Schedule();
    const seen = [];
    schedule.at(5, () => seen.push('a'));
    schedule.at(3, () => {
      seen.push('b');
      schedule.at(4, () => seen.push('c'));
    });
    schedule.at(5, () => seen.push('d'));
    schedule.runDue(5);
    assert.deepEqual(seen, ['b', 'c', 'a', 'd']);
    assert.equal(schedule.next, Infinity);
  });
});

describe('the microcontroller', () => {
  const image = (flash, oscillator = 2) => ({
    flash,
    fuses: Uint8Array.of(0, 0, oscillator, 0, 0, 0, 0, 0, 0, 0, 0),
  });
  const bus = { exchange: () => 0, start: () => false };

  test('starts at a sixth of its oscillator, and a new divider changes the speed', () => {
    const delay = [ldi(24, 0x10), ldi(25, 0x27), 0x9701, 0xf7f1, out(1, 25), ldi(16, 1), out(1, 16)];
    const times = [delay, [sts(0x61, 17), delay]].map((program) => {
      const mcu = new Atmega4808({ image: image(flashOf(program, RJMP_SELF)), spi: bus, twi: bus });
      let time;
      mcu.ports.A.onOutput = () => (time = mcu.seconds);
      mcu.run(1);
      assert.ok(Math.abs(mcu.seconds - 1) < 1e-6);
      return time;
    });
    assert.ok(Math.abs(times[0] - 40000 / (20e6 / 6)) < 1e-5);
    assert.ok(Math.abs(times[1] - 40000 / 20e6) < 1e-5);
  });

  test('maps its flash into the data space, and SRAM keeps what is written', () => {
    const program = [lds(16, 0x4000), sts(0x2900, 16), lds(17, 0x2900), out(0, 17), RJMP_SELF];
    const mcu = new Atmega4808({ image: image(flashOf(program)), spi: bus, twi: bus });
    mcu.run(0.001);
    assert.equal(mcu.ports.A.read(0), 0x00); // the low byte of LDS r16
    assert.equal(mcu.read(0x2900), 0x00);
    assert.equal(mcu.read(0x4001), 0x91);
  });

  test('a software reset begins again, with the peripherals reset', () => {
    const program = [ldi(16, 1), out(1, 16), sts(0x41, 16), RJMP_SELF];
    const mcu = new Atmega4808({ image: image(flashOf(program)), spi: bus, twi: bus });
    let resets = 0;
    mcu.ports.A.onOutput = (changed, output) => (resets += output === 0 ? 1 : 0);
    mcu.run(20 / 2e6);
    assert.ok(resets >= 2);
  });
});

describe('Intel HEX', () => {
  const records = [':0400000001020304F2', ':020000040082' + '78', ':02000000ABCD86', ':00000001FF'];

  test('flash and fuses are read, the rest is blank', () => {
    const { flash, fuses } = readIntelHex(records.join('\r\n'));
    assert.deepEqual([...flash.subarray(0, 5)], [1, 2, 3, 4, 0xff]);
    assert.deepEqual([...fuses.subarray(0, 3)], [0xab, 0xcd, 0xff]);
  });

  test('a wrong checksum and a cut record are refused', () => {
    assert.throws(() => readIntelHex(':0400000001020304F3'), /not a record/);
    assert.throws(() => readIntelHex(':04000000010203'), /not a record/);
  });
});
