#include "telemetry/presence.hpp"

#include <tuple>

#include "base/text.hpp"
#include "telemetry/json.hpp"

namespace telemetry {

namespace {

constexpr std::size_t max_reason = 64;

std::string text_of(const nlohmann::json& event, const char* name) {
  const auto* value = member(event, name);
  const auto* text = value != nullptr ? value->get_ptr<const std::string*>() : nullptr;
  return text != nullptr ? text->substr(0, max_reason) : std::string();
}

std::int64_t number_of(const nlohmann::json& event, const char* name) {
  const auto* value = member(event, name);
  return value != nullptr && value->is_number_integer() ? value->get<std::int64_t>() : 0;
}

}  // namespace

bool Presence::is_newer_than(const Presence& other) const {
  return std::tuple(milliseconds, version) > std::tuple(other.milliseconds, other.version);
}

std::optional<Presence> parse_presence(std::string_view topic, base::ByteView payload) noexcept {
  try {
    const auto levels = base::split(topic, '/');  // $aws/events/presence/EVENT/CLIENT
    if (levels.size() != 5) return std::nullopt;
    const std::optional<PresenceEvent> event = base::value_of<PresenceEvent>(levels[3]);
    const auto json = parse_json(payload);
    if (!event || !json.is_object()) return std::nullopt;
    const char* reason =
        *event == PresenceEvent::connect_failed ? "connectFailureReason" : "disconnectReason";
    return Presence{std::string(levels[4]), *event, text_of(json, reason), number_of(json, "timestamp"),
                    number_of(json, "versionNumber")};
  } catch (...) {  // out of memory, or a defect of the library: one event must not end the watch
    return std::nullopt;
  }
}

}  // namespace telemetry
