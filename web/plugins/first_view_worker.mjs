// A worker thread of the build. It installs happy-dom as a global DOM, which the build itself must not have, runs draw_first_views.ts, and posts the
// result. Its data: the folder of the WebAssembly modules, in which boundary.json is.
import { parentPort, workerData } from 'node:worker_threads';
import { runnerImport } from 'vite';
import { builtinEnvironments } from 'vitest/runtime';

await builtinEnvironments['happy-dom'].setup(globalThis, {});
const { module } = await runnerImport(new URL('draw_first_views.ts', import.meta.url).pathname, {
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@wasm': workerData } },
});
parentPort.postMessage(module.firstViews);
process.exit(); // the DOM has timers of its own
