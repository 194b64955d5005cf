// The executor of the native hosts: real time, and waits for file descriptors. Knows nothing of what is read
// or written. Single-threaded; do not call it from signal handlers.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>

#include "base/completion.hpp"
#include "base/executor.hpp"
#include "base/spawn.hpp"
#include "base/task.hpp"

namespace hosts {

class PollExecutor final : public base::Executor {
 public:
  base::Instant now() const override;

  /// Waits until a read (or a write) of the descriptor would return at once: with data, with the end of the
  /// data, or with an error. The descriptor must stay open until then.
  base::task<void> readable(int descriptor);
  base::task<void> writable(int descriptor);

  /// Runs a task to its end. Returns its result or throws its error.
  template <class T>
  T run(base::task<T> work) {
    base::Outcome<T> outcome;
    base::Spawned spawned = base::spawn<T>(
        *this, std::move(work), [&outcome](base::Outcome<T> result) { outcome = std::move(result); });
    while (!outcome.done() && step()) continue;
    return std::move(outcome).get();
  }

 private:
  struct Watch {
    int descriptor;
    short events;
    base::Completer<void> ready;
  };

  base::task<void> ready_for(int descriptor, short events);
  /// Waits once and runs what is ready. False if there is nothing left to wait for.
  bool step();
  void wait_for_events();

  std::uint64_t next_watch_ = 0;
  std::map<std::uint64_t, Watch> watches_;
};

/// The calendar time of this machine.
class SystemWallClock final : public base::WallClock {
 public:
  base::SystemTime now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
};

}  // namespace hosts
