#include "simulation/firmware_image.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/hex.hpp"
#include "crypto/digest.hpp"

namespace simulation {

namespace {

/// The digests of an image, whose gaps are filled with 0xFF, and of its first page. A flash that starts with
/// this page but does not hold the whole image is half-written.
struct VendorImage {
  board::FirmwareRole role;
  std::size_t size;
  std::string_view sha256;
  std::size_t page_size;
  std::string_view page_sha256;
};

constexpr std::array vendor_images{
    // atmega4808-iot-provision-v2.hex
    VendorImage{board::FirmwareRole::provisioning, 34797,
                "17727394d7a523a128738daeb0ef5512e2381d6fdadf117e2e6920fcdca230b5", 128,
                "fd85cbc7273878d0b51f67c48ba565bcc7ba54b49e8cfd255bfedbb2ef77c05d"},
    // atmega4808-aws-iot-demo.hex
    VendorImage{board::FirmwareRole::demo, 43790,
                "55788b5f0dfa7ba27b656f266188ecdb62aad04063ccb99c6dfd09e08f9ae4b9", 128,
                "9919fe33cfbf48f8ec25468ad36129c45407cab88699866102fb348dc8a5d52b"},
    // pic24fj128ga705-iot-provision-v2.hex
    VendorImage{board::FirmwareRole::provisioning, 62008,
                "ae6b56ec643c48eb75716b18a395e01f3eb36ee335d5c7393c2150a38ddb7124", 512,
                "415adcde09268ee36925941239e6770cc1f478277f01b41b6cc2033b30a3ff0a"},
    // pic24fj128ga705-aws-iot-demo.hex
    VendorImage{board::FirmwareRole::demo, 95796,
                "10778483f827c039a34cc3defe2e3868a40e407d87a01f52db0e095344047d82", 512,
                "14878129dc4b5b5ccfb5cc0881ab0fea35de032d291bd37fa24010b49e77cf7c"},
};

/// A text that only this firmware contains.
struct Mark {
  board::FirmwareRole role;
  std::string_view text;
};
constexpr std::array marks{Mark{board::FirmwareRole::provisioning, "command handler!"},
                           Mark{board::FirmwareRole::demo, "cli_version"}};

/// A text that only this edition contains: cloud/wifi_service.c of the AWS demo 2.0, application_manager.c of
/// the Google demo.
struct EditionMark {
  DemoEdition edition;
  std::string_view text;
};
constexpr std::array edition_marks{EditionMark{DemoEdition::thing_id, "Thing ID read from the device is"},
                                   EditionMark{DemoEdition::google, "/devices/d%s/config"}};

bool begins_with(base::ByteView flash, std::size_t size, std::string_view sha256) {
  return flash.size() >= size && base::to_hex(crypto::sha256(flash.first(size))) == sha256;
}

/// False if the first instruction was never written.
bool has_program(base::ByteView flash) {
  constexpr std::size_t reset_vector = 2;  // bytes; no instruction leaves both erased
  return flash.size() >= reset_vector && std::any_of(flash.begin(), flash.begin() + reset_vector,
                                                     [](std::byte byte) { return byte != std::byte{0xFF}; });
}

}  // namespace

std::optional<board::FirmwareRole> running_firmware(base::ByteView flash, base::ByteView text) {
  if (!has_program(flash)) return std::nullopt;
  for (const VendorImage& image : vendor_images) {
    if (!begins_with(flash, image.page_size, image.page_sha256)) continue;
    if (begins_with(flash, image.size, image.sha256)) return image.role;
    return std::nullopt;  // half-written
  }
  for (const Mark& mark : marks) {
    if (base::as_text(text).find(mark.text) != std::string_view::npos) return mark.role;
  }
  return std::nullopt;
}

DemoEdition demo_edition(base::ByteView text) {
  for (const EditionMark& mark : edition_marks)
    if (base::as_text(text).find(mark.text) != std::string_view::npos) return mark.edition;
  return DemoEdition::current;
}

base::Bytes stand_in_image(board::FirmwareRole role, DemoEdition edition) {
  base::Bytes image = base::to_bytes("Simulated, not the vendor's: ");
  for (const Mark& mark : marks) {
    if (mark.role == role) base::append(image, base::as_bytes(mark.text));
  }
  for (const EditionMark& mark : edition_marks) {
    if (mark.edition == edition) base::append(image, base::as_bytes(mark.text));
  }
  return image;
}

}  // namespace simulation
