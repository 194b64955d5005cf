#include "provision/firmware_image.hpp"

#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "crypto/digest.hpp"
#include "provision/errors.hpp"
#include "provision/target.hpp"

namespace provision {

debugger::FlashImage parse_image(std::string_view text, board::Mcu mcu, std::string_view name) {
  try {
    return debugger::parse_intel_hex(text, image_ranges(mcu));
  } catch (const base::Error& error) {
    throw base::Error(error).with("name", name);
  }
}

base::task<base::Bytes> read_vendor_image(ports::VendorFiles& files, const board::Kit& kit,
                                          board::FirmwareRole role) {
  if (kit.images == nullptr) throw base::Error(unknown_kit).with("kit", kit.name);
  const board::FirmwareFile& file = kit.images->of(role);
  const base::Bytes content = co_await files.read(std::string(file.name));
  const std::string sum = base::to_hex(crypto::sha256(content));
  if (sum != file.sha256) {
    throw base::Error(image_differs).with("name", file.name).with("expected", file.sha256).with("found", sum);
  }
  co_return content;
}

base::task<debugger::FlashImage> load_image(ports::VendorFiles& files, const board::Kit& kit,
                                            board::FirmwareRole role, std::optional<OwnImage> own) {
  if (own) co_return parse_image(own->text, kit.mcu, own->name);
  const base::Bytes content = co_await read_vendor_image(files, kit, role);
  co_await base::yield();  // hashing 280 KB and parsing them are two turns
  co_return parse_image(base::as_text(content), kit.mcu, kit.images->of(role).name);
}

}  // namespace provision
