// A worker thread of the build. It installs happy-dom as a global DOM, which the build itself must not have, runs draw_first_views.ts, and posts the
// result.
import { parentPort } from 'node:worker_threads';
import { runnerImport } from 'vite';
import { builtinEnvironments } from 'vitest/runtime';

await builtinEnvironments['happy-dom'].setup(globalThis, {});
const { module } = await runnerImport(new URL('draw_first_views.ts', import.meta.url).pathname, {
  configFile: false,
  logLevel: 'error',
});
parentPort.postMessage(module.firstViews);
process.exit(); // the DOM has timers of its own
