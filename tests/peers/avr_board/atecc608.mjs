// The secure element ATECC608 on I2C: wake and sleep, word addresses, command packets with their checksum,
// and the commands that the firmware uses. Source: ATECC608 data sheet, sections 6 ("I2C interface") and 11
// ("security commands"). The execution times are typical ones, not measured on a board. Not modelled: the
// part falls asleep by itself after 1.3 s.
import { createHash, randomBytes } from 'node:crypto';

import { slotSize } from './element_memory.mjs';
import { publicKey, sign } from './p256.mjs';

const ADDRESS = 0x58;
const WAKE_SECONDS = 0.0015;
const Word = { reset: 0x00, sleep: 0x01, idle: 0x02, command: 0x03 };
const Status = {
  success: 0x00,
  parseError: 0x03,
  executionError: 0x0f,
  afterWake: 0x11,
  checksumError: 0xff,
};
const Opcode = {
  read: 0x02,
  write: 0x12,
  nonce: 0x16,
  lock: 0x17,
  random: 0x1b,
  info: 0x30,
  genKey: 0x40,
  sign: 0x41,
  selfTest: 0x77,
};
const EXECUTION_SECONDS = {
  [Opcode.genKey]: 0.059,
  [Opcode.sign]: 0.06,
  [Opcode.write]: 0.008,
  [Opcode.lock]: 0.008,
  [Opcode.selfTest]: 0.02,
  [Opcode.random]: 0.003,
};
const OTHERWISE_SECONDS = 0.0005;
const REVISION = [0x00, 0x00, 0x60, 0x03];
const Zone = { configuration: 0, otp: 1, data: 2 };
const BLOCK = 32;
const WORD = 4;
const LEAST_PACKET = 7; // count, opcode, two parameters of 1 and 2 bytes, checksum

export class Atecc608 {
  #awake = false;
  #busyUntil = 0;
  #packet = null; // what the host writes, until the stop condition
  #answer = [];
  #answerAt = 0;
  #buffer = { tempKey: null, digest: null };

  /** Called after a slot or a lock has changed. */
  onChange = () => {};

  constructor(memory, now) {
    this.memory = memory;
    this.now = now;
  }

  start(address, isRead) {
    this.stop();
    if (staysLow(address, isRead)) this.#wake();
    if (address !== ADDRESS || !this.#awake || this.now() < this.#busyUntil) return false;
    this.#packet = isRead ? null : [];
    return true;
  }

  #wake() {
    if (this.#awake) return;
    this.#awake = true;
    this.#busyUntil = this.now() + WAKE_SECONDS;
    this.#setAnswer([Status.afterWake]);
  }

  write(byte) {
    this.#packet?.push(byte);
    return true;
  }

  read() {
    return this.#answer[this.#answerAt++] ?? 0xff;
  }

  stop() {
    const packet = this.#packet;
    this.#packet = null;
    if (!packet?.length) return;
    const [word, ...command] = packet;
    if (word === Word.reset) this.#answerAt = 0;
    else if (word !== Word.command) this.#awake = false;
    else this.#execute(command);
  }

  #setAnswer(data) {
    const counted = [data.length + 3, ...data];
    const checksum = crc16(counted);
    this.#answer = [...counted, checksum & 0xff, checksum >> 8];
    this.#answerAt = 0;
  }

  #execute(packet) {
    const [count, opcode, first, low, high] = packet;
    this.#busyUntil = this.now() + (EXECUTION_SECONDS[opcode] ?? OTHERWISE_SECONDS);
    const end = count - 2;
    const isWhole = count >= LEAST_PACKET && count <= packet.length;
    if (!isWhole || crc16(packet.slice(0, end)) !== (packet[end] | (packet[end + 1] << 8))) {
      this.#setAnswer([Status.checksumError]);
      return;
    }
    const answer = this.#run(opcode, first, low | (high << 8), packet.slice(LEAST_PACKET - 2, end));
    this.#setAnswer(typeof answer === 'number' ? [answer] : answer);
  }

  /** Returns a status, or the bytes of the answer. */
  #run(opcode, first, second, data) {
    switch (opcode) {
      case Opcode.info:
        return REVISION;
      case Opcode.selfTest:
        return Status.success;
      case Opcode.random:
        return randomBytes(BLOCK);
      case Opcode.read:
        return this.#read(first, second);
      case Opcode.write:
        return this.#write(first, second, data);
      case Opcode.nonce:
        return this.#nonce(first, data);
      case Opcode.sign:
        return this.#sign(first, second & 15);
      case Opcode.genKey:
        return this.#publicKey(first, second & 15);
      case Opcode.lock:
        return this.#lock(first);
      default:
        return Status.parseError;
    }
  }

  #read(first, address) {
    const length = first & 0x80 ? BLOCK : WORD;
    const slot = (address >> 3) & 15;
    const wordOffset = (address & 7) * WORD;
    let offset = (address >> 3) * BLOCK + wordOffset;
    let zone = this.memory.configuration;
    if ((first & 3) === Zone.otp) zone = this.memory.otp;
    if ((first & 3) === Zone.data) {
      if (this.memory.isSecret(slot)) return Status.executionError;
      zone = this.memory.data[slot];
      offset = (address >> 8) * BLOCK + wordOffset;
    }
    // A block may reach past the end of the zone, where the part has nothing.
    const wholeBlocks = Math.ceil(zone.length / BLOCK) * BLOCK;
    if (offset + length > (length === BLOCK ? wholeBlocks : zone.length)) return Status.parseError;
    const answer = Buffer.alloc(length);
    zone.copy(answer, 0, offset, offset + length);
    return answer;
  }

  #write(first, address, data) {
    const length = first & 0x80 ? BLOCK : WORD;
    const slot = (address >> 3) & 15;
    const offset = (address >> 8) * BLOCK + (address & 7) * WORD;
    if ((first & 3) !== Zone.data || !this.memory.isWritable(slot)) return Status.executionError;
    if (offset >= slotSize(slot) || data.length < length) return Status.parseError;
    // The part keeps only what fits into the slot. The vendor's library relies on that when it writes a public
    // key as three whole blocks.
    this.memory.data[slot].set(data.slice(0, Math.min(length, slotSize(slot) - offset)), offset);
    this.onChange();
    return Status.success;
  }

  /**
   * Mode 3 takes the host's value, bit 6 of it for the message digest buffer; the others mix a random number.
   */
  #nonce(mode, data) {
    if ((mode & 3) === 3) {
      const value = Buffer.from(data.slice(0, BLOCK));
      if (mode & 0x40) this.#buffer.digest = value;
      else this.#buffer.tempKey = value;
      return Status.success;
    }
    const random = randomBytes(BLOCK);
    this.#buffer.tempKey = createHash('sha256').update(random).update(Buffer.from(data)).digest();
    return random;
  }

  #sign(mode, slot) {
    const digest = mode & 0x20 ? this.#buffer.digest : this.#buffer.tempKey;
    const key = this.memory.privateKey(slot);
    if (!(mode & 0x80) || !digest || !key) return Status.executionError;
    this.#buffer = { tempKey: null, digest: null };
    return sign(digest, key);
  }

  /** Computes the public key. Making a new private key is refused, because nothing here needs it. */
  #publicKey(mode, slot) {
    const key = this.memory.privateKey(slot);
    return mode & 4 || !key ? Status.executionError : publicKey(key);
  }

  #lock(mode) {
    const slot = (mode >> 2) & 15;
    const ofSlot = (mode & 3) === 2;
    if (!ofSlot || this.memory.isLocked(slot) || !this.memory.isLockable(slot)) return Status.executionError;
    this.memory.lock(slot);
    this.onChange();
    return Status.success;
  }
}

/**
 * True if the byte ends with four zeros, which keep SDA low long enough to wake the part: 40 us at 100 kHz. The
 * data sheet promises it from 60 us on only, but the demo firmware wakes the part by the part's own address.
 */
function staysLow(address, isRead) {
  return (((address << 1) | (isRead ? 1 : 0)) & 15) === 0;
}

/** CRC-16 with polynomial 0x8005, bits of each byte from the lowest on. */
export function crc16(bytes) {
  let crc = 0;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const differs = ((byte >> bit) & 1) !== crc >> 15;
      crc = ((crc << 1) & 0xffff) ^ (differs ? 0x8005 : 0);
    }
  }
  return crc;
}
