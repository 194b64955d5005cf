// What the scripts that rewrite a linked module need of the binary format of WebAssembly (specification, chapter 5).

const headerSize = 8;
export const id = { custom: 0, imports: 2, functions: 3, exports: 7, start: 8, elements: 9, code: 10 };
export const opcode = { end: 0x0b, call: 0x10, globalGet: 0x23, i32Const: 0x41, refFunc: 0xd2 };

/** Reads a module or a part of one. Throws on a byte that is not allowed. */
export class Reader {
  at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  get atEnd() {
    return this.at === this.bytes.length;
  }

  byte(...allowed) {
    const byte = this.bytes[this.at++];
    if (allowed.length > 0 && !allowed.includes(byte))
      throw new Error(`unexpected byte ${byte} at ${this.at - 1}`);
    return byte;
  }

  /** An unsigned LEB128. */
  number() {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  rest() {
    return this.take(this.bytes.length - this.at);
  }

  /** A vector: its length, then that many elements. */
  list(read) {
    return Array.from({ length: this.number() }, read);
  }
}

export function number(value) {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...number((value - low) / 128)];
}

/** A signed LEB128 of a number that is not negative: its last byte is below 64. */
export function signed(value) {
  const low = value % 128;
  return value < 64 ? [low] : [low + 128, ...signed((value - low) / 128)];
}

export const list = (elements) => [...number(elements.length), ...elements.flat()];

/** The header and the contents of the sections. Custom sections are dropped: they do not affect what a module does. */
export function sectionsOf(module) {
  const reader = new Reader(module);
  const header = reader.take(headerSize);
  const sections = new Map();
  while (!reader.atEnd) {
    const section = reader.byte();
    const content = reader.take(reader.number());
    if (section !== id.custom) sections.set(section, content);
  }
  return { header, sections };
}

/** The module of this header and these sections. */
export function moduleOf({ header, sections }) {
  const parts = [...sections].flatMap(([section, bytes]) => [
    Uint8Array.of(section, ...number(bytes.length)),
    Uint8Array.from(bytes),
  ]);
  return Buffer.concat([header, ...parts]);
}
