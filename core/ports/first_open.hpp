// Opens a device that may have been plugged in or restarted a moment ago. The system may refuse the device
// for a moment: it still sets the device up, another tab of this page looks at it first, or, on Linux,
// ModemManager opens each new serial port for some ten seconds.
#pragma once

#include <functional>

#include "base/log.hpp"
#include "base/task.hpp"

namespace ports {

/// How long to keep trying to open after a refusal.
inline constexpr base::Duration busy_timeout = std::chrono::seconds(10);  // serial.port_busy
inline constexpr base::Duration brief_timeout = std::chrono::milliseconds(1750);

/// One attempt to open a device, such as `port.open(rate)`.
using OpenAttempt = std::function<base::task<void>()>;

/// Repeats the attempt at growing intervals until it succeeds, and logs that it does so. Throws the last
/// refusal when the time is over, and at once an error that a later attempt cannot change.
base::task<void> first_open(OpenAttempt attempt, base::Log& log);

}  // namespace ports
