// The zones of an ATECC608 with the configuration of the AVR-IoT boards: keys in slots 0 to 4, clear data in
// the others. Built from what a virtual board keeps of its secure element (secure-element.json), and written
// back in that form. Source: ATECC608 data sheet, section 2.
import { privateKeyBytes } from './p256.mjs';

export const SLOTS = 16;
const OTP_SIZE = 64;
const CONFIGURATION_SIZE = 128;
const REVISION = [0x00, 0x00, 0x60, 0x03];
const I2C_ADDRESS = 0xb0; // with the read bit, which is 0
const KEY_SLOTS = 5;
const IS_SECRET = 0x80;
const KEY_SLOT_CONFIGURATION = [0x87, 0x20];
const KEY_CONFIGURATION = { key: [0x33, 0x00], data: [0x3c, 0x00] };
const Offset = {
  serialStart: 0,
  revision: 4,
  serialEnd: 8,
  slotConfiguration: 20,
  slotLocked: 88,
  keyConfiguration: 96,
};
const LOCKABLE = 0x20;

export const slotSize = (slot) => (slot < 8 ? 36 : slot === 8 ? 416 : 72);

export class ElementMemory {
  #keys = new Map();

  /** `json`: the text of secure-element.json. */
  constructor(json) {
    this.stored = JSON.parse(json);
    this.data = Array.from({ length: SLOTS }, (_, slot) => {
      const hex = this.stored.slots[slot]?.data;
      return hex ? Buffer.from(hex, 'hex') : Buffer.alloc(slotSize(slot), 0xff);
    });
    this.otp = Buffer.alloc(OTP_SIZE, 0xff);
    this.otp.set(Buffer.from(this.stored.otp, 'hex'));
    this.configuration = this.#buildConfiguration();
    for (const [slot, { privateKeyPem, locked }] of Object.entries(this.stored.slots)) {
      if (privateKeyPem) this.#keys.set(Number(slot), privateKeyBytes(privateKeyPem));
      if (locked) this.lock(Number(slot));
    }
  }

  #buildConfiguration() {
    const configuration = Buffer.alloc(CONFIGURATION_SIZE);
    const serial = Buffer.from(this.stored.serialNumber, 'hex');
    configuration.set(serial.subarray(0, 4), Offset.serialStart);
    configuration.set(REVISION, Offset.revision);
    configuration.set(serial.subarray(4), Offset.serialEnd);
    configuration[16] = I2C_ADDRESS;
    for (let slot = 0; slot < SLOTS; slot++) {
      const isKey = slot < KEY_SLOTS;
      if (isKey) configuration.set(KEY_SLOT_CONFIGURATION, Offset.slotConfiguration + 2 * slot);
      configuration.set(KEY_CONFIGURATION[isKey ? 'key' : 'data'], Offset.keyConfiguration + 2 * slot);
    }
    configuration.fill(0xff, Offset.slotLocked, Offset.slotLocked + 2); // a bit that is 1: not locked
    return configuration;
  }

  privateKey(slot) {
    return this.#keys.get(slot);
  }
  isSecret(slot) {
    return (this.configuration[Offset.slotConfiguration + 2 * slot] & IS_SECRET) !== 0;
  }
  /** The data zone is locked, and only slots with a free write access take clear data. */
  isWritable(slot) {
    return !this.isLocked(slot) && (this.configuration[Offset.slotConfiguration + 2 * slot + 1] & 0xf0) === 0;
  }
  isLockable(slot) {
    return (this.configuration[Offset.keyConfiguration + 2 * slot] & LOCKABLE) !== 0;
  }
  isLocked(slot) {
    return ((this.configuration[Offset.slotLocked + (slot >> 3)] >> (slot & 7)) & 1) === 0;
  }
  lock(slot) {
    this.configuration[Offset.slotLocked + (slot >> 3)] &= ~(1 << (slot & 7));
  }

  toJson() {
    for (let slot = 0; slot < SLOTS; slot++) {
      const entry = (this.stored.slots[slot] ??= {});
      if (this.data[slot].some((byte) => byte !== 0xff)) entry.data = this.data[slot].toString('hex');
      if (this.isLocked(slot)) entry.locked = true;
      if (Object.keys(entry).length === 0) delete this.stored.slots[slot];
    }
    return `${JSON.stringify(this.stored, null, 2)}\n`;
  }
}
