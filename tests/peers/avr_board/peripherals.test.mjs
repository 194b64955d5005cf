// Tests the microcontroller's peripherals at their registers, on a schedule without a CPU.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Adc } from './adc.mjs';
import { IoPort } from './io_port.mjs';
import { Rtc } from './rtc.mjs';
import { Schedule } from './schedule.mjs';
import { Spi } from './spi.mjs';
import { Twi } from './twi.mjs';
import { Usart } from './usart.mjs';
import { Watchdog } from './watchdog.mjs';

const HZ = 10e6;

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
  get seconds() {
    return this.now / HZ;
  }
  after(seconds, action) {
    this.at(seconds * HZ, action);
  }
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
    const device = {
      start: (address, isRead) => (seen.push(['start', address, isRead]), address === 0x58),
      write: (byte) => (seen.push(['write', byte]), true),
      read: () => answers.shift(),
      stop: () => seen.push(['stop']),
    };
    const bus = new Twi(mcu, device, 15);
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

  test('interrupts after a byte if that is on, until the next one is on its way', () => {
    const { mcu, bus } = twi([]);
    bus.write(3, 0xc1);
    bus.write(7, 0x58 << 1);
    assert.equal(mcu.interrupts.size, 0);
    mcu.run(1000);
    assert.deepEqual([...mcu.interrupts], [15]);
    bus.write(8, 3);
    assert.equal(mcu.interrupts.size, 0);
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

describe('RTC', () => {
  const Register = { control: 0, interrupts: 2, flags: 3, clock: 7, count: 8, period: 10, compare: 12 };

  function rtc({ period = 0xffff, compare = 0, interrupts }) {
    const mcu = new Mcu();
    const counter = new Rtc(mcu, 3);
    counter.reset();
    for (const [register, word] of [
      [Register.period, period],
      [Register.compare, compare],
    ]) {
      counter.write(register, word & 0xff);
      counter.write(register + 1, word >> 8);
    }
    counter.write(Register.clock, 1); // 1.024 kHz
    counter.write(Register.interrupts, interrupts);
    counter.write(Register.count, 0);
    counter.write(Register.count + 1, 0);
    counter.write(Register.control, 1);
    const count = () => counter.read(Register.count) | (counter.read(Register.count + 1) << 8);
    return { mcu, counter, count };
  }

  test('counts 1024 in a second', () => {
    const { mcu, count } = rtc({ interrupts: 0 });
    mcu.run(HZ / 2);
    assert.equal(count(), 512);
    mcu.run(HZ);
    assert.equal(count(), 1536);
    assert.equal(mcu.interrupts.size, 0);
  });

  test('interrupts when it overflows, again and again', () => {
    const { mcu, counter } = rtc({ period: 1023, interrupts: 1 });
    mcu.run(0.99 * HZ);
    assert.equal(mcu.interrupts.size, 0);
    for (let second = 1; second < 4; second++) {
      mcu.run(HZ);
      assert.deepEqual([...mcu.interrupts], [3], `second ${second}`);
      counter.write(Register.flags, 1);
      assert.equal(mcu.interrupts.size, 0);
    }
  });

  test('interrupts at the value to compare with, and forgets the one before', () => {
    const { mcu, counter } = rtc({ compare: 100, interrupts: 2 });
    counter.write(Register.compare, 200);
    mcu.run((150 / 1024) * HZ);
    assert.equal(mcu.interrupts.size, 0);
    mcu.run((51 / 1024) * HZ);
    assert.deepEqual([...mcu.interrupts], [3]);
  });

  test('has a periodic interrupt of its own', () => {
    const { mcu, counter } = rtc({ interrupts: 0 });
    counter.write(0x12, 1);
    counter.write(0x10, (9 << 3) | 1); // each 1024 periods of 32.768 kHz
    mcu.run(HZ / 33);
    assert.equal(mcu.interrupts.size, 0);
    mcu.run(HZ / 500);
    assert.deepEqual([...mcu.interrupts], [4]);
  });
});

describe('ADC', () => {
  test('converts when it is told to, and reading the result clears its interrupt', () => {
    const mcu = new Mcu();
    const adc = new Adc(mcu, 22, 0x234);
    adc.reset();
    adc.write(0x0a, 1);
    adc.write(0x08, 1);
    assert.equal(adc.read(0x08), 1, 'busy');
    mcu.run(HZ / 1000);
    assert.deepEqual([...mcu.interrupts], [22]);
    assert.equal(adc.read(0x08), 0);
    assert.equal(adc.read(0x10) | (adc.read(0x11) << 8), 0x234);
    assert.equal(mcu.interrupts.size, 0);
  });
});

describe('watchdog', () => {
  test('resets the microcontroller unless it is restarted in time', () => {
    const mcu = new Mcu();
    let resets = 0;
    mcu.requestReset = () => resets++;
    const watchdog = new Watchdog(mcu);
    watchdog.write(0, 2); // 16 ms
    for (let i = 0; i < 5; i++) {
      mcu.run(0.015 * HZ);
      watchdog.restart();
    }
    assert.equal(resets, 0);
    mcu.run(0.017 * HZ);
    assert.equal(resets, 1);
    watchdog.write(0, 0);
    mcu.run(HZ);
    assert.equal(resets, 1);
  });
});
