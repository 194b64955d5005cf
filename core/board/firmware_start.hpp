// Whether a board's firmware starts: by what each of the two says then and at no other time, and by what a
// restart of the demo firmware forgets. The provisioning firmware ends its banner with READY; the demo
// firmware tells which thing name (until 3.0: thing ID) and endpoint it found (its published source,
// wifi_service.c; debug level "normal"). The Google demo says nothing.
#pragma once

#include <optional>
#include <string>

#include "base/log.hpp"
#include "base/task.hpp"
#include "board/firmware_role.hpp"
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

/// True as soon as the firmware of the port's rate is heard starting;
/// false when it is not within `patience`. The port is open at that rate before the board is released. The
/// port's errors, but for line errors.
base::task<bool> hears_start(ports::SerialPort& port, FirmwareRole firmware, base::Duration patience);

/// Leaves a command without its line end with a demo firmware that answers now: only a restart makes it
/// forget
/// (`command` and `index` of its cli.c). False when it does not answer.
base::task<bool> leave_half_command(ports::SerialPort& port, base::Log& log);

enum class HalfCommand : std::uint8_t { forgotten, kept, unanswered };
/// Ends the command that was left: a firmware that kept it gives the version, one that restarted its list of
/// commands. The port's errors, but for line errors.
base::task<HalfCommand> end_half_command(ports::SerialPort& port, base::Duration patience);

}  // namespace board
