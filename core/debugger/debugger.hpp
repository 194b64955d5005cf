// A board's debugger (nEDBG, also called "PKOB nano"): opens a session and reads what the debugger reports
// about itself. The kits, and the oldest debugger firmware that is recommended, are in core/board.
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
  std::string serial_number;                      // the serial number in its USB descriptor
  std::string device_name;                        // of the target, from the configuration: "ATmega4808"
  std::string kit_name;                           // from the board configuration: "AVR-IoT WG"
  std::optional<housekeeping::Version> firmware;  // nullopt if the debugger does not report it
};

/// One caller at a time. open() and identify() throw no_answer, bad_answer, command_refused and the port's
/// errors.
class Debugger {
 public:
  Debugger(ports::HidDevice& device, base::Log& log) : dap_(device, log), protocol_(dap_) {}

  /// Opens the device and starts a session. Also throws report_size. Closes the device on failure.
  base::task<void> open();
  /// Fields that the debugger does not report stay empty: they are informational and never stop a job.
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
