// What a board publishes on `<thing>/sensors`: {"Light":<int>,"Temp":<float>}. Firmware that was derived from
// the demo may write the numbers as strings. Every other message is an OddMessage, which says why it was not
// understood, because any client with the permission to publish can send anything. Facts: reference/board.md,
// "Cloud behaviour of the demo".
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "base/bytes.hpp"
#include "base/enum_names.hpp"

namespace telemetry {

struct SensorReading {
  std::int32_t light = 0;    // the light sensor's ADC value, 0..65535, no unit
  double temperature = 0.0;  // degrees Celsius, -273.15..1000
};

enum class OddMessage : std::uint8_t {
  too_large,
  not_json,
  not_an_object,
  no_light,
  light_not_an_integer,
  light_out_of_range,
  no_temperature,
  temperature_not_a_number,
  temperature_out_of_range,
};
constexpr auto names_of(OddMessage) {
  return base::enum_names<OddMessage>("OddMessage",
                                      {{OddMessage::too_large, "too_large"},
                                       {OddMessage::not_json, "not_json"},
                                       {OddMessage::not_an_object, "not_an_object"},
                                       {OddMessage::no_light, "no_light"},
                                       {OddMessage::light_not_an_integer, "light_not_an_integer"},
                                       {OddMessage::light_out_of_range, "light_out_of_range"},
                                       {OddMessage::no_temperature, "no_temperature"},
                                       {OddMessage::temperature_not_a_number, "temperature_not_a_number"},
                                       {OddMessage::temperature_out_of_range, "temperature_out_of_range"}});
}
constexpr std::string_view name(OddMessage reason) {
  return base::name_of(reason);
}

using SensorMessage = std::variant<SensorReading, OddMessage>;

/// Never throws. Ignores other fields; 12.0 counts as an integer, 21 as a float, and "23.45" as the number in
/// it.
SensorMessage parse_sensor_message(base::ByteView payload) noexcept;

}  // namespace telemetry
