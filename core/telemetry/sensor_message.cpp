#include "telemetry/sensor_message.hpp"

#include <cmath>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "telemetry/json.hpp"

namespace telemetry {

namespace {

/// A number, or a string that holds one in JSON's spelling: "23.45".
std::optional<double> number_in(const nlohmann::json& value) {
  if (value.is_number()) return value.get<double>();
  const auto* text = value.get_ptr<const std::string*>();
  if (text == nullptr) return std::nullopt;
  const std::string_view digits = base::trim(*text);
  const auto number = nlohmann::json::parse(digits.begin(), digits.end(), nullptr, false);
  return number.is_number() ? std::optional(number.get<double>()) : std::nullopt;
}

SensorMessage parse(base::ByteView payload) {
  if (payload.size() > max_message_size) return OddMessage::too_large;
  const auto message = parse_json(payload);
  if (message.is_discarded()) return OddMessage::not_json;
  if (!message.is_object()) return OddMessage::not_an_object;
  const auto* light = member(message, "Light");
  const auto* temperature = member(message, "Temp");
  if (light == nullptr) return OddMessage::no_light;
  if (temperature == nullptr) return OddMessage::no_temperature;
  const auto counts = number_in(*light);
  const auto celsius = number_in(*temperature);
  if (!counts) return OddMessage::light_not_an_integer;
  if (!celsius) return OddMessage::temperature_not_a_number;
  if (!(*counts >= 0.0 && *counts <= 65535.0)) return OddMessage::light_out_of_range;
  if (*counts != std::floor(*counts)) return OddMessage::light_not_an_integer;
  if (!(*celsius >= -273.15 && *celsius <= 1000.0)) return OddMessage::temperature_out_of_range;
  return SensorReading{static_cast<std::int32_t>(*counts), *celsius};
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
