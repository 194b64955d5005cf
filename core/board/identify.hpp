// Finds out which firmware answers on a serial port. Asks for the provisioning firmware at 115200 baud and
// for the demo firmware at 9600, beginning with the one that was last seen. Opens and closes the port by
// itself: the caller opens it again at the rate of the firmware that answered.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "base/log.hpp"
#include "base/task.hpp"
#include "board/firmware_role.hpp"
#include "board/version.hpp"
#include "ports/serial_port.hpp"

namespace board {

struct ProvisioningFirmware {
  Version version;
};
struct DemoFirmware {
  Version version;
};
struct UnknownFirmware {
  std::string heard;  // the last bytes that came, printable(); empty when the port was silent
};
using IdentifiedFirmware = std::variant<ProvisioningFirmware, DemoFirmware, UnknownFirmware>;

/// Whether an error of ProvisioningClient or DemoClient only means that its firmware does not run.
bool is_no_answer(const base::Error& error);

struct IdentifyOptions {
  std::optional<FirmwareRole> hint;  // what the port was last seen to run
  /// How long to wait for a demo firmware that may be starting. It is silent then, like a port without a
  /// board.
  base::Duration demo_timeout = std::chrono::seconds(8);
};

/// Throws the port's errors. Silence is not an error (UnknownFirmware). The port is always closed afterwards.
base::task<IdentifiedFirmware> identify(ports::SerialPort& port, base::Log& log, IdentifyOptions options);

}  // namespace board
