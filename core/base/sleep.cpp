#include "base/sleep.hpp"

namespace base {

task<void> sleep(Duration duration) {
  Executor& executor = *(co_await this_context()).executor;
  const Completion<void> passed;
  const auto timer =
      executor.call_at(executor.now() + duration, [completer = passed.completer()] { completer.resolve(); });
  co_await passed.wait([&executor, timer] { executor.cancel_timer(timer); });
}

}  // namespace base
