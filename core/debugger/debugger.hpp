// A board's debugger (nEDBG, in the field "PKOB nano"): its session, who it is, its restart. What it says of
// itself is passed on unjudged: which kit that is, and whether its firmware is too old, core/board knows.
#pragma once

#include <optional>
#include <string>

#include "base/log.hpp"
#include "debugger/board_configuration.hpp"
#include "debugger/cmsis_dap.hpp"
#include "debugger/housekeeping.hpp"
#include "debugger/jtagice3.hpp"

namespace debugger {

struct DebuggerInfo {
  std::string product;                            // "nEDBG CMSIS-DAP"
  std::string serial_number;                      // as USB has it, too
  std::string device_name;                        // the target that the board is said to carry: "ATmega4808"
  std::string kit_name;                           // of the board configuration: "AVR-IoT WG"
  std::optional<housekeeping::Version> firmware;  // empty when the debugger does not tell it
};

/// One caller at a time. open() and identify() can end with no_answer, bad_answer, command_refused and the
/// port's errors.
class Debugger {
 public:
  Debugger(ports::HidDevice& device, base::Log& log) : dap_(device, log), protocol_(dap_) {}

  /// Opens the device and starts a session: report_size. On failure the device is closed.
  base::task<void> open();
  base::task<DebuggerInfo> identify();
  /// Ends the session and closes the device. Never fails.
  base::task<void> close();

  CmsisDap& dap() { return dap_; }
  Jtagice3& protocol() { return protocol_; }

 private:
  base::task<base::Bytes> read_version(std::uint8_t from, std::uint8_t size);
  base::task<std::optional<housekeeping::Version>> firmware_version();
  base::task<std::string> kit_name();

  CmsisDap dap_;
  Jtagice3 protocol_;
};

}  // namespace debugger
