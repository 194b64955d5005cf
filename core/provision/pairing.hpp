// Finds out which serial port and which debugger belong to one board. The browser does not say, so it is
// proved: the target is reset through the debugger, and the port on which a firmware then starts belongs to
// the same board. A start is recognised by the firmware's banner, or because the firmware has forgotten a
// half-sent command; a firmware that still completes the command runs on another board. Nothing is erased
// without this proof, except a target without a complete program (see has_no_program()).
#pragma once

#include <optional>
#include <vector>

#include "board/firmware_start.hpp"
#include "debugger/programmer.hpp"

namespace provision {

/// A port that may belong to the debugger's board, open at the baud rate of the firmware that was last
/// recognised on it.
struct PortCandidate {
  ports::SerialPort* port;
  board::FirmwareRole firmware;
};

/// restarted: the port belongs to the debugger's board. ran_on: to another board. unknown: neither is proved.
enum class Proof : std::uint8_t { unknown, restarted, ran_on };

/// Resets the target once, listens on all candidates and returns what that proves of each. Throws the
/// debugger's errors; a port that fails is unknown.
base::task<std::vector<Proof>> find_port(debugger::TargetProgrammer& target,
                                         std::vector<PortCandidate> candidates, base::Log& log);

/// Whether the target is erased or holds only a part of one of these images, left by a programming that was
/// cut short. Reads the program memory and resets the target. The images must outlive the task.
base::task<bool> has_no_program(debugger::TargetProgrammer& target,
                                std::vector<const debugger::FlashImage*> images);

}  // namespace provision
