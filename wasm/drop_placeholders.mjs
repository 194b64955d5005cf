// Empties the table slots of the functions that the first part does not have. wasm-split fills each of these slots with a placeholder, an imported
// function. The 2,000 imports would be 10 KB of the first download (gzip), and the browser would link each when the module starts. module.ts
// handles the empty slots, and the second part fills them. To keep the numbers of all functions, the script replaces the imports by
// unused functions, which wasm-opt then removes (split.cmake).
//   node drop_placeholders.mjs <module> <namespace of the placeholders> <module to write>
import { readFile, writeFile } from 'node:fs/promises';
import { id, list, moduleOf, number, opcode, Reader, sectionsOf, signed } from './binary_format.mjs';

const [from, namespace, to] = process.argv.slice(2);
/** The code of a function without locals that only traps. */
const trap = [3, 0, 0, opcode.end];

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
    reader.byte(opcode.i32Const);
    const first = reader.number();
    reader.byte(opcode.end);
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
  opcode.i32Const,
  ...signed(slot),
  opcode.end,
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
await writeFile(to, moduleOf({ header, sections }));
