// The programs that a microcontroller's flash may hold, as far as the simulation can tell and run them: the
// vendor's two, by their size and digest (PyPI package pykitcommander, fetched at set-up); stand-ins for them
// that say so, for whoever has no image at hand; and programs of somebody's own, by text that only the two
// hold. An erased or half-written flash runs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.hpp"
#include "board/firmware_role.hpp"

namespace simulation {

/// The demo firmware over the years: the one that we bring; AWS demo 2.0, which says "Thing ID" at its start
/// and has its endpoint compiled in; the Google demo (4.0.0), which says nothing and knows no thing.
enum class DemoEdition : std::uint8_t { current, thing_id, google };
/// Of a flash that holds the demo firmware, by text that only that edition has.
DemoEdition demo_edition(base::ByteView text);

/// What a microcontroller with this flash runs, from its first address on. `text`: the flash as the program
/// that it holds reads text in it.
std::optional<board::FirmwareRole> running_firmware(base::ByteView flash, base::ByteView text);
/// Of one that reads its flash as it is.
inline std::optional<board::FirmwareRole> running_firmware(base::ByteView flash) {
  return running_firmware(flash, flash);
}

/// A text, less than a page of flash, that stands for the vendor's image.
base::Bytes stand_in_image(board::FirmwareRole kind, DemoEdition edition = DemoEdition::current);

}  // namespace simulation
