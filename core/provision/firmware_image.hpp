// The firmware images that are programmed: the vendor's image for a kit, checked by its SHA-256, or a file of
// the user's own. Both are parsed for the target's memory before anything is erased.
#pragma once

#include <optional>
#include <string>

#include "board/kit.hpp"
#include "debugger/intel_hex.hpp"
#include "ports/platform.hpp"

namespace provision {

/// A file that the user chose instead of the vendor's image.
struct OwnImage {
  std::string name;
  std::string text;  // Intel HEX
};

/// The user's own image for each role; nullopt: the vendor's image.
using OwnImages = board::PerFirmware<std::optional<OwnImage>>;

/// Parses Intel HEX text. Throws what debugger::parse_intel_hex() throws, with the parameter `name`.
debugger::FlashImage parse_image(std::string_view text, board::Mcu mcu, std::string_view name);
/// The vendor's file for the kit. Throws provision.image_differs when its SHA-256 is not the one in the
/// kit catalogue, file.unavailable when it cannot be loaded, provision.unknown_kit when the kit has no
/// images.
base::task<base::Bytes> read_vendor_image(ports::VendorFiles& files, const board::Kit& kit,
                                          board::FirmwareRole role);
/// The image to program: `own` or else the vendor's. Throws what read_vendor_image() and parse_image() throw.
base::task<debugger::FlashImage> load_image(ports::VendorFiles& files, const board::Kit& kit,
                                            board::FirmwareRole role, std::optional<OwnImage> own);

}  // namespace provision
