// A virtual board's state as a folder: winc-flash.bin (1 MiB), secure-element.json, mcu-flash.bin (an
// AVR's 48 KiB, a PIC's 176 KiB as images have it),
// debugger-configuration.bin (4 KiB), board.json (kit, USB serial number, the microcontroller's other
// memories). Each file is replaced as a whole, so that who reads it never sees half of a change.
#pragma once

#include <filesystem>
#include <optional>

#include "simulation/virtual_board.hpp"

namespace hosts {

class StateFolder {
 public:
  /// Makes the folder where there is none.
  explicit StateFolder(std::filesystem::path folder);

  /// What the folder holds, nothing when it is empty. simulation.bad_state when it holds something else.
  std::optional<simulation::BoardState> load() const;
  void save(const simulation::BoardState& state, simulation::StatePart part) const;
  void save(const simulation::BoardState& state) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace hosts
