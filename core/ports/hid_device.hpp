// A HID device with reports of 64 bytes in both directions, without a report id.
#pragma once

#include <array>

#include "base/bytes.hpp"
#include "base/task.hpp"

namespace ports {

using HidReport = std::array<std::byte, 64>;

class HidDevice {
 public:
  virtual ~HidDevice() = default;

  /// Throws hid.open_failed, hid.disconnected.
  virtual base::task<void> open() = 0;
  /// Ends when the platform has accepted the report, which must stay valid until then. Throws
  /// hid.disconnected.
  virtual base::task<void> send(const HidReport& report) = 0;
  /// Waits for the next report since open(), in order. Cancelling the wait loses no report. Throws
  /// hid.disconnected.
  virtual base::task<HidReport> receive() = 0;
  /// Never fails.
  virtual base::task<void> close() = 0;
};

}  // namespace ports
