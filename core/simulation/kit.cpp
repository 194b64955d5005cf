#include "simulation/kit.hpp"

#include <array>

namespace simulation {

namespace {

using board::Mcu;

constexpr std::uint16_t updi = 0x0100;
constexpr std::uint16_t icsp = 0x0800;

constexpr FirmwareTexts avr_texts{"avr-iot", "AVR-IoT", "0.4.9", "4.1.2"};
constexpr FirmwareTexts pic_texts{"PIC-IoT", "PIC-IoT", "0.4.7", "4.1.3"};

constexpr std::array all_kits{
    Kit{KitId::avr_iot_wg, "avr-iot-wg", "AVR-IoT WG", Mcu::atmega4808, "MCHP3203", 3, 0x01, 0x00, updi, 0x03,
        "0004", "20191209", &avr_texts},
    Kit{KitId::avr_iot_wa, "avr-iot-wa", "AVR-IoT WA", Mcu::atmega4808, "MCHP3203", 0, 0x01, 0x01, updi, 0x03,
        "0029", "20191213", &avr_texts},
    Kit{KitId::pic_iot_wg, "pic-iot-wg", "PIC-IoT WG", Mcu::pic24fj128ga705, "MCHP3261", 3, 0x03, 0x00, icsp,
        0x01, "0012", "20191210", &pic_texts},
    Kit{KitId::pic_iot_wa, "pic-iot-wa", "PIC-IoT WA", Mcu::pic24fj128ga705, "MCHP3261", 1, 0x01, 0x01, icsp,
        0x01, "0030", "20191213", &pic_texts},
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
