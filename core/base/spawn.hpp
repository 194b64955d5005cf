// The edge between plain code and tasks: starts a task on an executor and calls back with its outcome.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "base/task.hpp"

namespace base {

/// How a task ended: its value or its error.
template <class T>
class Outcome {
 public:
  Outcome() = default;
  explicit Outcome(detail::Slot<T> slot) : slot_(std::move(slot)) {}
  bool done() const { return slot_.done(); }
  bool ok() const { return slot_.done() && !slot_.exception(); }
  /// The error of an outcome that is not ok.
  Error error() const { return slot_.exception() ? as_error(slot_.exception()) : Error(broken_promise); }
  /// The value, or throws the error.
  T get() && { return slot_.take(); }

 private:
  detail::Slot<T> slot_;
};

namespace detail {

template <class T>
task<Slot<T>> settled_slot(task<T> work) {
  Slot<T> slot;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(work);
      slot.set_value(std::monostate{});
    } else {
      slot.set_value(co_await std::move(work));
    }
  } catch (...) {
    slot.set_exception(std::current_exception());
  }
  co_return slot;
}

}  // namespace detail

/// How the work ended, as a value: side by side with other work (when_all), a failure of one then does not
/// cancel the other.
template <class T>
task<Outcome<T>> settled(task<T> work) {
  co_return Outcome<T>(co_await detail::settled_slot(std::move(work)));
}

/// A started task. Dropping the handle destroys the task where it stands; cancel() lets it unwind instead.
class Spawned {
 public:
  struct Run {
    virtual ~Run() = default;
    Cancellation cancellation;
  };

  Spawned() = default;
  explicit Spawned(std::shared_ptr<Run> run) : run_(std::move(run)) {}
  void cancel() {
    // The run may end, and drop this handle, while it unwinds.
    if (const auto run = run_) run->cancellation.cancel();
  }
  explicit operator bool() const { return run_ != nullptr; }

 private:
  std::shared_ptr<Run> run_;
};

namespace detail {

template <class T>
struct TypedRun final : Spawned::Run {
  task<void> root;
};

/// Never fails itself, as a root task must not.
template <class T>
task<void> deliver(task<T> work, std::function<void(Outcome<T>)> on_done) {
  Outcome<T> outcome = co_await settled(std::move(work));
  on_done(std::move(outcome));
}

}  // namespace detail

/// Starts `work` through the executor's ready queue. `on_done` is called from there; it must not throw, nor
/// drop the handle.
template <class T>
Spawned spawn(Executor& executor, task<T> work, std::function<void(Outcome<T>)> on_done) {
  auto run = std::make_shared<detail::TypedRun<T>>();
  run->root = detail::deliver<T>(std::move(work), std::move(on_done));
  run->root.start(Context{&executor, &run->cancellation});
  return Spawned(run);
}

}  // namespace base
