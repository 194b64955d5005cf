// Which serial port belongs to a debugger. The browser does not say, so it is proved: the target is reset
// through the debugger, and the port whose firmware starts then is the board's: it says so, or it has
// forgotten half a command that was left with it. One that still knows it is another board's. Nothing is
// erased without that, but a target that holds nothing anybody could miss (see holds_nothing).
#pragma once

#include <optional>
#include <vector>

#include "board/firmware_start.hpp"
#include "debugger/programmer.hpp"

namespace provision {

/// A port that may be the one, open at the rate of the firmware that was last heard on it.
struct PortCandidate {
  ports::SerialPort* port;
  board::FirmwareRole firmware;
};

/// restarted: with the target. ran_on: another board's. unknown: neither is proved.
enum class Proof : std::uint8_t { unknown, restarted, ran_on };

/// Resets the target once and listens on all candidates: what that proves of each. The debugger's errors; a
/// port that fails is out of the running.
base::task<std::vector<Proof>> find_port(debugger::TargetProgrammer& target,
                                         std::vector<PortCandidate> candidates, base::Log& log);

/// Whether the target is erased, or holds only a part of one of the images: of a programming that was cut
/// short. Reads the program memory; resets the target. The images outlive the task.
base::task<bool> holds_nothing(debugger::TargetProgrammer& target,
                               std::vector<const debugger::FlashImage*> images);

}  // namespace provision
