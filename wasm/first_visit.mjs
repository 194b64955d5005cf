// Runs at build time on the instrumented module, so that wasm-split learns which functions the first part needs (split.cmake): does
// what the core does on a first visit, before the user plugs in a board or enters keys. Makes exactly the calls that module.ts may
// make before the second part has arrived.
//   node first_visit.mjs <module's .js> <instrumented .wasm> <profile to write>
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [glue, instrumented, profile] = process.argv.slice(2);
const { default: create } = await import(pathToFileURL(glue).href);
let exports;
const core = await create({
  instantiateWasm(imports, receive) {
    void readFile(instrumented)
      .then((bytes) => WebAssembly.instantiate(bytes, imports))
      .then(({ instance }) => {
        ({ exports } = instance);
        receive(instance);
      });
    return {};
  },
});

const platform = { http() {}, probe() {}, mqtt: {}, storage: {} };
const ignore = () => undefined;
let update;
const updated = new Promise((resolve) => (update = resolve));
const session = new core.Session(platform, update, ignore);
session.debuggersInReach(false);
session.changes();
session.log();
session.series();
await updated; // resolves in a later turn of the event loop, which also belongs to the visit
session.debuggersInReach(true);
session.changes(); // compares each slice with the last one
session.delete();

// Grow the memory by a page, for the profile.
const memory = Object.values(exports).find((one) => one instanceof WebAssembly.Memory);
const length = exports.__write_profile(0, 0);
const address = memory.grow(Math.ceil(length / 65536)) * 65536;
exports.__write_profile(address, length);
await writeFile(profile, new Uint8Array(memory.buffer, address, length));
