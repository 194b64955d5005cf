// The executor on a browser's event loop: runs ready tasks in microtasks and timers through setTimeout. The
// module has exactly one.
#pragma once

#include "base/executor.hpp"

namespace wasm {

class BrowserExecutor final : public base::Executor {
 public:
  /// The module's executor.
  static BrowserExecutor& instance();
  base::Instant now() const override;
  /// Called by the event loop: fires due timers, runs ready tasks, and schedules the next call.
  void turn();
  /// Ends a turn that has paused to let the browser work. Until a turn ends, no timer fires, and what tasks
  /// change together may be changed in part only. Does nothing when a turn calls it.
  void finish_turn();

 protected:
  void wake() override;

 private:
  BrowserExecutor() = default;
  bool turning_ = false;
  bool paused_ = false;
};

class BrowserClock final : public base::WallClock {
 public:
  base::SystemTime now() const override;
};

}  // namespace wasm
