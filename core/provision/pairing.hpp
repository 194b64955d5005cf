// Which serial port belongs to a debugger. The browser does not say, so it is proved: the target is reset
// through the debugger, and the port on which its firmware is heard starting is the board's. Nothing is
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
  board::FirmwareHint firmware;
};

/// Resets the target once and listens on all candidates: the index of the one that heard it start, nothing
/// when none did. The debugger's errors; a port that fails is out of the running.
base::task<std::optional<std::size_t>> find_port(debugger::TargetProgrammer& target,
                                                 std::vector<PortCandidate> candidates);

/// Whether the target is erased, or holds only a part of one of the images: of a programming that was cut
/// short. Reads the program memory; resets the target. The images outlive the task.
base::task<bool> holds_nothing(debugger::TargetProgrammer& target,
                               std::vector<const debugger::FlashImage*> images);

}  // namespace provision
