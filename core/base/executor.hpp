// The queue of ready tasks and the timers of the only thread. A derived
// class provides the time and calls run_ready() and fire_due_timers(): in a loop that jumps from
// timer to timer (VirtualExecutor), around poll() in the test hosts, from the event loop in a browser.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "base/clock.hpp"
#include "base/coroutine.hpp"

namespace base {

class Executor;

/// A suspended coroutine that can be in a ready queue; the base class of each task's promise. Destroying it
/// removes it from the queue.
class Resumable {
 public:
  Resumable() = default;
  Resumable(const Resumable&) = delete;
  Resumable& operator=(const Resumable&) = delete;

 protected:
  ~Resumable();
  std::coroutine_handle<> self_;

 private:
  friend class Executor;
  Executor* queued_in_ = nullptr;
  Resumable* previous_ = nullptr;
  Resumable* next_ = nullptr;
};

class Executor {
 public:
  /// Identifies a timer. Never used again for another timer of this executor.
  using TimerId = std::pair<Instant, std::uint64_t>;

  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  virtual ~Executor();

  virtual Instant now() const = 0;

  /// Appends a suspended coroutine to the ready queue, unless the coroutine is in it already.
  void post(Resumable& coroutine) noexcept;
  /// Calls back once, from fire_due_timers(), not earlier than `when`.
  TimerId call_at(Instant when, std::function<void()> callback);
  void cancel_timer(TimerId timer);

  /// Resumes coroutines until the ready queue is empty, including those that become ready meanwhile, or until
  /// `end` has passed. A nested call returns at once.
  void run_ready(Instant end = Instant::max());
  void fire_due_timers();
  bool has_ready() const { return first_ != nullptr; }
  bool has_timer() const { return !timers_.empty(); }
  /// When the next timer is due; Instant::max() if there is no timer.
  Instant next_timer() const;

 protected:
  /// Called when a coroutine becomes ready while nothing runs, and when the earliest timer changes.
  virtual void wake() {}

 private:
  friend class Resumable;
  void unlink(Resumable& coroutine) noexcept;

  Resumable* first_ = nullptr;
  Resumable* last_ = nullptr;
  bool running_ = false;
  std::uint64_t next_timer_number_ = 0;
  std::map<TimerId, std::function<void()>> timers_;
};

}  // namespace base
