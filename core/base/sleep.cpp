#include "base/sleep.hpp"

namespace base {

task<void> sleep(Duration duration) {
  // Cancels the timer also when the task is destroyed where it waits.
  struct Timer {
    Executor& executor;
    Executor::TimerId id;
    ~Timer() { executor.cancel_timer(id); }
  };
  Executor& executor = *(co_await this_context()).executor;
  const Completion<void> passed;
  const Timer timer{executor, executor.call_at(executor.now() + duration,
                                               [completer = passed.completer()] { completer.resolve(); })};
  co_await passed.wait();
}

namespace detail {

TimeLimit::TimeLimit(const Context& context, Duration limit)
    : context_(context),
      limit_(limit),
      cancellation_(context.cancellation),
      timer_(context.executor->call_at(context.executor->now() + limit, [this] {
        expired_ = true;
        cancellation_.cancel();
      })) {}

void TimeLimit::check(const std::exception_ptr& end_of_work) const {
  if (!expired_ || !end_of_work || context_.is_cancelled() || !as_error(end_of_work).is(cancelled)) return;
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(limit_);
  throw Error(timed_out).with("milliseconds", milliseconds.count());
}

}  // namespace detail

}  // namespace base
