// The persistent state of a virtual board: everything that it keeps without power and that distinguishes it
// from others.
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

/// Contains the private key of the secure element, so it must be kept secret.
struct BoardState {
  NorFlash winc_flash;
  SecureElement secure_element;
  McuMemories mcu;
  DebuggerConfiguration debugger;
  KitId kit;
  std::string usb_serial_number;

  /// The program in the microcontroller; nullopt if the flash does not hold a known, complete program.
  std::optional<board::FirmwareRole> firmware() const { return running_firmware(mcu); }
  /// Writes the stand-in for this firmware into the flash, unless the flash already holds the firmware.
  void put_firmware(board::FirmwareRole firmware);
};

/// A new board, as delivered.
BoardState manufacture(ports::Random& random, board::FirmwareRole firmware, KitId kit = KitId::avr_iot_wg,
                       DemoEdition edition = DemoEdition::current);

}  // namespace simulation
