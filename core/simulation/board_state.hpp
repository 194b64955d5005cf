// Everything that a board keeps without power, and that distinguishes it from other boards.
#pragma once

#include <optional>
#include <string>

#include "ports/platform.hpp"
#include "simulation/debugger_configuration.hpp"
#include "simulation/kit.hpp"
#include "simulation/mcu_memories.hpp"
#include "simulation/nor_flash.hpp"
#include "simulation/secure_element.hpp"

namespace simulation {

/// Secret: it holds the private key of the secure element.
struct BoardState {
  NorFlash winc_flash;
  SecureElement secure_element;
  McuMemories mcu;
  DebuggerConfiguration debugger;
  KitId kit;
  std::string usb_serial_number;

  /// The program in the microcontroller; nothing if the flash holds no complete program that is known.
  std::optional<board::FirmwareRole> firmware() const { return running_firmware(mcu); }
  /// Writes the stand-in of a program into the flash, unless the flash holds that program already.
  void put_firmware(board::FirmwareRole firmware);
};

/// A new board, as delivered.
BoardState manufacture(ports::Random& random, board::FirmwareRole firmware, KitId kit = KitId::avr_iot_wg,
                       DemoEdition edition = DemoEdition::current);

}  // namespace simulation
