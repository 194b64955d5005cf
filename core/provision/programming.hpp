// A firmware onto a board and running: written, read back, released, and heard or asked whether it lives.
#pragma once

#include "board/firmware_start.hpp"
#include "debugger/programmer.hpp"
#include "provision/firmware_image.hpp"
#include "provision/progress.hpp"

namespace provision {

/// Programs and verifies as the steps of this role; fuses that differ from the image's are only reported
/// (provision.fuses_differ). A failure leaves the target released and, where it was touched, without a whole
/// program: running again recovers it.
base::task<std::vector<base::Error>> program_firmware(debugger::TargetProgrammer& target,
                                                      const debugger::FlashImage& image,
                                                      board::FirmwareRole role, Progress& progress);

/// The same, with the serial port opened before the release; ends when the provisioning firmware says that it
/// listens, or answers. provision.firmware_silent when it does neither: then this port is not that board's,
/// or the image is no provisioning firmware.
base::task<std::vector<base::Error>> start_provisioning_firmware(debugger::TargetProgrammer& target,
                                                                 ports::SerialPort& port,
                                                                 const debugger::FlashImage& image,
                                                                 Progress& progress, base::Log& log);

}  // namespace provision
