// A device that was plugged in just now, or restarted, may be refused for a moment: the system still sets it
// up, or one of its services looks at it first. Whoever opens a device for the first time tries again a few
// times, and is told of a refusal that lasts within two seconds. The page's other tabs hear of the device in
// the same moment, and let go of it as soon as they know what it is.
#pragma once

#include <array>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "ports/errors.hpp"

namespace ports {

inline constexpr std::array<base::Duration, 3> settling_waits{
    std::chrono::milliseconds(250), std::chrono::milliseconds(500), std::chrono::seconds(1)};

/// Whether the refusal to open may be over at the next try.
inline bool may_pass(const base::Error& refusal) {
  for (const base::ErrorCode code :
       {serial_port_busy, serial_open_failed, hid_open_failed, port_in_other_tab, debugger_in_other_tab})
    if (refusal.is(code)) return true;
  return false;
}

}  // namespace ports
