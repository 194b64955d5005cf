#include "board/kit.hpp"

#include "base/text.hpp"

namespace board {

namespace {

constexpr Version avr_provisioning{0, 4, 9};
constexpr Version avr_demo{4, 1, 2};
constexpr Version pic_provisioning{0, 4, 7};
constexpr Version pic_demo{4, 1, 3};

constexpr std::array<Kit, 4> all_kits{
    Kit{"AVR-IoT WG", Mcu::atmega4808, avr_provisioning, avr_demo},
    Kit{"AVR-IoT WA", Mcu::atmega4808, avr_provisioning, avr_demo},
    Kit{"PIC-IoT WG", Mcu::pic24fj128ga705, pic_provisioning, pic_demo},
    Kit{"PIC-IoT WA", Mcu::pic24fj128ga705, pic_provisioning, pic_demo},
};

}  // namespace

std::string_view name(Mcu mcu) {
  switch (mcu) {
    case Mcu::atmega4808:
      return "ATmega4808";
    case Mcu::pic24fj128ga705:
      break;
  }
  return "PIC24FJ128GA705";
}

std::span<const Kit> kits() {
  return all_kits;
}

const Kit* find_kit(std::string_view name) {
  for (const Kit& kit : all_kits)
    if (base::equal_ignoring_case(kit.name, name)) return &kit;
  return nullptr;
}

}  // namespace board
