#include "telemetry/shadow.hpp"

#include "telemetry/json.hpp"

namespace telemetry {

namespace {

/// The board writes 0 and 1; other clients of the account may write true and false.
std::optional<bool> toggle_in(const nlohmann::json* state) {
  if (state == nullptr) return std::nullopt;
  const auto* toggle = member(*state, "toggle");
  if (toggle == nullptr) return std::nullopt;
  for (const bool on : {false, true}) {
    if (*toggle == on || *toggle == static_cast<int>(on)) return on;
  }
  return std::nullopt;
}

}  // namespace

std::string desired_toggle(bool on) {
  return on ? R"({"state":{"desired":{"toggle":1}}})" : R"({"state":{"desired":{"toggle":0}}})";
}

ShadowToggle parse_shadow(base::ByteView payload) noexcept {
  try {
    const auto document = parse_json(payload);
    const auto* state = member(document, "state");
    if (state == nullptr) return {};
    return {toggle_in(member(*state, "desired")), toggle_in(member(*state, "reported"))};
  } catch (...) {
    return {};
  }
}

std::optional<bool> parse_shadow_delta(base::ByteView payload) noexcept {
  try {
    const auto document = parse_json(payload);
    return toggle_in(member(document, "state"));
  } catch (...) {
    return std::nullopt;
  }
}

}  // namespace telemetry
