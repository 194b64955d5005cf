// The board's switch in its device shadow: `toggle`, 0 or 1, desired by a user and reported by the board.
// Builds and parses the documents; topics.hpp has the topics. Facts: reference/board.md, "Cloud behaviour of
// the demo"; AWS IoT developer guide, "Device Shadow service documents".
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

/// Reads shadow/update/accepted and shadow/get/accepted. A value that is absent or not a toggle is nullopt.
/// Never throws.
ShadowToggle parse_shadow(base::ByteView payload) noexcept;

/// The toggle that shadow/update/delta asks the board for, if any. Never throws.
std::optional<bool> parse_shadow_delta(base::ByteView payload) noexcept;

}  // namespace telemetry
