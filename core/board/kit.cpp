#include "board/kit.hpp"

#include "base/text.hpp"

namespace board {

namespace {

constexpr FirmwareFiles avr_images{
    {"atmega4808-iot-provision-v2.hex",
     {0, 4, 9},
     "6b22ed79c922f1e9018adb6952ed59abd73c6a9b5c3cfd97afce846ee1e13de6"},
    {"atmega4808-aws-iot-demo.hex",
     {4, 1, 2},
     "89495e8e29e92e10a55a1999a8ba86adf413846ae9f57599167f44f5bcf4a4df"},
};
constexpr FirmwareFiles pic_images{
    {"pic24fj128ga705-iot-provision-v2.hex",
     {0, 4, 7},
     "013c3637a290ad550d9d4ee6b06615cb84ac3b1cc24efb46b3d6779d50d24c20"},
    {"pic24fj128ga705-aws-iot-demo.hex",
     {4, 1, 3},
     "154e8c5b969a25316face81445b198000d089f0eeb86d1369106c8e16e386db1"},
};

constexpr std::array<Kit, 7> all_kits{
    Kit{"AVR-IoT WG", Mcu::atmega4808, &avr_images},
    Kit{"AVR-IoT WA", Mcu::atmega4808, &avr_images},
    Kit{"PIC-IoT WG", Mcu::pic24fj128ga705, &pic_images},
    Kit{"PIC-IoT WA", Mcu::pic24fj128ga705, &pic_images},
    Kit{"SAMD21-IoT WG", Mcu::atsamd21g18a, nullptr},
    Kit{"SAMD21-IoT Wx", Mcu::atsamd21g18a, nullptr},
    Kit{"AVR-IoT Cellular Mini", Mcu::avr128db48, nullptr},
};

/// The serial numbers of all kits of one kind begin with `MCHP` and the same four digits.
struct SerialNumberRange {
  std::string_view prefix;
  std::string_view kit;
};
constexpr std::array<SerialNumberRange, 2> serial_numbers{SerialNumberRange{"MCHP3203", "AVR-IoT WG"},
                                                          SerialNumberRange{"MCHP3261", "PIC-IoT WG"}};

}  // namespace

std::string_view name(Mcu mcu) {
  switch (mcu) {
    case Mcu::atmega4808:
      return "ATmega4808";
    case Mcu::pic24fj128ga705:
      return "PIC24FJ128GA705";
    case Mcu::atsamd21g18a:
      return "ATSAMD21G18A";
    case Mcu::avr128db48:
      break;
  }
  return "AVR128DB48";
}

std::span<const Kit> kits() {
  return all_kits;
}

const Kit* find_kit(std::string_view name) {
  for (const Kit& kit : all_kits)
    if (base::equal_ignoring_case(kit.name, name)) return &kit;
  return nullptr;
}

const Kit* find_kit(std::string_view serial_number, std::string_view device_name) {
  for (const SerialNumberRange& range : serial_numbers) {
    if (!base::starts_with_ignoring_case(serial_number, range.prefix)) continue;
    const Kit* kit = find_kit(range.kit);
    if (base::equal_ignoring_case(name(kit->mcu), device_name)) return kit;
  }
  return nullptr;
}

}  // namespace board
