// What can go wrong while a board's data is followed, beyond what ports and aws say. Parameters in brackets.
#pragma once

#include "base/error.hpp"

namespace telemetry {

inline constexpr base::ErrorCode invalid_thing_name{"telemetry.invalid_thing_name"};  // [name]
/// The keys are good and the clock is right, yet the WebSocket did not open: something between page and AWS
/// lets no WebSocket through. [cause: upgrade, address or unknown]
inline constexpr base::ErrorCode watch_refused{"telemetry.watch_refused"};
inline constexpr base::ErrorCode not_permitted{"telemetry.not_permitted"};  // [action, resource]
/// The data comes, the switch does not work. [action, resource]
inline constexpr base::ErrorCode shadow_refused{"telemetry.shadow_refused"};
/// The connection ended before AWS took the switch's new setting, which is how AWS refuses it too; or AWS
/// left it unanswered.
/// [action, resource]
inline constexpr base::ErrorCode toggle_lost{"telemetry.toggle_lost"};

}  // namespace telemetry
