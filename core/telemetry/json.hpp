// JSON of messages from untrusted senders: limits their size and never throws. For this layer's sources only,
// because the library's header takes long to compile.
#pragma once

#include <nlohmann/json.hpp>

#include "base/bytes.hpp"

namespace telemetry {

/// A shadow's document is at most 8 KiB (AWS IoT quotas), a sensor message far less; metadata comes on top.
inline constexpr std::size_t max_message_size = std::size_t{32} << 10;

/// A discarded value if the payload is not JSON or is larger than the limit.
inline nlohmann::json parse_json(base::ByteView payload) {
  if (payload.size() > max_message_size) return nlohmann::json(nlohmann::json::value_t::discarded);
  return nlohmann::json::parse(base::as_text(payload), nullptr, false);
}

/// The member, or nullptr if `value` is not an object or has no such member.
inline const nlohmann::json* member(const nlohmann::json& value, const char* name) {
  if (!value.is_object()) return nullptr;
  const auto found = value.find(name);
  return found == value.end() ? nullptr : &*found;
}

}  // namespace telemetry
