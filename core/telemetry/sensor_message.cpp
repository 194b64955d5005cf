#include "telemetry/sensor_message.hpp"

#include <optional>

#include "base/text.hpp"
#include "telemetry/json.hpp"

namespace telemetry {

namespace {

constexpr int max_depth = 8;
constexpr std::size_t max_name_size = 64;

/// A number, or a string that holds one in JSON's spelling: "23.45".
std::optional<double> number_in(const nlohmann::json& value) {
  if (value.is_number()) return value.get<double>();
  const auto* text = value.get_ptr<const std::string*>();
  if (text == nullptr) return std::nullopt;
  const std::string_view digits = base::trim(*text);
  const auto number = nlohmann::json::parse(digits.begin(), digits.end(), nullptr, false);
  return number.is_number() ? std::optional(number.get<double>()) : std::nullopt;
}

void add_measurements(Measurements& found, const nlohmann::json& object, const std::string& path, int depth) {
  for (const auto& [key, value] : object.items()) {
    std::string name = path + key;
    if (value.is_object() && depth < max_depth) {
      add_measurements(found, value, name + ".", depth + 1);
      continue;
    }
    const std::optional<double> number = number_in(value);
    if (number && name.size() <= max_name_size) found.push_back({std::move(name), *number});
  }
}

SensorMessage parse(base::ByteView payload) {
  if (payload.size() > max_message_size) return OddMessage::too_large;
  const auto message = parse_json(payload);
  if (message.is_discarded()) return OddMessage::not_json;
  if (!message.is_object()) return OddMessage::not_an_object;
  Measurements found;
  add_measurements(found, message, "", 1);
  if (found.empty()) return OddMessage::no_number;
  return found;
}

}  // namespace

SensorMessage parse_sensor_message(base::ByteView payload) noexcept {
  try {
    return parse(payload);
  } catch (...) {  // out of memory, or a defect of the library: one message must not end the watch
    return OddMessage::not_json;
  }
}

}  // namespace telemetry
