// Puts a firmware on a board and starts it: writes it through the debugger, reads it back, releases the
// target and checks that the firmware answers.
#pragma once

#include "board/firmware_start.hpp"
#include "debugger/programmer.hpp"
#include "provision/firmware_image.hpp"
#include "provision/progress.hpp"

namespace provision {

/// Programs and verifies as the two steps of this role. Returns warnings: fuses that differ from the image's
/// are not changed (provision.fuses_differ). A failure leaves the target released; if the erase had begun,
/// the target has no complete program, and programming again recovers it.
base::task<std::vector<base::Error>> program_firmware(debugger::TargetProgrammer& target,
                                                      const debugger::FlashImage& image,
                                                      board::FirmwareRole role, Progress& progress);

/// Programs the provisioning firmware and waits until it prints its banner or answers. The serial port is
/// opened before the target is released, so that no part of the banner is missed. Throws
/// provision.firmware_silent if nothing arrives: the port belongs to another board, or the image is not
/// the provisioning firmware.
base::task<std::vector<base::Error>> start_provisioning_firmware(debugger::TargetProgrammer& target,
                                                                 ports::SerialPort& port,
                                                                 const debugger::FlashImage& image,
                                                                 Progress& progress, base::Log& log);

}  // namespace provision
