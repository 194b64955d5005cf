// Which of the two firmwares of a board is meant: the one that provisions it or the one that it is sold with.
// "Not known" is an empty std::optional, never a third role.
#pragma once

#include <cstdint>
#include <string_view>

namespace board {

enum class FirmwareRole : std::uint8_t { provisioning, demo };

/// "provisioning" or "demo": as errors, the page and the command lines of the test hosts spell it.
constexpr std::string_view name(FirmwareRole role) {
  return role == FirmwareRole::demo ? "demo" : "provisioning";
}

/// A value for each firmware.
template <typename T>
struct PerFirmware {
  T provisioning;
  T demo;

  constexpr T& of(FirmwareRole role) { return role == FirmwareRole::demo ? demo : provisioning; }
  constexpr const T& of(FirmwareRole role) const { return role == FirmwareRole::demo ? demo : provisioning; }
};

}  // namespace board
