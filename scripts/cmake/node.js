// Runs before each program that runs under Node: tests, and wasm/boundary.
/* global ENV, Module, process -- Emscripten's and Node's */
// Emscripten 3.1.6 would call Node's own fetch with a file name, as if it ran in a browser.
globalThis.fetch = undefined;
// A module has its own environment: pass on GoogleTest's shard (layers.cmake).
Module.preRun = () => {
  for (const name of ['GTEST_TOTAL_SHARDS', 'GTEST_SHARD_INDEX']) {
    if (name in process.env) ENV[name] = process.env[name];
  }
};
