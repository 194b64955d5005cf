// Tests the devices around the microcontroller at their buses: the Wi-Fi module with its flash, and the
// secure element.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { describe, test } from 'node:test';

import { Atecc608, crc16 } from './atecc608.mjs';
import { ElementMemory } from './element_memory.mjs';
import { Command, SpiFlash } from './spi_flash.mjs';
import { Winc1510 } from './winc1510.mjs';

function timer() {
  const time = { seconds: 0 };
  return { time, now: () => time.seconds };
}

describe('the flash of the module', () => {
  function flash() {
    const { time, now } = timer();
    const cells = new Uint8Array(0x100000).fill(0xff);
    return { time, cells, flash: new SpiFlash(cells, now) };
  }
  const status = (part) => part.execute(Command.readStatus, 0, [], 1)[0];

  test('writes only after write-enable, clears bits only, and wraps in its page', () => {
    const { time, cells, flash: part } = flash();
    part.execute(Command.writePage, 0x10fe, [1, 2, 3], 0);
    assert.equal(cells[0x10fe], 0xff);
    part.execute(Command.writeEnable, 0, [], 0);
    part.execute(Command.writePage, 0x10fe, [1, 2, 3], 0);
    assert.deepEqual([cells[0x10fe], cells[0x10ff], cells[0x1000]], [1, 2, 3]);
    time.seconds = 1;
    part.execute(Command.writeEnable, 0, [], 0);
    part.execute(Command.writePage, 0x10fe, [0xf2], 0);
    assert.equal(cells[0x10fe], 0);
  });

  test('is busy after an erase, and takes no other command meanwhile', () => {
    const { time, cells, flash: part } = flash();
    cells.fill(0, 0x5000, 0x7000);
    part.execute(Command.writeEnable, 0, [], 0);
    assert.equal(status(part), 2);
    part.execute(Command.eraseSector, 0x5123, [], 0);
    assert.equal(status(part), 1);
    assert.deepEqual([cells[0x5000], cells[0x5fff], cells[0x6000]], [0xff, 0xff, 0]);
    part.execute(Command.writeEnable, 0, [], 0);
    time.seconds = 0.05;
    assert.equal(status(part), 0);
  });
});

describe('the module on SPI', () => {
  function module() {
    const { time, now } = timer();
    const cells = new Uint8Array(0x100000).fill(0xff);
    cells[0] = 0;
    const part = new Winc1510({ cells, now, version: [19, 7, 7] });
    /** Sends the bytes, then reads as many. */
    const transfer = (bytes, count) => {
      part.select(true);
      for (const byte of bytes) part.exchange(byte);
      const answer = Array.from({ length: count }, () => part.exchange(0));
      part.select(false);
      return answer;
    };
    const read = (address) => {
      const answer = transfer([0xca, address >> 16, (address >> 8) & 0xff, address & 0xff], 7);
      assert.deepEqual(answer.slice(0, 3), [0xca, 0, 0xf3]);
      return Buffer.from(answer).readUInt32LE(3);
    };
    const write = (address, value) => {
      const word = Buffer.alloc(4);
      word.writeUInt32BE(value);
      const answer = transfer([0xc9, address >> 16, (address >> 8) & 0xff, address & 0xff, ...word], 2);
      assert.deepEqual(answer, [0xc9, 0]);
    };
    return { time, cells, part, transfer, read, write };
  }

  test('tells its chip id, and nothing while it is not selected', () => {
    const { part, read } = module();
    assert.equal(read(0x1000), 0x1503a0);
    part.select(false);
    assert.equal(part.exchange(0xca), 0xff);
  });

  test('a command that the chip select cuts is forgotten', () => {
    const { part, read } = module();
    part.select(true);
    part.exchange(0xca);
    part.exchange(0);
    part.select(false);
    assert.equal(read(0x1000), 0x1503a0);
  });

  test('starts in two stages that take their time', () => {
    const { time, read, write } = module();
    write(0x1400, 0x400);
    assert.equal(read(0xc000c), 0);
    time.seconds = 0.07;
    assert.equal(read(0xc000c), 0x10add09e);
    write(0xc000c, 0xef522f61);
    assert.notEqual(read(0x108c), 0x02532636);
    time.seconds = 0.2;
    assert.equal(read(0x108c), 0x02532636);
  });

  test('keeps a block that the host writes, and returns it', () => {
    const { transfer } = module();
    const block = [1, 2, 3, 4, 5];
    assert.deepEqual(transfer([0xc7, 0x0d, 0, 0, 0, 0, 5], 2), [0xc7, 0]);
    assert.deepEqual(transfer([0xf3, ...block], 2), [0xc3, 0]);
    assert.deepEqual(transfer([0xc8, 0x0d, 0, 0, 0, 0, 5], 8), [0xc8, 0, 0xf3, ...block]);
  });

  test('reports a request to its firmware, which the host leaves in a buffer', () => {
    const { part, transfer, read, write } = module();
    const requests = [];
    part.onRequest = (request) => requests.push(request);
    write(0x1078, 2);
    assert.equal(read(0x1078), 0, 'the buffer is there');
    const buffer = read(0x150400);
    const request = [1, 0x80 | 40, 11, 0, 0, 0, 0, 0, 7, 8, 9];
    transfer([0xc7, buffer >> 16, (buffer >> 8) & 0xff, buffer & 0xff, 0, 0, request.length], 2);
    transfer([0xf3, ...request], 2);
    assert.deepEqual(requests, []);
    write(0x106c, (buffer << 2) | 2);
    assert.deepEqual(requests, [{ group: 1, operation: 40, payload: Buffer.from([7, 8, 9]) }]);
  });

  test('its flash controller reads the flash into memory', () => {
    const { cells, transfer, write } = module();
    cells.set([7, 8, 9], 0x4010);
    write(0x10208, 3);
    write(0x1020c, 0x0b | (0x00 << 8) | (0x40 << 16) | (0x10 << 24));
    write(0x1021c, 0xd0000);
    write(0x10204, 0x85);
    assert.deepEqual(transfer([0xc8, 0x0d, 0, 0, 0, 0, 3], 6), [0xc8, 0, 0xf3, 7, 8, 9]);
  });
});

describe('the secure element', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const stored = {
    serialNumber: '0123A1B2C3D4E5F6FE',
    slots: { 0: { privateKeyPem }, 8: { data: '2a'.repeat(416) }, 9: { locked: true } },
    otp: '00ff',
  };

  function element() {
    const { time, now } = timer();
    const part = new Atecc608(new ElementMemory(JSON.stringify(stored)), now);
    /** Sends a command; returns its answer without count and checksum. */
    const ask = (opcode, first, second, ...data) => {
      const body = [data.length + 7, opcode, first, second & 0xff, second >> 8, ...data];
      const checksum = crc16(body);
      assert.ok(part.start(0x58, false));
      for (const byte of [0x03, ...body, checksum & 0xff, checksum >> 8]) part.write(byte);
      part.stop();
      time.seconds += 0.2;
      return answerOf(part);
    };
    const wake = () => {
      part.start(0, false);
      part.stop();
      time.seconds += 0.002;
    };
    return { time, part, ask, wake };
  }

  function answerOf(part) {
    assert.ok(part.start(0x58, true));
    const count = part.read();
    const bytes = [count, ...Array.from({ length: count - 1 }, () => part.read())];
    const checksum = crc16(bytes.slice(0, -2));
    assert.deepEqual(bytes.slice(-2), [checksum & 0xff, checksum >> 8]);
    return bytes.slice(1, -2);
  }

  test('the checksum is that of the data sheet: 04 11 33 43 after waking', () => {
    assert.equal(crc16([0x04, 0x11]), 0x4333);
    const { part, wake } = element();
    assert.equal(part.start(0x58, true), false, 'it sleeps');
    wake();
    assert.deepEqual(answerOf(part), [0x11]);
  });

  test('wakes by its own address, too, and listens 1.5 ms later', () => {
    const { time, part } = element();
    assert.equal(part.start(0x58, false), false);
    time.seconds += 0.001;
    assert.equal(part.start(0x58, false), false);
    time.seconds += 0.001;
    assert.equal(part.start(0x58, false), true);
    assert.deepEqual(answerOf(part), [0x11]);
  });

  test('does not wake by its address with the read bit', () => {
    const { time, part } = element();
    part.start(0x58, true);
    time.seconds += 0.002;
    assert.equal(part.start(0x58, true), false);
  });

  test('answers nothing while it is busy, and after it was sent to sleep', () => {
    const { time, part, wake } = element();
    wake();
    part.start(0x58, false);
    const signCommand = [0x07, 0x41, 0x80, 0, 0];
    const checksum = crc16(signCommand);
    for (const byte of [0x03, ...signCommand, checksum & 0xff, checksum >> 8]) part.write(byte);
    part.stop();
    assert.equal(part.start(0x58, true), false);
    time.seconds += 1;
    assert.equal(part.start(0x58, true), true);
    part.start(0x58, false);
    part.write(0x01);
    part.stop();
    assert.equal(part.start(0x58, true), false);
  });

  test('a damaged packet is refused', () => {
    const { part, time, wake } = element();
    wake();
    part.start(0x58, false);
    for (const byte of [0x03, 0x07, 0x30, 0, 0, 0, 0, 0]) part.write(byte);
    part.stop();
    time.seconds += 1;
    assert.deepEqual(answerOf(part), [0xff]);
  });

  test('tells its serial number, and the content of a slot', () => {
    const { ask, wake } = element();
    wake();
    const configuration = ask(0x02, 0x80, 0);
    assert.deepEqual(configuration.slice(0, 4), [0x01, 0x23, 0xa1, 0xb2]);
    assert.deepEqual(configuration.slice(8, 13), [0xc3, 0xd4, 0xe5, 0xf6, 0xfe]);
    assert.deepEqual(ask(0x02, 0x82, (1 << 8) | (8 << 3)), Array(32).fill(0x2a));
    assert.deepEqual(ask(0x02, 0x01, 0), [0x00, 0xff, 0xff, 0xff]);
    assert.deepEqual(ask(0x02, 0x82, 0), [0x0f], 'slot 0 holds a key');
    assert.deepEqual(ask(0x02, 0x82, (13 << 8) | (8 << 3)), [0x03], 'past the end of slot 8');
  });

  test('signs a digest with the key of slot 0', () => {
    const { ask, wake } = element();
    wake();
    const message = Buffer.from('what is signed');
    const digest = createHash('sha256').update(message).digest();
    assert.deepEqual(ask(0x16, 0x43, 0, ...digest), [0]);
    const signature = Buffer.from(ask(0x41, 0xa0, 0));
    const point = Buffer.from(ask(0x40, 0, 0));
    const { x, y } = publicKey.export({ format: 'jwk' });
    assert.deepEqual(point, Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]));
    assert.ok(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature));
    assert.deepEqual(ask(0x41, 0xa0, 0), [0x0f], 'a digest is used once');
  });

  test('writes an open slot, refuses a locked one, and locks once', () => {
    const { part, ask, wake } = element();
    let changes = 0;
    part.onChange = () => changes++;
    wake();
    const block = Array(32).fill(5);
    assert.deepEqual(ask(0x12, 0x82, 10 << 3, ...block), [0]);
    assert.deepEqual(ask(0x12, 0x82, 9 << 3, ...block), [0x0f]);
    assert.deepEqual(ask(0x17, 0x82 | (10 << 2), 0), [0]);
    assert.deepEqual(ask(0x17, 0x82 | (10 << 2), 0), [0x0f]);
    assert.deepEqual(ask(0x12, 0x82, 10 << 3, ...block), [0x0f]);
    assert.equal(changes, 2);
    const kept = JSON.parse(part.memory.toJson());
    assert.equal(kept.slots[10].data.slice(0, 64), '05'.repeat(32));
    assert.equal(kept.slots[10].locked, true);
    assert.equal(kept.slots[0].privateKeyPem, privateKeyPem);
  });
});
