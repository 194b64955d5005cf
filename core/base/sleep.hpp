// Waits for time to pass, limits the time that work may take, and shields work from cancellation.
#pragma once

#include "base/completion.hpp"
#include "base/task.hpp"

namespace base {

/// Waits for the duration. Throws base.cancelled if the task is cancelled meanwhile.
task<void> sleep(Duration duration);

/// Lets other ready tasks run once.
inline task<void> yield() {
  return sleep(Duration::zero());
}

/// Returns the work's result. If the work takes longer than `limit`, cancels it, waits until it has unwound
/// and throws base.timed_out (parameter: milliseconds).
template <class T>
task<T> with_timeout(Duration limit, task<T> work) {
  const Context context = co_await this_context();
  Cancellation cancellation(context.cancellation);
  bool expired = false;
  struct Timer {
    ~Timer() { executor.cancel_timer(id); }
    Executor& executor;
    Executor::TimerId id;
  };
  const Timer timer{*context.executor, context.executor->call_at(context.executor->now() + limit, [&] {
                      expired = true;
                      cancellation.cancel();
                    })};
  try {
    co_return co_await std::move(work).under(&cancellation);
  } catch (const Error& error) {
    if (!expired || !error.is(cancelled) || context.is_cancelled()) throw;
  }
  throw Error(timed_out).with("milliseconds",
                              std::chrono::duration_cast<std::chrono::milliseconds>(limit).count());
}

/// Runs the work out of reach of the caller's cancellation, for leaving a device in a known state while the
/// caller unwinds. Limit the time of such work with with_timeout.
template <class T>
task<T> shielded(task<T> work) {
  return std::move(work).under(nullptr);
}

}  // namespace base
