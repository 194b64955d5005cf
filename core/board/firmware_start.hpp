// Detects that a board's firmware starts: by the text that each firmware prints at its start and at no other
// time, and by the unfinished command that a restart of the demo firmware clears.
//
// The provisioning firmware ends its banner with READY. The demo firmware prints the thing name (until 3.0:
// thing ID) and the endpoint that it found (its published source, wifi_service.c; debug level "normal"). The
// Google demo prints nothing.
#pragma once

#include <optional>
#include <string>

#include "base/log.hpp"
#include "base/task.hpp"
#include "board/answer.hpp"
#include "board/demo_answer.hpp"
#include "board/firmware_role.hpp"
#include "ports/serial_port.hpp"

namespace board {

/// What the demo firmware prints about itself when it starts.
struct DemoStart {
  std::optional<std::string> thing_name;
  /// nullopt if the firmware uses its fallback, the vendor's sandbox.
  std::optional<std::string> endpoint;
  bool thing_name_missing = false;
  bool sandbox = false;

  bool heard() const { return thing_name || endpoint || thing_name_missing || sandbox; }
  /// Takes one line of the firmware's log.
  void take(std::string_view line);
};

/// Finds the starts of one firmware in the bytes that its port sends.
class StartDetector {
 public:
  explicit StartDetector(FirmwareRole firmware) : firmware_(firmware) {}
  /// Takes one byte. True if it completes the proof of a start; once for each start, although the demo
  /// firmware prints more than one line about itself.
  bool feed(std::byte byte);

 private:
  bool feed_demo(std::byte byte);

  FirmwareRole firmware_;
  LineSplitter lines_;
  DemoSplitter demo_lines_;
  std::uint32_t printed_ = 0;  // which of the demo firmware's start lines came since its last start
};

/// True as soon as this firmware is heard starting; false when it is not within `timeout`. Open the port at
/// the firmware's rate before the board is released. Throws the port's errors except line errors.
base::task<bool> hears_start(ports::SerialPort& port, FirmwareRole firmware, base::Duration timeout);

/// Sends a command without its line end to a demo firmware that answers. The firmware keeps it until it
/// restarts (`command` and `index` of its cli.c). False when the firmware does not answer.
base::task<bool> leave_half_command(ports::SerialPort& port, base::Log& log);

enum class HalfCommand : std::uint8_t { forgotten, kept, unanswered };
/// Ends the command that leave_half_command() left. A firmware that kept it answers with its version, a
/// firmware that restarted with its list of commands. Throws the port's errors except line errors.
base::task<HalfCommand> end_half_command(ports::SerialPort& port, base::Duration timeout);

}  // namespace board
