// Empties the table slots of the functions that the first part does not have. wasm-split fills each of these slots with a placeholder, an imported
// function. The 2,000 imports would be 10 KB of the first download (gzip), and the browser would link each when the module starts. module.ts
// handles the empty slots, and the second part fills them. To keep the numbers of all functions, the script replaces the imports by
// unused functions, which wasm-opt then removes (split.cmake).
//   node drop_placeholders.mjs <module> <namespace of the placeholders> <module to write>
import { readFile, writeFile } from 'node:fs/promises';

const [from, namespace, to] = process.argv.slice(2);
const headerSize = 8;
const id = { custom: 0, imports: 2, functions: 3, elements: 9, code: 10 };
const i32Const = 0x41;
const end = 0x0b;
/** The code of a function without locals that only traps. */
const trap = [3, 0, 0, end];

/** Reads the parts of the binary format that the script needs. Throws on anything else. */
class Reader {
  at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  byte(...allowed) {
    const byte = this.bytes[this.at++];
    if (allowed.length > 0 && !allowed.includes(byte)) throw new Error(`${from}: unexpected byte ${byte}`);
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

function number(value) {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...number((value - low) / 128)];
}

/** A signed LEB128 of a number that is not negative: its last byte is below 64. */
function signed(value) {
  const low = value % 128;
  return value < 64 ? [low] : [low + 128, ...signed((value - low) / 128)];
}

const list = (elements) => [...number(elements.length), ...elements.flat()];

/** The header and the contents of the sections. Custom sections are dropped: they do not affect what a module does. */
function sectionsOf(module) {
  const reader = new Reader(module);
  const header = reader.take(headerSize);
  const sections = new Map();
  while (reader.at < module.length) {
    const section = reader.byte();
    const content = reader.take(reader.number());
    if (section !== id.custom) sections.set(section, content);
  }
  return { header, sections };
}

/** The functions that a module imports; wasm-split exports everything else from the first part. */
function importsOf(section) {
  const reader = new Reader(section);
  return reader.list(() => {
    const start = reader.at;
    const module = new TextDecoder().decode(reader.take(reader.number()));
    reader.take(reader.number()); // the name
    reader.byte(0); // a function
    const type = reader.number();
    return { bytes: [...section.subarray(start, reader.at)], type, isPlaceholder: module === namespace };
  });
}

/** A section with these entries before its own. */
function prepended(section, entries) {
  const reader = new Reader(section);
  const length = reader.number();
  return [...number(entries.length + length), ...entries.flat(), ...reader.rest()];
}

/** The runs of consecutive slots that hold a function that `isPresent`. */
function runsOf(section, isPresent) {
  const reader = new Reader(section);
  const runs = [];
  reader.list(() => {
    reader.byte(0); // functions for table 0 from a constant slot on
    reader.byte(i32Const);
    const first = reader.number();
    reader.byte(end);
    let run;
    reader
      .list(() => reader.number())
      .forEach((index, place) => {
        if (!isPresent(index)) run = undefined;
        else if (run) run.indices.push(index);
        else runs.push((run = { slot: first + place, indices: [index] }));
      });
  });
  return runs;
}

const { header, sections } = sectionsOf(await readFile(from));
const imports = importsOf(sections.get(id.imports));
const kept = imports.filter(({ isPlaceholder }) => !isPlaceholder);
const placeholders = imports.slice(kept.length);
if (!placeholders.every(({ isPlaceholder }) => isPlaceholder) || placeholders.length === 0)
  throw new Error(`${from}: the placeholders are not the last imports`);

const isPresent = (index) => index < kept.length || index >= imports.length;
const runs = runsOf(sections.get(id.elements), isPresent).map(({ slot, indices }) => [
  0,
  i32Const,
  ...signed(slot),
  end,
  ...list(indices.map(number)),
]);
sections.set(id.imports, list(kept.map(({ bytes }) => bytes)));
sections.set(
  id.functions,
  prepended(
    sections.get(id.functions),
    placeholders.map(({ type }) => number(type)),
  ),
);
sections.set(id.elements, list(runs));
sections.set(
  id.code,
  prepended(
    sections.get(id.code),
    placeholders.map(() => trap),
  ),
);
const parts = [...sections].flatMap(([section, bytes]) => [
  Uint8Array.of(section, ...number(bytes.length)),
  Uint8Array.from(bytes),
]);
await writeFile(to, Buffer.concat([header, ...parts]));
