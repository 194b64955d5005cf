#include "base/task.hpp"

namespace base::detail {

void SlotBase::require(bool has_value) const {
  if (exception_) std::rethrow_exception(exception_);
  if (!has_value) throw Error(broken_promise);
}

Error empty_task() {
  return Error(broken_promise).because("an empty task was awaited");
}

std::exception_ptr ErasedTask::exception() const {
  return slot != nullptr ? slot->exception() : std::make_exception_ptr(empty_task());
}

}  // namespace base::detail
