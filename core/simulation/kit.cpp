#include "simulation/kit.hpp"

#include <array>

namespace simulation {

namespace {

constexpr std::array all_kits{
    Kit{KitId::avr_iot_wg, "avr-iot-wg", "AVR-IoT WG", "ATmega4808", 3, 0x00, "0004", "20191209"},
    Kit{KitId::avr_iot_wa, "avr-iot-wa", "AVR-IoT WA", "ATmega4808", 0, 0x01, "0029", "20191213"},
};

}  // namespace

std::span<const Kit> kits() {
  return all_kits;
}

const Kit& kit(KitId id) {
  return all_kits[static_cast<std::size_t>(id)];
}

const Kit* find_kit(std::string_view option) {
  for (const Kit& kit : all_kits) {
    if (kit.option == option) return &kit;
  }
  return nullptr;
}

}  // namespace simulation
