// The memories of a kit's microcontroller, whichever part it is, and the program in its flash.
#pragma once

#include <optional>
#include <variant>

#include "board/kit.hpp"
#include "simulation/atmega4808.hpp"
#include "simulation/firmware_image.hpp"
#include "simulation/pic24_memories.hpp"

namespace simulation {

using McuMemories = std::variant<AvrMemories, PicMemories>;

/// The memories of a new part. Supports only the parts on the simulation's kits.
McuMemories blank_memories(board::Mcu mcu);
/// The flash, in the layout of an image.
base::Bytes& flash(McuMemories& memories);
const base::Bytes& flash(const McuMemories& memories);
/// The program in the flash; nullopt if the flash holds no complete program that is known.
std::optional<board::FirmwareRole> running_firmware(const McuMemories& memories);
/// The edition in memories that hold the demo firmware.
DemoEdition demo_edition(const McuMemories& memories);
/// The same memories, with the image as the only content of the flash.
McuMemories with_program(McuMemories memories, base::ByteView image);
/// The same memories, with the stand-in of a program as the only content of the flash.
McuMemories with_stand_in(McuMemories memories, board::FirmwareRole kind,
                          DemoEdition edition = DemoEdition::current);

}  // namespace simulation
