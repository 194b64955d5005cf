// The kits and their firmware images, as data. Kits: as in the vendor's tools (board.md, table "Kits";
// pykitcommander's kit manager; serial numbers as in the documents of pykitcommander and pytrustplatform).
// Images: name, version and SHA-256 of the files in pykitcommander 2.8.3.18, which scripts/dependencies.json
// pins.
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
/// The name, spelled as the debugger spells it.
std::string_view name(Mcu mcu);

/// One of the vendor's images, an Intel HEX file.
struct FirmwareFile {
  std::string_view name;
  Version version;
  std::string_view sha256;  // of the file, lower-case hex
};

using FirmwareFiles = PerFirmware<FirmwareFile>;

struct Kit {
  std::string_view name;  // as the debugger reports it
  Mcu mcu;
  /// nullptr for a kit that this product recognises and does not provision.
  const FirmwareFiles* images;
  /// The largest value of the light sensor: the demo firmware of these kits reads it with 10 bits (ATmega4808
  /// data sheet, "ADC"; adc1.c of pic-iot-aws-sensor-node, AD1CON1.MODE12 = 0).
  static constexpr int max_light = 1023;
};

std::span<const Kit> kits();
/// Finds a kit by the name that the debugger reports, ignoring case; nullptr if no kit has this name.
const Kit* find_kit(std::string_view name);
/// Finds the kit of a debugger that lost its configuration and reports no kit name: by the first digits of
/// the USB serial number, which identify the kind of kit. nullptr when they are unknown, or when the kit has
/// another MCU than the debugger reports (`device_name`).
const Kit* find_kit(std::string_view serial_number, std::string_view device_name);

// The oldest firmware that the Wi-Fi module and the debugger should run.
inline constexpr Version required_winc_firmware{19, 7, 7};
inline constexpr Version required_debugger_firmware{1, 15, 479};

constexpr bool is_old(const Version& found, const Version& required) {
  return found < required;
}

/// An LED, with its name in the provisioning firmware.
struct LedMeaning {
  std::string_view name;
  std::string_view colour;
};
inline constexpr std::array<LedMeaning, 4> leds{LedMeaning{"ERROR", "red"}, LedMeaning{"DATA", "yellow"},
                                                LedMeaning{"CONN", "green"}, LedMeaning{"WIFI", "blue"}};

}  // namespace board
