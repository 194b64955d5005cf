// The state of a virtual board as a folder: winc-flash.bin (1 MiB), secure-element.json, mcu-flash.bin (48
// KiB for an AVR; 176 KiB for a PIC, in the layout of images), debugger-configuration.bin (4 KiB), board.json
// (kit, USB serial number, other memories of the microcontroller). Each file is replaced as a whole, so that
// a reader never sees half of a change.
#pragma once

#include <filesystem>
#include <optional>

#include "simulation/virtual_board.hpp"

namespace hosts {

class StateFolder {
 public:
  /// Makes the folder if it does not exist.
  explicit StateFolder(std::filesystem::path folder);

  /// The state in the folder; nullopt if the folder is empty. Throws simulation.bad_state if a
  /// file is invalid.
  std::optional<simulation::BoardState> load() const;
  void save(const simulation::BoardState& state, simulation::StatePart part) const;
  void save(const simulation::BoardState& state) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace hosts
