// The errors of live data, in addition to those of the ports and of aws. Each error's parameters are in
// brackets.
#pragma once

#include "base/error.hpp"

namespace telemetry {

inline constexpr base::ErrorCode invalid_thing_name{"telemetry.invalid_thing_name"};  // [name]
/// The keys are good and the clock is right, but the WebSocket did not open: something between the page and
/// AWS blocks WebSockets.
inline constexpr base::ErrorCode watch_refused{"telemetry.watch_refused"};
inline constexpr base::ErrorCode not_permitted{"telemetry.not_permitted"};  // [action, resource]
/// Data arrive, but the switch does not work. [action, resource]
inline constexpr base::ErrorCode shadow_refused{"telemetry.shadow_refused"};
/// AWS did not acknowledge the switch's new setting: the connection ended before, which is also how AWS
/// refuses it, or AWS did not answer in time. [action, resource]
inline constexpr base::ErrorCode toggle_lost{"telemetry.toggle_lost"};

inline constexpr base::ErrorCode invalid_filter{"telemetry.invalid_filter"};        // [filter]
inline constexpr base::ErrorCode invalid_topic{"telemetry.invalid_topic"};          // [topic]
inline constexpr base::ErrorCode too_many_filters{"telemetry.too_many_filters"};    // [most]
inline constexpr base::ErrorCode message_too_large{"telemetry.message_too_large"};  // [size, most]
/// Not a JSON object.
inline constexpr base::ErrorCode invalid_document{"telemetry.invalid_document"};
/// As toggle_lost, for any message. [action, resource]
inline constexpr base::ErrorCode publish_lost{"telemetry.publish_lost"};

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {
    invalid_thing_name, watch_refused,    not_permitted,     shadow_refused,   toggle_lost, invalid_filter,
    invalid_topic,      too_many_filters, message_too_large, invalid_document, publish_lost};

}  // namespace telemetry
