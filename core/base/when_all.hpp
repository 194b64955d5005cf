// Runs several tasks concurrently on one thread; they interleave where they wait. The first task that fails
// cancels the others. Its error is thrown when all tasks have ended, so that none is left running.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "base/completion.hpp"
#include "base/task.hpp"

namespace base {

namespace detail {

/// Counts the tasks that still run, keeps the first error, and wakes the parent when the last task ends.
class Gathering {
 public:
  explicit Gathering(Context context)
      : context_(context), cancellation_(context.cancellation), last_ended_(done_.completer()) {
    context_.cancellation = &cancellation_;
  }

  /// The task must outlive all().
  void add(ErasedTask work) { children_.push_back(child(work)); }
  /// Starts the tasks and waits until all have ended. Throws the first error.
  task<void> all();

 private:
  task<void> child(ErasedTask work);
  task<void> wait_for_children() { co_await done_.wait(); }

  Context context_;
  Cancellation cancellation_;
  std::vector<task<void>> children_;
  std::size_t left_ = 0;
  std::exception_ptr first_error_;
  Completion<void> done_;
  Completer<void> last_ended_;
};

template <class T>
typename Slot<T>::Stored stored(task<T>& ended) {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return ended.take();
  }
}

}  // namespace detail

/// Returns the results as a tuple; the result of a task<void> is std::monostate. What the tasks' coroutines
/// were given lives until all tasks have ended.
template <class... T>
task<std::tuple<typename detail::Slot<T>::Stored...>> when_all(task<T>... tasks) {
  detail::Gathering gathering(co_await this_context());
  (gathering.add(tasks.erased()), ...);
  co_await gathering.all();
  co_return std::tuple<typename detail::Slot<T>::Stored...>{detail::stored(tasks)...};
}

/// Returns the results in the order of the tasks.
template <class T>
task<std::vector<T>> when_all(std::vector<task<T>> tasks) requires(!std::is_void_v<T>) {
  detail::Gathering gathering(co_await this_context());
  for (const auto& one : tasks) gathering.add(one.erased());
  co_await gathering.all();
  std::vector<T> results;
  for (auto& one : tasks) results.push_back(one.take());
  co_return results;
}

task<void> when_all(std::vector<task<void>> tasks);

}  // namespace base
