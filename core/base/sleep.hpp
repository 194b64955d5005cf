// Waits for time to pass, limits the time that work may take, and shields work from cancellation.
#pragma once

#include <exception>

#include "base/completion.hpp"
#include "base/task.hpp"

namespace base {

/// Waits for the duration. Throws base.cancelled if the task is cancelled meanwhile.
task<void> sleep(Duration duration);

/// Lets other ready tasks run once.
inline task<void> yield() {
  return sleep(Duration::zero());
}

namespace detail {

/// Cancels work after a time.
class TimeLimit {
 public:
  TimeLimit(const Context& context, Duration limit);
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;
  ~TimeLimit() { context_.executor->cancel_timer(timer_); }

  Cancellation* cancellation() { return &cancellation_; }
  /// Throws base.timed_out if this limit is why the work has ended.
  void check(const std::exception_ptr& end_of_work) const;

 private:
  Context context_;
  Duration limit_;
  Cancellation cancellation_;
  bool expired_ = false;
  Executor::TimerId timer_;
};

}  // namespace detail

/// Returns the work's result. If the work takes longer than `limit`, cancels it, waits until it has unwound
/// and throws base.timed_out (parameter: milliseconds).
template <class T>
task<T> with_timeout(Duration limit, task<T> work) {
  const Context context = co_await this_context();
  detail::TimeLimit timer(context, limit);
  detail::Slot<T> result = co_await std::move(work).under(timer.cancellation()).settled_slot();
  timer.check(result.exception());
  co_return result.take();
}

/// Runs the work out of reach of the caller's cancellation, for leaving a device in a known state while the
/// caller unwinds. Limit the time of such work with with_timeout.
template <class T>
task<T> shielded(task<T> work) {
  return std::move(work).under(nullptr);
}

}  // namespace base
