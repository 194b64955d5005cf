// Tests the microcontroller's peripherals at their registers, on a schedule without a CPU.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { IoPort } from './io_port.mjs';
import { Schedule } from './schedule.mjs';
import { Spi } from './spi.mjs';
import { Twi } from './twi.mjs';
import { Usart } from './usart.mjs';

class Mcu {
  schedule = new Schedule();
  interrupts = new Set();
  now = 0;
  at(cycles, action) {
    this.schedule.at(this.now + cycles, action);
  }
  run(cycles) {
    const end = this.now + cycles;
    while (this.schedule.next <= end) {
      this.now = this.schedule.next;
      this.schedule.runDue(this.now);
    }
    this.now = end;
  }
  setInterrupt(vector, active) {
    if (active) this.interrupts.add(vector);
    else this.interrupts.delete(vector);
  }
  noteChange() {}
}

describe('USART', () => {
  const FRAME = 868; // 10 bits at 10 MHz and 115200 baud, rounded as BAUD is
  function usart() {
    const mcu = new Mcu();
    const port = new Usart(mcu, 31);
    port.reset();
    port.write(8, 347 & 0xff);
    port.write(9, 347 >> 8);
    port.write(6, 0xc0); // receiver and transmitter on
    const sent = [];
    port.onSent = (byte) => sent.push([byte, mcu.now]);
    return { mcu, port, sent };
  }

  test('sends a byte in ten bits, and a second one right behind', () => {
    const { mcu, port, sent } = usart();
    port.write(2, 0x41);
    assert.equal(port.read(4) & 0x20, 0x20, 'the buffer is free again');
    port.write(2, 0x42);
    assert.equal(port.read(4) & 0x20, 0);
    mcu.run(2 * FRAME);
    assert.deepEqual(sent, [
      [0x41, 867.5],
      [0x42, 1735],
    ]);
    assert.equal(port.read(4) & 0x60, 0x60);
  });

  test('keeps two received bytes and loses the third', () => {
    const { mcu, port } = usart();
    for (const byte of [1, 2, 3]) port.send(byte);
    mcu.run(4 * FRAME);
    assert.deepEqual([port.read(0), port.read(0), port.read(0)], [1, 2, 0]);
    assert.equal(port.read(4) & 0x80, 0);
  });

  test('interrupts while a byte waits and the interrupt is on', () => {
    const { mcu, port } = usart();
    port.write(5, 0x80);
    port.send(1);
    assert.equal(mcu.interrupts.size, 0);
    mcu.run(FRAME);
    assert.deepEqual([...mcu.interrupts], [31]);
    port.read(0);
    assert.equal(mcu.interrupts.size, 0);
  });

  test('takes nothing while the receiver is off', () => {
    const { mcu, port } = usart();
    port.write(6, 0x40);
    port.send(1);
    mcu.run(FRAME);
    assert.equal(port.read(4) & 0x80, 0);
  });
});

describe('SPI', () => {
  test('exchanges a byte after eight clocks, and reading it clears the flag', () => {
    const mcu = new Mcu();
    const spi = new Spi(mcu, { exchange: (byte) => byte ^ 0xff });
    spi.write(0, 0x21 | 0x10); // host, double speed, divider 4
    spi.write(4, 0x0f);
    mcu.run(15);
    assert.equal(spi.read(3), 0);
    mcu.run(1);
    assert.equal(spi.read(3), 0x80);
    assert.equal(spi.read(4), 0xf0);
    assert.equal(spi.read(3), 0);
  });
});

describe('TWI', () => {
  function twi(answers) {
    const mcu = new Mcu();
    const seen = [];
    const bus = new Twi(mcu, {
      start: (address, isRead) => (seen.push(['start', address, isRead]), address === 0x58),
      write: (byte) => (seen.push(['write', byte]), true),
      read: () => answers.shift(),
      stop: () => seen.push(['stop']),
    });
    bus.write(3, 1);
    bus.write(5, 1); // the bus is idle
    return { mcu, bus, seen };
  }

  test('an address without an answer ends with the flags "write" and "not acknowledged"', () => {
    const { mcu, bus } = twi([]);
    bus.write(7, 0x20 << 1);
    mcu.run(1000);
    assert.equal(bus.read(5) & 0xf0, 0x40 | 0x20 | 0x10);
  });

  test('writes bytes and stops', () => {
    const { mcu, bus, seen } = twi([]);
    bus.write(7, 0x58 << 1);
    mcu.run(1000);
    bus.write(8, 0x03);
    mcu.run(1000);
    assert.equal(bus.read(5), 0x40 | 0x20 | 2);
    bus.write(4, 3);
    assert.equal(bus.read(5), 1, 'idle again');
    assert.deepEqual(seen, [['start', 0x58, false], ['write', 3], ['stop']]);
  });

  test('reads the first byte with the address, and the next one when asked', () => {
    const { mcu, bus } = twi([0x11, 0x22]);
    bus.write(7, (0x58 << 1) | 1);
    mcu.run(1000);
    assert.equal(bus.read(5), 0x80 | 0x20 | 2);
    assert.equal(bus.read(8), 0x11);
    bus.write(4, 2);
    mcu.run(1000);
    assert.equal(bus.read(8), 0x22);
  });

  test('an address while the state of the bus is unknown is a bus error', () => {
    const { bus, seen } = twi([]);
    bus.write(3, 0);
    bus.write(7, 0x58 << 1);
    assert.equal(bus.read(5), 0x40 | 0x04);
    assert.deepEqual(seen, []);
  });
});

describe('port', () => {
  const Register = { dir: 0, dirSet: 1, out: 4, outSet: 5, outClear: 6, outToggle: 7, in: 8 };

  test('sets, clears and toggles bits of the output, and reports changes', () => {
    const port = new IoPort();
    const seen = [];
    port.onOutput = (changed, output) => seen.push([changed, output]);
    port.write(Register.outSet, 0x82);
    port.write(Register.outClear, 0x80);
    port.write(Register.outToggle, 0x01);
    port.write(Register.outSet, 0x02);
    assert.deepEqual(seen, [
      [0x82, 0x82],
      [0x80, 0x02],
      [0x01, 0x03],
    ]);
  });

  test('reads its own output on pins that it drives, and high on all others', () => {
    const port = new IoPort();
    port.write(Register.dirSet, 0x03);
    port.write(Register.out, 0x01);
    assert.equal(port.read(Register.in), 0xfd);
  });
});
