// The kits as the vendor's tools know them (board.md, table "Kits"; pykitcommander's kit manager; serial
// numbers as its and pytrustplatform's documents show them), and the firmware images that go onto them: name,
// version and SHA-256 of the files of pykitcommander 2.8.3.18 (scripts/dependencies.json pins the package).
// Data only.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "board/firmware_role.hpp"
#include "board/version.hpp"

namespace board {

inline constexpr std::uint16_t usb_vendor = 0x03EB;
inline constexpr std::uint16_t usb_product = 0x2175;

enum class Mcu : std::uint8_t { atmega4808, pic24fj128ga705, atsamd21g18a, avr128db48 };
/// As the debugger says it, too.
std::string_view name(Mcu mcu);

/// One of the vendor's images, an Intel HEX file.
struct FirmwareFile {
  std::string_view name;
  Version version;
  std::string_view sha256;  // of the file, lower-case hex
};

using FirmwareFiles = PerFirmware<FirmwareFile>;

struct Kit {
  std::string_view name;  // as the debugger says it
  Mcu mcu;
  /// What the flow programs; nullptr for a kit that this product recognises and does not provision.
  const FirmwareFiles* images;
};

std::span<const Kit> kits();
/// By the debugger's name for it, ignoring case; nullptr for a kit that we do not know.
const Kit* find_kit(std::string_view name);
/// For a debugger that has no kit name (its configuration was lost): by the USB serial number's first digits,
/// which number the kind of kit, when the debugger's word for the target agrees. nullptr when that tells
/// nothing.
const Kit* find_kit(std::string_view serial_number, std::string_view device_name);

/// What the kits' Wi-Fi module and debugger should run at least.
inline constexpr Version required_winc_firmware{19, 7, 7};
inline constexpr Version required_debugger_firmware{1, 15, 479};

constexpr bool is_old(const Version& found, const Version& required) {
  return found < required;
}

/// What an LED tells, by the provisioning firmware's name for it.
struct LedMeaning {
  std::string_view name;
  std::string_view colour;
};
inline constexpr std::array<LedMeaning, 4> leds{LedMeaning{"ERROR", "red"}, LedMeaning{"DATA", "yellow"},
                                                LedMeaning{"CONN", "green"}, LedMeaning{"WIFI", "blue"}};

}  // namespace board
