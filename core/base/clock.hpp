// Time as an interface. The executor's monotonic time moves by itself (a browser, a test host) or by leaps
// (VirtualExecutor); the wall clock tells calendar time for certificates and signatures and can be wrong by
// minutes.
#pragma once

#include <chrono>

namespace base {

using Duration = std::chrono::nanoseconds;

/// Monotonic time since some start of the executor's own.
struct MonotonicClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonotonicClock>;
  static constexpr bool is_steady = true;
};
using Instant = MonotonicClock::time_point;

/// UTC calendar time, whole seconds.
using SystemTime = std::chrono::sys_seconds;

class WallClock {
 public:
  virtual ~WallClock() = default;
  virtual SystemTime now() const = 0;
};

}  // namespace base
