// Which firmware answers on a serial port: asks at 115200 baud for the provisioning firmware, at 9600 for the
// demo, first where it was last seen. Opens the port as it needs; whoever calls opens it anew at the rate of
// the answer.
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
  std::string heard;  // printable, for the log; empty when the port was silent
};
using IdentifiedFirmware = std::variant<ProvisioningFirmware, DemoFirmware, UnknownFirmware>;

/// Of an error of either client: whether it only says that this firmware is not there.
bool is_no_answer(const base::Error& error);

struct IdentifyOptions {
  std::optional<FirmwareRole> hint;  // what the port was last seen to run
  /// How long a demo firmware that is just starting is waited for; silence does not tell it from no board at
  /// all.
  base::Duration demo_patience = std::chrono::seconds(8);
};

/// The port's errors come through; that nothing answers is no error. The port is closed when it ends,
/// however.
base::task<IdentifiedFirmware> identify(ports::SerialPort& port, base::Log& log, IdentifyOptions options);

}  // namespace board
