// The kits that the simulation can be, and what their debuggers are configured to at the factory. Everything
// in which they differ is here. Facts: reference/board.md; pydebuggerconfig's board-configs and
// board_config_defines-1.9.63.xml.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace simulation {

enum class KitId : std::uint8_t { avr_iot_wg, avr_iot_wa };

struct Kit {
  KitId id;
  std::string_view option;  // on a command line
  std::string_view name;    // as the debugger says it
  std::string_view mcu;
  std::uint8_t instance;       // of the configuration's content
  std::uint8_t click_me_type;  // where the drive's link leads: 0 the vendor's first cloud, 1 AWS
  std::string_view redirect;   // four digits of the vendor's page for the kit
  std::string_view date;       // of the configuration, YYYYMMDD
};

std::span<const Kit> kits();
const Kit& kit(KitId id);
/// By the command line's name.
const Kit* find_kit(std::string_view option);

}  // namespace simulation
