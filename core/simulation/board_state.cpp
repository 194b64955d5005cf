#include "simulation/board_state.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "board/winc_flash.hpp"

namespace simulation {

namespace {

/// A module whose own flash regions are not empty. The content says that it is simulated.
NorFlash make_module_flash() {
  constexpr std::string_view text = "simulated WINC1510 ";
  NorFlash flash;
  for (const board::FlashRegion region :
       {board::boot_region, board::control_region, board::pll_gain_region, board::firmware_region}) {
    base::Bytes bytes(region.size);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(text[i % text.size()]);
    flash.write(region.offset, bytes);
  }
  return flash;
}

/// The same for each board: made once, then copied.
const NorFlash& module_flash() {
  static const NorFlash flash = make_module_flash();
  return flash;
}

std::string make_usb_serial_number(ports::Random& random, std::string_view first_digits) {
  std::array<std::byte, 10> digits;
  random.fill(digits);
  std::string number(first_digits);
  for (const std::byte digit : digits) number += static_cast<char>('0' + std::to_integer<int>(digit) % 10);
  return number;
}

}  // namespace

void BoardState::put_firmware(board::FirmwareRole firmware) {
  if (running_firmware(mcu) != firmware) mcu = with_stand_in(std::move(mcu), firmware);
}

BoardState manufacture(ports::Random& random, board::FirmwareRole firmware, KitId kit_id,
                       DemoEdition edition) {
  SecureElement element = SecureElement::manufacture(random);
  std::string usb_serial_number = make_usb_serial_number(random, kit(kit_id).serial_number);
  DebuggerConfiguration configuration(kit(kit_id), usb_serial_number);
  McuMemories mcu = with_stand_in(blank_memories(kit(kit_id).mcu), firmware, edition);
  return {module_flash(), std::move(element),          std::move(mcu), std::move(configuration),
          kit_id,         std::move(usb_serial_number)};
}

}  // namespace simulation
