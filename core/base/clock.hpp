// Time as an interface. The executor's monotonic time passes by itself (in a browser or a test host) or jumps
// to the next timer (VirtualExecutor). The wall clock gives calendar time, which certificates and signatures
// need; it can be wrong by minutes.
#pragma once

#include <chrono>

namespace base {

using Duration = std::chrono::nanoseconds;

/// Monotonic time since a start that each executor chooses.
struct MonotonicClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonotonicClock>;
  static constexpr bool is_steady = true;
};
using Instant = MonotonicClock::time_point;

/// UTC calendar time in whole seconds.
using SystemTime = std::chrono::sys_seconds;

class WallClock {
 public:
  virtual ~WallClock() = default;
  virtual SystemTime now() const = 0;
};

}  // namespace base
