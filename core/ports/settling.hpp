// A device that was plugged in just now, or restarted, may be refused for a moment: the system still sets it
// up, or one of its services looks at it first. Whoever opens a device for the first time tries again a few
// times, and is told of a refusal that lasts within two seconds.
#pragma once

#include <array>

#include "base/clock.hpp"

namespace ports {

inline constexpr std::array<base::Duration, 3> settling_waits{
    std::chrono::milliseconds(250), std::chrono::milliseconds(500), std::chrono::seconds(1)};

}  // namespace ports
