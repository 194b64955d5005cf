// Put in front of test programs.
/* global ENV, Module, process -- Emscripten's and Node's */
// Emscripten 3.1.6 takes Node's own fetch for a browser's and would hand it a file name.
globalThis.fetch = undefined;
// GoogleTest's share of the cases (layers.cmake): a module has an environment of its own.
Module.preRun = () => {
  for (const name of ['GTEST_TOTAL_SHARDS', 'GTEST_SHARD_INDEX']) {
    if (name in process.env) ENV[name] = process.env[name];
  }
};
