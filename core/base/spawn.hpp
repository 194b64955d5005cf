// Starts a task from plain code, and calls back with its outcome. See also task_scope.hpp, for several tasks.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "base/task.hpp"

namespace base {

/// How a task ended: with a value or with an error.
template <class T>
class Outcome {
 public:
  Outcome() = default;
  explicit Outcome(detail::Slot<T> slot) : slot_(std::move(slot)) {}
  bool done() const { return slot_.done(); }
  bool ok() const { return slot_.done() && !slot_.exception(); }
  /// The error; call only if the outcome is not ok.
  Error error() const { return slot_.exception() ? as_error(slot_.exception()) : Error(broken_promise); }
  /// Returns the value or throws the error.
  T get() && { return slot_.take(); }

 private:
  detail::Slot<T> slot_;
};

/// Returns how the work ended, instead of throwing its error. Within when_all, a failure of such work does
/// not cancel the other tasks.
template <class T>
task<Outcome<T>> settled(task<T> work) {
  co_return Outcome<T>(co_await std::move(work).settled_slot());
}

/// The handle of a started task. Destroying it destroys the task where it waits; cancel() lets it unwind.
class Spawned {
 public:
  struct Run {
    virtual ~Run() = default;
    Cancellation cancellation;
  };

  Spawned() = default;
  explicit Spawned(std::shared_ptr<Run> run) : run_(std::move(run)) {}
  void cancel() {
    // The task may end, and destroy this handle, while it is being cancelled.
    if (const auto run = run_) run->cancellation.cancel();
  }
  explicit operator bool() const { return run_ != nullptr; }

 private:
  std::shared_ptr<Run> run_;
};

namespace detail {

struct SpawnedTask final : Spawned::Run {
  task<void> root;
};

/// The root task. Never throws: nothing awaits it.
template <class T>
task<void> deliver(task<T> work, std::function<void(Outcome<T>)> on_done) {
  Outcome<T> outcome(co_await std::move(work).settled_slot());
  on_done(std::move(outcome));
}

}  // namespace detail

/// Starts `work` through the executor's ready queue, and calls `on_done` from there when the work has ended.
/// `on_done` must not throw, nor destroy the handle.
template <class T>
Spawned spawn(Executor& executor, task<T> work, std::function<void(Outcome<T>)> on_done) {
  auto run = std::make_shared<detail::SpawnedTask>();
  run->root = detail::deliver<T>(std::move(work), std::move(on_done));
  run->root.start(Context{&executor, &run->cancellation});
  return Spawned(run);
}

}  // namespace base
