// Clean-up that has to wait itself, such as closing a port. A catch block cannot co_await, and a destructor
// cannot either, so these combinators take the clean-up as a second task. It starts when the work has ended,
// and cancellation of the caller does not reach it; bound it with with_timeout where it may hang.
//
//   co_await port.open(rate);
//   co_return co_await base::finally(ask(port), port.close());
//
// The error of the work wins over an error of the clean-up. A task that is destroyed while it waits (see
// Spawned) runs no clean-up.
#pragma once

#include <exception>
#include <utility>

#include "base/task.hpp"

namespace base {

/// Runs `work` and then `clean_up`: after success, after an error and after cancellation. Returns the work's
/// result. Throws the work's error or, when the work succeeded, the clean-up's.
template <class T>
task<T> finally(task<T> work, task<void> clean_up) {
  detail::Slot<T> result = co_await std::move(work).settled_slot();
  const detail::Slot<void> cleaned = co_await std::move(clean_up).under(nullptr).settled_slot();
  if (!result.exception() && cleaned.exception()) std::rethrow_exception(cleaned.exception());
  co_return result.take();
}

/// Runs `work` and, only when it fails or is cancelled, `clean_up`. Returns the work's result or throws its
/// error; an error of the clean-up is dropped.
template <class T>
task<T> on_failure(task<T> work, task<void> clean_up) {
  detail::Slot<T> result = co_await std::move(work).settled_slot();
  if (result.exception()) co_await std::move(clean_up).under(nullptr).settled_slot();
  co_return result.take();
}

}  // namespace base
