// What a kit's microcontroller keeps without power, whichever it is, and the program that it holds.
#pragma once

#include <optional>
#include <variant>

#include "board/kit.hpp"
#include "simulation/atmega4808.hpp"
#include "simulation/firmware_image.hpp"
#include "simulation/pic24_memories.hpp"

namespace simulation {

using McuMemories = std::variant<AvrMemories, PicMemories>;

/// As it leaves its factory. Only for those that the simulation's kits carry.
McuMemories blank_memories(board::Mcu mcu);
/// The flash, in an image's layout.
base::Bytes& flash(McuMemories& memories);
const base::Bytes& flash(const McuMemories& memories);
/// What the microcontroller runs; nothing when its flash holds no program that is whole and known.
std::optional<board::FirmwareRole> running_firmware(const McuMemories& memories);
/// Of memories that hold the demo firmware.
DemoEdition demo_edition(const McuMemories& memories);
/// The memories with that program alone in the flash.
McuMemories with_program(McuMemories memories, base::ByteView image);
/// With a program's stand-in alone in the flash.
McuMemories with_stand_in(McuMemories memories, board::FirmwareRole kind,
                          DemoEdition edition = DemoEdition::current);

}  // namespace simulation
