// Which of the two firmwares of a board is meant: the one that provisions it or the one that it is sold with.
// "Not known" is an empty std::optional, never a third role.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/enum_names.hpp"

namespace board {

enum class FirmwareRole : std::uint8_t { provisioning, demo };

/// The names in errors, in the page and on the command lines of the test hosts.
constexpr auto names_of(FirmwareRole) {
  return base::enum_names<FirmwareRole>(
      "FirmwareRole", {{FirmwareRole::provisioning, "provisioning"}, {FirmwareRole::demo, "demo"}});
}
constexpr std::string_view name(FirmwareRole role) {
  return base::name_of(role);
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
