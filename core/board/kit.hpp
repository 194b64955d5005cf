// The kits as the vendor's tools know them (board.md, table "Kits"; pykitcommander's kit manager). Data only.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "board/version.hpp"

namespace board {

inline constexpr std::uint16_t usb_vendor = 0x03EB;
inline constexpr std::uint16_t usb_product = 0x2175;

enum class Mcu : std::uint8_t { atmega4808, pic24fj128ga705 };
std::string_view name(Mcu mcu);

struct Kit {
  std::string_view name;  // as the debugger says it
  Mcu mcu;
  Version provisioning_firmware;  // the latest known
  Version demo_firmware;          // the latest known
};

/// AVR-IoT WG and WA, PIC-IoT WG and WA.
std::span<const Kit> kits();
/// By the debugger's name for it, ignoring case; nullptr for a kit that we do not know.
const Kit* find_kit(std::string_view name);

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
