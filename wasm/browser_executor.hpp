// The executor on a browser's event loop: what is ready runs in a microtask, timers through setTimeout. One
// for the module.
#pragma once

#include "base/executor.hpp"

namespace wasm {

class BrowserExecutor final : public base::Executor {
 public:
  /// The module's only one.
  static BrowserExecutor& instance();
  base::Instant now() const override;
  /// Called by the event loop: fires what is due, runs what is ready, and asks to be called again when it is
  /// needed.
  void turn();

 protected:
  void wake() override;

 private:
  BrowserExecutor() = default;
  bool turning_ = false;
};

class BrowserClock final : public base::WallClock {
 public:
  base::SystemTime now() const override;
};

}  // namespace wasm
