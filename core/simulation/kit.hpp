// The kits that a virtual board can be: everything in which they differ, with the factory
// configuration of their debuggers. Facts: reference/board.md; pydebuggerconfig's
// board-configs and board_config_defines-1.9.63.xml.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "board/kit.hpp"

namespace simulation {

enum class KitId : std::uint8_t { avr_iot_wg, avr_iot_wa, pic_iot_wg, pic_iot_wa };

/// Texts that the vendor's programs print about themselves.
struct FirmwareTexts {
  std::string_view hello;   // the family, as the command handler spells it
  std::string_view family;  // the family, as the other texts spell it
  std::string_view provisioning_version;
  std::string_view demo_version;
};

struct Kit {
  KitId id;
  std::string_view option;  // value of a command-line option
  std::string_view name;    // as the debugger reports it
  board::Mcu mcu;
  std::string_view serial_number;  // the first digits of the USB serial number
  std::uint8_t instance;           // instance number of the configuration
  std::uint8_t drive;              // settings of the drive
  std::uint8_t click_me_type;      // target of the link file on the drive: 0 the vendor's first cloud, 1 AWS
  std::uint16_t debug_interfaces;  // one bit for each interface
  std::uint8_t gpio_map;           // GPIO lines of the data gateway
  std::string_view redirect;       // four digits in the address of the vendor's page for the kit
  std::string_view date;           // date of the configuration, YYYYMMDD
  const FirmwareTexts* texts;
};

std::span<const Kit> kits();
const Kit& kit(KitId id);
/// The kit with this option value; null if no kit has this value.
const Kit* find_kit(std::string_view option);

}  // namespace simulation
