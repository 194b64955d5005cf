// Finds out which program a microcontroller's flash holds, so that the simulation can run its model.
// Recognises three kinds: the vendor's two images, by size and digest (PyPI package pykitcommander, fetched
// at set-up); stand-ins for these images, for hosts without the images; and programs built from the vendor's
// sources, by texts that only these two programs contain. An erased or half-written flash runs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"
#include "board/firmware_role.hpp"

namespace simulation {

/// Editions of the demo firmware. `current` is the one that the page programs. `thing_id` is the AWS
/// demo 2.0, which prints "Thing ID" at its start and has its endpoint compiled in. `google` is the Google
/// demo 4.0.0, which prints nothing and has no command `thing`.
enum class DemoEdition : std::uint8_t { current, thing_id, google };
/// The edition in a flash that holds the demo firmware, by a text that only this edition contains.
DemoEdition demo_edition(base::ByteView text);

/// The program in this flash, which begins at the flash's first address; nullopt if it holds none that is
/// known. `text` is the flash as its program reads texts from it.
std::optional<board::FirmwareRole> running_firmware(base::ByteView flash, base::ByteView text);
/// The same for a microcontroller that reads its flash byte by byte.
inline std::optional<board::FirmwareRole> running_firmware(base::ByteView flash) {
  return running_firmware(flash, flash);
}

/// A stand-in for the vendor's image: a text that is shorter than a flash page.
base::Bytes stand_in_image(board::FirmwareRole role, DemoEdition edition = DemoEdition::current);

}  // namespace simulation
