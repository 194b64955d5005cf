// Implements browser.h for the linker: each function forwards to the object that the page passed (ModulePort in mqtt.d.ts).
// Only browser_wait suspends. mergeInto exists in old and new versions of Emscripten.
/* global Asyncify, HEAPU8, LibraryManager, Module, mergeInto -- Emscripten's */
mergeInto(LibraryManager.library, {
  browser_connect: function () {
    Module['port'].connect();
  },
  browser_state: function () {
    return Module['port'].state();
  },
  browser_available: function () {
    return Module['port'].available();
  },
  browser_read: function (to, size) {
    return Module['port'].read(HEAPU8.subarray(to, to + size));
  },
  browser_send: function (from, size) {
    return Module['port'].send(HEAPU8.slice(from, from + size)) ? 1 : 0;
  },
  browser_close: function () {
    Module['port'].close();
  },
  browser_message: function (topic, topicSize, payload, payloadSize) {
    Module['port'].message(
      HEAPU8.subarray(topic, topic + topicSize),
      HEAPU8.slice(payload, payload + payloadSize),
    );
  },
  browser_payload: function (to, size) {
    Module['port'].payload(HEAPU8.subarray(to, to + size));
  },
  browser_now: function () {
    return performance.now();
  },
  browser_wait__deps: ['$Asyncify'],
  browser_wait: function (milliseconds) {
    return Asyncify.handleAsync(function () {
      return Module['port'].wait(milliseconds);
    });
  },
});
