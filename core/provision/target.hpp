// Chooses the programmer and the image ranges for each kind of target (MCU). The only place that tells the
// kinds apart.
#pragma once

#include <memory>

#include "board/kit.hpp"
#include "debugger/debugger.hpp"
#include "debugger/programmer.hpp"

namespace provision {

/// Whether this product programs the kit; false for nullptr.
bool is_programmable(const board::Kit* kit);
/// The address ranges that an image for this target may fill. Throws provision.unknown_kit for a target that
/// is not programmed.
debugger::ImageRanges image_ranges(board::Mcu mcu);
/// A programmer for the target behind this debugger, which must outlive the programmer. Throws
/// provision.unknown_kit for a target that is not programmed.
std::unique_ptr<debugger::TargetProgrammer> make_programmer(board::Mcu mcu, debugger::Debugger& debugger);

}  // namespace provision
