// Owns tasks that run concurrently with the code that starts them. Each task leaves the scope by itself when
// it ends; the owner can cancel all of them and wait until the last one has unwound. The idea is folly's
// AsyncScope.
//
//   base::TaskScope jobs(executor);
//   jobs.spawn<int>(read_sensor(), [](base::Outcome<int> outcome) { … });
//   co_await jobs.cancel_and_join();
//
// For a single task whose handle is kept, use Spawned.
#pragma once

#include <exception>
#include <functional>
#include <list>
#include <utility>
#include <vector>

#include "base/completion.hpp"
#include "base/spawn.hpp"
#include "base/task.hpp"

namespace base {

namespace detail {

struct Detached;

class DetachedPromise : public Promise {
 public:
  DetachedPromise() { self_ = std::coroutine_handle<DetachedPromise>::from_promise(*this); }
  Detached get_return_object() noexcept;
  std::suspend_never final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void unhandled_exception() const noexcept { std::terminate(); }
};

/// A coroutine without an awaiter, which destroys its frame when it ends.
struct Detached {
  using promise_type = DetachedPromise;
  std::coroutine_handle<promise_type> frame;
};

inline Detached DetachedPromise::get_return_object() noexcept {
  return {std::coroutine_handle<DetachedPromise>::from_promise(*this)};
}

}  // namespace detail

class TaskScope {
 public:
  explicit TaskScope(Executor& executor) : executor_(executor) {}
  TaskScope(const TaskScope&) = delete;
  TaskScope& operator=(const TaskScope&) = delete;
  /// Destroys the tasks that still run. Their callbacks are not called, and clean-up that would have to wait
  /// does not run. Must not be called by one of these tasks; their callbacks may call it.
  ~TaskScope() { drop(); }

  /// Starts `work` through the executor's ready queue. Calls `on_done` with the outcome after the task has
  /// left the scope; `on_done` must not throw. Without `on_done`, an error of the work is dropped.
  template <class T>
  void spawn(task<T> work, std::function<void(Outcome<T>)> on_done = {}) {
    const auto run = runs_.emplace(runs_.end());
    run->frame = follow<T>(*this, run, std::move(work), std::move(on_done)).frame;
    run->frame.promise().start(Context{&executor_, &run->cancellation}, nullptr);
  }

  /// Cancels the tasks that run now; each unwinds and then leaves the scope. Tasks spawned later are not
  /// cancelled.
  void cancel() {
    for (Run& run : runs_) run.cancellation.cancel();
  }
  /// Destroys the tasks as the destructor does.
  void drop() {
    while (!runs_.empty()) {
      std::list<Run> one;
      one.splice(one.end(), runs_, runs_.begin());
      one.front().frame.destroy();
    }
    wake_joiners();
  }
  /// Waits until no task is left, including tasks spawned meanwhile. Must not be awaited by one of the
  /// scope's own tasks.
  task<void> join() {
    while (!runs_.empty()) {
      const Completion<void> empty;
      joiners_.push_back(empty.completer());
      co_await empty.wait();
    }
  }
  /// Cancels the tasks and waits until they have unwound, even if the caller is cancelled meanwhile.
  task<void> cancel_and_join() {
    cancel();
    co_await join().under(nullptr);
  }

  bool empty() const { return runs_.empty(); }
  std::size_t size() const { return runs_.size(); }

 private:
  struct Run {
    Cancellation cancellation;
    std::coroutine_handle<detail::Detached::promise_type> frame;
  };
  using Position = std::list<Run>::iterator;

  template <class T>
  static detail::Detached follow(TaskScope& scope, Position self, task<T> work,
                                 std::function<void(Outcome<T>)> on_done) {
    Outcome<T> outcome(co_await std::move(work).settled_slot());
    scope.leave(self);  // first: the callback may destroy the scope
    if (on_done) on_done(std::move(outcome));
  }
  void leave(Position run) {
    runs_.erase(run);
    if (runs_.empty()) wake_joiners();
  }
  void wake_joiners() {
    for (const auto& joiner : std::exchange(joiners_, {})) joiner.resolve();
  }

  Executor& executor_;
  std::list<Run> runs_;
  std::vector<Completer<void>> joiners_;
};

}  // namespace base
