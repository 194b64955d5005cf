// The kits that the simulation can be, and what their debuggers are configured to at the factory. Everything
// in which they differ is here. Facts: reference/board.md; pydebuggerconfig's board-configs and
// board_config_defines-1.9.63.xml.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "board/kit.hpp"

namespace simulation {

enum class KitId : std::uint8_t { avr_iot_wg, avr_iot_wa, pic_iot_wg, pic_iot_wa };

/// What the vendor's programs say of themselves.
struct FirmwareTexts {
  std::string_view hello;   // as the command handler spells the family
  std::string_view family;  // as the rest does
  std::string_view provisioning_version;
  std::string_view demo_version;
};

struct Kit {
  KitId id;
  std::string_view option;  // on a command line
  std::string_view name;    // as the debugger says it
  board::Mcu mcu;
  std::string_view serial_number;  // its first digits
  std::uint8_t instance;           // of the configuration's content
  std::uint8_t drive;              // its settings
  std::uint8_t click_me_type;      // where the drive's link leads: 0 the vendor's first cloud, 1 AWS
  std::uint16_t debug_interfaces;  // a bit each
  std::uint8_t gpio_map;           // lines of the data gateway
  std::string_view redirect;       // four digits of the vendor's page for the kit
  std::string_view date;           // of the configuration, YYYYMMDD
  const FirmwareTexts* texts;
};

std::span<const Kit> kits();
const Kit& kit(KitId id);
/// By the command line's name.
const Kit* find_kit(std::string_view option);

}  // namespace simulation
