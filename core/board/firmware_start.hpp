// Hearing a board's firmware start: what each of the two says then and at no other time. The provisioning
// firmware ends its banner with READY; the demo firmware tells which thing name and endpoint it found (its
// published source, main.c; debug level "normal"). Only listens.
#pragma once

#include <optional>
#include <string>

#include "base/task.hpp"
#include "board/identify.hpp"
#include "ports/serial_port.hpp"

namespace board {

/// What the demo firmware says of itself when it starts.
struct DemoStart {
  std::optional<std::string> thing_name;
  /// Nothing: its own fallback, the vendor's sandbox.
  std::optional<std::string> endpoint;
  bool thing_name_missing = false;
  bool sandbox = false;

  bool heard() const { return thing_name || endpoint || thing_name_missing || sandbox; }
  /// Takes one line of the firmware's log.
  void take(std::string_view line);
};

/// True as soon as the firmware of the port's rate (FirmwareHint::demo or ::provisioning) is heard starting;
/// false when it is not within `patience`. The port is open at that rate before the board is released. The
/// port's errors, but for line errors.
base::task<bool> hears_start(ports::SerialPort& port, FirmwareHint firmware, base::Duration patience);

}  // namespace board
