// The board's device shadow as far as its one switch goes: `toggle`, 0 or 1, desired by a person and reported
// by the board. Knows no topic's traffic. Facts: reference/board.md, "Cloud behaviour of the demo"; AWS IoT
// developer guide, "Device Shadow service documents".
#pragma once

#include <optional>
#include <string>

#include "base/bytes.hpp"

namespace telemetry {

struct ShadowToggle {
  std::optional<bool> desired;
  std::optional<bool> reported;
};

/// The document to publish on shadow/update: {"state":{"desired":{"toggle":1}}}
std::string desired_toggle(bool on);

/// What shadow/update/accepted and shadow/get/accepted tell; nothing of what is absent, or is no toggle.
/// Never throws.
ShadowToggle parse_shadow(base::ByteView payload) noexcept;

/// What shadow/update/delta asks the board for, if it asks for a toggle. Never throws.
std::optional<bool> parse_shadow_delta(base::ByteView payload) noexcept;

}  // namespace telemetry
