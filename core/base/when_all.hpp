// Runs several tasks concurrently on one thread; they interleave where they wait. The first task that fails
// cancels the others. Its error is thrown when all tasks have ended, so that none is left running.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "base/completion.hpp"
#include "base/spawn.hpp"
#include "base/task.hpp"

namespace base {

namespace detail {

/// Counts the tasks that still run, keeps the first error, and wakes the parent when the last task ends.
class Gathering {
 public:
  Gathering(Context context, std::size_t count)
      : context_(context), cancellation_(context.cancellation), left_(count), all_(done_.completer()) {
    context_.cancellation = &cancellation_;
    if (left_ == 0) all_.resolve();
  }

  template <class T>
  task<void> child(task<T> work, Slot<T>& slot) {
    slot = co_await settled_slot(std::move(work));
    if (slot.exception()) {
      if (!first_error_) first_error_ = slot.exception();
      cancellation_.cancel();
    }
    if (--left_ == 0) all_.resolve();
  }

  task<void> wait() {
    // Cancelling the parent also cancels the children; this wait goes on until they have unwound.
    co_await wait_for_children().under(nullptr);
    if (first_error_) std::rethrow_exception(first_error_);
  }

  const Context& context() const { return context_; }

 private:
  task<void> wait_for_children() { co_await done_.wait(); }

  Context context_;
  Cancellation cancellation_;
  std::size_t left_;
  std::exception_ptr first_error_;
  Completion<void> done_;
  Completer<void> all_;
};

template <class T>
typename Slot<T>::Stored stored(Slot<T>& slot) {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return slot.take();
  }
}

}  // namespace detail

/// Returns the results as a tuple; the result of a task<void> is std::monostate.
template <class... T>
task<std::tuple<typename detail::Slot<T>::Stored...>> when_all(task<T>... tasks) {
  detail::Gathering gathering(co_await this_context(), sizeof...(T));
  std::tuple<detail::Slot<T>...> slots;
  std::vector<task<void>> children;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (children.push_back(gathering.child(std::move(tasks), std::get<I>(slots))), ...);
  }
  (std::index_sequence_for<T...>{});
  for (auto& child : children) child.start(gathering.context());
  co_await gathering.wait();
  co_return std::apply([](auto&... slot) { return std::tuple(detail::stored(slot)...); }, slots);
}

/// Returns the results in the order of the tasks.
template <class T>
task<std::vector<T>> when_all(std::vector<task<T>> tasks) requires(!std::is_void_v<T>) {
  detail::Gathering gathering(co_await this_context(), tasks.size());
  std::vector<detail::Slot<T>> slots(tasks.size());
  std::vector<task<void>> children;
  for (std::size_t i = 0; i < tasks.size(); ++i)
    children.push_back(gathering.child(std::move(tasks[i]), slots[i]));
  for (auto& child : children) child.start(gathering.context());
  co_await gathering.wait();
  std::vector<T> results;
  for (auto& slot : slots) results.push_back(slot.take());
  co_return results;
}

inline task<void> when_all(std::vector<task<void>> tasks) {
  detail::Gathering gathering(co_await this_context(), tasks.size());
  std::vector<detail::Slot<void>> slots(tasks.size());
  std::vector<task<void>> children;
  for (std::size_t i = 0; i < tasks.size(); ++i)
    children.push_back(gathering.child(std::move(tasks[i]), slots[i]));
  for (auto& child : children) child.start(gathering.context());
  co_await gathering.wait();
}

}  // namespace base
