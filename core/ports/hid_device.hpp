// A HID device with 64-byte reports and no report id, both ways. Knows nothing of CMSIS-DAP.
#pragma once

#include <array>

#include "base/bytes.hpp"
#include "base/task.hpp"

namespace ports {

using HidReport = std::array<std::byte, 64>;

class HidDevice {
 public:
  virtual ~HidDevice() = default;

  /// hid.open_failed, hid.disconnected.
  virtual base::task<void> open() = 0;
  /// Ends when the report is handed to the platform; it must stay valid until then. hid.disconnected.
  virtual base::task<void> send(const HidReport& report) = 0;
  /// The next report in order, of those that came since open(); waits for one. Cancelling the wait loses
  /// nothing. hid.disconnected.
  virtual base::task<HidReport> receive() = 0;
  /// Never fails.
  virtual base::task<void> close() = 0;
};

}  // namespace ports
