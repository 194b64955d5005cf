#include "browser_executor.hpp"

#include <algorithm>
#include <cmath>
#include <emscripten.h>

// clang-format off
EM_JS(void, schedule_turn, (double milliseconds), {
  if (!Module.turn) {
    // Anything that ends a turn early is a trap; module.ts reports it to the page.
    Module.turn = () => {
      try {
        _provisioner_turn();
      } catch (error) {
        if (!Module.trapped) throw error;
        Module.trapped(error);
      }
    };
  }
  // Use a microtask, which runs before any timer and any drawing, because a task is ready now.
  if (milliseconds <= 0) {
    if (!Module.turnQueued) {
      Module.turnQueued = true;
      queueMicrotask(() => { Module.turnQueued = false; Module.turn(); });
    }
    return;
  }
  // A browser delays a timer that another timer has set by at least 4 ms (HTML, "timer initialisation steps").
  // For shorter delays, such as the 1 ms of a report, post messages to ourselves until the time has come.
  if (milliseconds < 5) {
    if (!Module.turnChannel) {
      Module.turnChannel = new MessageChannel();
      Module.turnChannel.port1.onmessage = () => { Module.turnPosted = false; Module.turn(); };
    }
    if (!Module.turnPosted) {
      Module.turnPosted = true;
      Module.turnChannel.port2.postMessage(null);
    }
    return;
  }
  clearTimeout(Module.turnTimer);
  Module.turnTimer = setTimeout(() => Module.turn(), milliseconds);
});
// clang-format on

extern "C" EMSCRIPTEN_KEEPALIVE void provisioner_turn() {
  wasm::BrowserExecutor::instance().turn();
}

namespace wasm {

namespace {

/// setTimeout's largest delay.
constexpr double longest_delay = 2147483647.0;
/// After this time, a turn pauses to let the browser draw and handle the user's input.
constexpr base::Duration longest_turn = std::chrono::milliseconds(8);
/// schedule_turn() then posts a message. A microtask would run before the browser can do anything else.
constexpr double as_a_new_task = 1.0;

}  // namespace

BrowserExecutor& BrowserExecutor::instance() {
  static BrowserExecutor executor;
  return executor;
}

base::Instant BrowserExecutor::now() const {
  return base::Instant(std::chrono::duration_cast<base::Duration>(
      std::chrono::duration<double, std::milli>(emscripten_get_now())));
}

void BrowserExecutor::turn() {
  turning_ = true;
  if (!paused_) fire_due_timers();
  run_ready(now() + longest_turn);
  turning_ = false;
  paused_ = has_ready();
  if (paused_) {
    schedule_turn(as_a_new_task);
  } else {
    wake();
  }
}

void BrowserExecutor::finish_turn() {
  if (!paused_ || turning_) return;
  turning_ = true;
  run_ready();
  turning_ = false;
  paused_ = false;  // the next call of turn() is scheduled already
}

void BrowserExecutor::wake() {
  if (turning_) return;
  if (has_ready()) {
    schedule_turn(0);
  } else if (has_timer()) {
    const std::chrono::duration<double, std::milli> left = next_timer() - now();
    schedule_turn(std::clamp(std::ceil(left.count()), 1.0, longest_delay));
  }
}

base::SystemTime BrowserClock::now() const {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace wasm
