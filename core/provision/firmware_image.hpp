// What the flow programs: the vendor's image for a kit, checked by its sum, or a user's own. Either is parsed
// for the target's memory before anything is erased.
#pragma once

#include <optional>
#include <string>

#include "board/kit.hpp"
#include "debugger/intel_hex.hpp"
#include "ports/platform.hpp"

namespace provision {

/// A file that the user chose in place of the vendor's.
struct OwnImage {
  std::string name;
  std::string text;  // Intel HEX
};

/// Empty: the vendor's image is used.
using OwnImages = board::PerFirmware<std::optional<OwnImage>>;

/// Throws what debugger::parse_intel_hex() throws, with the parameter `name`.
debugger::FlashImage parse_image(std::string_view text, board::Mcu mcu, std::string_view name);
/// The kit's image: provision.image_differs unless it has the sum that the catalogue says, file.unavailable.
base::task<debugger::FlashImage> load_image(ports::VendorFiles& files, const board::Kit& kit,
                                            board::FirmwareRole role, std::optional<OwnImage> own);

}  // namespace provision
