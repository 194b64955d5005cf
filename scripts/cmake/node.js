// Put in front of test programs: Emscripten 3.1.6 takes Node's own fetch for a browser's and would hand it a file name.
globalThis.fetch = undefined;
