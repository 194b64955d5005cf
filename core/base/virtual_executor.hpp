// Virtual time for tests, benchmarks and simulations: when no task is ready, time jumps to the next timer.
// Work that lasts seconds then runs in microseconds, and lasts equally long in each run.
#pragma once

#include "base/executor.hpp"
#include "base/spawn.hpp"
#include "base/task.hpp"

namespace base {

class VirtualExecutor final : public Executor {
 public:
  Instant now() const override { return now_; }
  Duration elapsed() const { return now_.time_since_epoch(); }

  /// Runs until no task is ready and no timer is left.
  void run_until_idle();
  /// Runs everything that becomes due within the duration, then sets the time to its end.
  void run_for(Duration duration);

  /// Runs a task to its end, and returns its result or throws its error. Throws base.broken_promise if no
  /// task and no timer is left although the task has not ended (a deadlock).
  template <class T>
  T run(task<T> work) {
    Outcome<T> outcome;
    Spawned spawned =
        spawn<T>(*this, std::move(work), [&outcome](Outcome<T> result) { outcome = std::move(result); });
    while (!outcome.done() && step()) continue;
    return std::move(outcome).get();
  }

 private:
  bool step();
  Instant now_{};
};

/// Calendar time that passes with an executor's time, from a given start.
class VirtualWallClock final : public WallClock {
 public:
  VirtualWallClock(const Executor& executor, SystemTime start)
      : executor_(executor), start_(start), origin_(executor.now()) {}
  SystemTime now() const override {
    return start_ + std::chrono::duration_cast<std::chrono::seconds>(executor_.now() - origin_);
  }

 private:
  const Executor& executor_;
  SystemTime start_;
  Instant origin_;
};

}  // namespace base
