// Waiting for time to pass, bounding a wait by time, and shielding work from cancellation.
#pragma once

#include "base/completion.hpp"
#include "base/task.hpp"

namespace base {

/// Waits for the duration; base.cancelled when the task is cancelled meanwhile.
task<void> sleep(Duration duration);

/// Lets others run once.
inline task<void> yield() {
  return sleep(Duration::zero());
}

/// The work's result; when it takes longer than `limit` it is cancelled, unwinds, and base.timed_out
/// (parameter: milliseconds) is thrown.
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

/// The work, not reached by cancellation: for leaving a device in a known state while unwinding. Bound it
/// with with_timeout inside.
template <class T>
task<T> shielded(task<T> work) {
  return std::move(work).under(nullptr);
}

}  // namespace base
