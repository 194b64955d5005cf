#include "base/virtual_executor.hpp"

#include <algorithm>

namespace base {

bool VirtualExecutor::step() {
  if (!has_ready()) {
    if (!has_timer()) return false;
    now_ = std::max(now_, next_timer());
    fire_due_timers();
  }
  run_ready();
  return true;
}

void VirtualExecutor::run_until_idle() {
  while (step()) continue;
}

void VirtualExecutor::run_for(Duration duration) {
  const Instant end = now_ + duration;
  while (has_ready() || next_timer() <= end) step();
  now_ = end;
}

}  // namespace base
