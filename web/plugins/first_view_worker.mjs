// A worker of the build, so that the build itself sees no DOM: makes one, runs draw_first_views.ts in it, and posts what comes of it.
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
