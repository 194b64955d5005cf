// How the flow gets at each kind of target: what its images may hold, and what programs it. The one place
// that tells them apart.
#pragma once

#include <memory>

#include "board/kit.hpp"
#include "debugger/debugger.hpp"
#include "debugger/programmer.hpp"

namespace provision {

/// Of a kit that this product programs; false for nullptr.
bool is_programmable(const board::Kit* kit);
/// What images for this target may hold; provision.unknown_kit for one that is not programmed.
debugger::ImageRanges image_ranges(board::Mcu mcu);
/// Behind a debugger, which outlives it; provision.unknown_kit for one that is not programmed.
std::unique_ptr<debugger::TargetProgrammer> make_target(board::Mcu mcu, debugger::Debugger& debugger);

}  // namespace provision
