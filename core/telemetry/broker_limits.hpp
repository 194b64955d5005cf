// The limits of AWS IoT's message broker that a screen of many boards meets. Facts: reference/workshop.md,
// "MQTT limits" (AWS IoT Core quotas, message broker).
#pragma once

#include <cstddef>
#include <string_view>

namespace telemetry {

struct BrokerLimits {
  /// Subscriptions of a connection. AWS closes the connection at one more.
  std::size_t filters = 50;
  /// Messages per second and connection, both directions together. AWS discards the others without a sign.
  double messages_per_second = 100.0;
  /// Our own choice, enough for a thousand boards; AWS permits far more connections.
  std::size_t connections = 20;
};

inline constexpr std::size_t max_topic_octets = 256;
inline constexpr std::size_t max_topic_slashes = 7;
inline constexpr std::size_t max_payload_octets = std::size_t{128} << 10;
inline constexpr std::size_t max_shadow_octets = std::size_t{8} << 10;

/// True for a filter of MQTT 3.1.1 within AWS's limits. AWS answers any other by closing the connection. The
/// slashes of a reserved topic's first three levels ($aws/things/NAME/) do not count.
bool is_topic_filter(std::string_view filter);
/// True for a topic that a client may publish on.
bool is_topic(std::string_view topic);

}  // namespace telemetry
