// What AWS IoT publishes when a client connects, disconnects or may not connect. A board's client id is its
// thing's name. Facts: AWS IoT developer guide, "Lifecycle events"; reference/workshop.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/enum_names.hpp"

namespace telemetry {

inline constexpr std::string_view presence_filter = "$aws/events/presence/+/+";

enum class PresenceEvent : std::uint8_t { connected, disconnected, connect_failed };
constexpr auto names_of(PresenceEvent) {
  return base::enum_names<PresenceEvent>("PresenceEvent",
                                         {{PresenceEvent::connected, "connected"},
                                          {PresenceEvent::disconnected, "disconnected"},
                                          {PresenceEvent::connect_failed, "connect_failed"}});
}

struct Presence {
  std::string client_id;
  PresenceEvent event{};
  /// In AWS's words: CLIENT_INITIATED_DISCONNECT, AUTHORIZATION_FAILED; may be empty.
  std::string reason;
  std::int64_t milliseconds = 0;  // since 1970, by AWS's clock
  std::int64_t version = 0;       // orders the events of one client's connections

  /// AWS may send events twice and out of order.
  bool is_newer_than(const Presence& other) const;
};

/// Nullopt if the message is no such event. Never throws.
std::optional<Presence> parse_presence(std::string_view topic, base::ByteView payload) noexcept;

}  // namespace telemetry
