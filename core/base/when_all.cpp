#include "base/when_all.hpp"

namespace base {

namespace detail {

task<void> Gathering::child(ErasedTask work) {
  co_await work;
  if (const auto exception = work.exception()) {
    if (!first_error_) first_error_ = exception;
    cancellation_.cancel();
  }
  if (--left_ == 0) last_ended_.resolve();
}

task<void> Gathering::all() {
  left_ = children_.size();
  if (left_ == 0) last_ended_.resolve();
  for (auto& child : children_) child.start(context_);
  // Cancelling the parent also cancels the children; this wait goes on until they have unwound.
  co_await wait_for_children().under(nullptr);
  if (first_error_) std::rethrow_exception(first_error_);
}

}  // namespace detail

task<void> when_all(std::vector<task<void>> tasks) {
  detail::Gathering gathering(co_await this_context());
  for (const auto& one : tasks) gathering.add(one.erased());
  co_await gathering.all();
}

}  // namespace base
