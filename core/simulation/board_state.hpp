// What a board keeps without power: all of what tells it from another one.
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

/// Not public: the secure element's key is in it.
struct BoardState {
  NorFlash winc_flash;
  SecureElement secure_element;
  McuMemories mcu;
  DebuggerConfiguration debugger;
  KitId kit;
  std::string usb_serial_number;

  /// What the microcontroller runs; nothing when its flash holds no program that is whole and known.
  std::optional<board::FirmwareRole> firmware() const { return running_firmware(mcu); }
  /// Puts a program's stand-in into the flash, unless that program is there already.
  void put_firmware(board::FirmwareRole firmware);
};

/// A board as it comes out of its box.
BoardState manufacture(ports::Random& random, board::FirmwareRole firmware, KitId kit = KitId::avr_iot_wg,
                       DemoEdition edition = DemoEdition::current);

}  // namespace simulation
