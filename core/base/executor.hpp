// The ready queue and the timers of the one thread. Knows nothing of what it runs. A derived class tells the
// time and arranges that run_ready() and fire_due_timers() are called: by leaps (VirtualExecutor), by poll()
// in the test hosts, by the event loop in a browser.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "base/clock.hpp"
#include "base/coroutine.hpp"

namespace base {

class Executor;

/// A suspended coroutine that can stand in a ready queue (each task's promise is one). It leaves the queue
/// when it is destroyed.
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
  /// Names a timer; stays unique for the executor's life.
  using TimerId = std::pair<Instant, std::uint64_t>;

  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  virtual ~Executor();

  virtual Instant now() const = 0;

  /// Puts a suspended coroutine at the end of the ready queue. Each stands there at most once.
  void post(Resumable& coroutine) noexcept;
  /// Calls back once, not before `when`, from fire_due_timers().
  TimerId call_at(Instant when, std::function<void()> callback);
  void cancel_timer(TimerId timer);

  /// Resumes what is ready, and what becomes ready meanwhile, until the queue is empty. Not re-entrant: a
  /// call from inside returns at once.
  void run_ready();
  void fire_due_timers();
  bool has_ready() const { return first_ != nullptr; }
  bool has_timer() const { return !timers_.empty(); }
  /// When the next timer is due; Instant::max() without one.
  Instant next_timer() const;

 protected:
  /// Something became ready, or the earliest timer changed.
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
