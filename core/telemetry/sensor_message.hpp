// What a board says on `<thing>/sensors`: {"Light":<int>,"Temp":<float>}. Anybody who may publish there can
// send anything, so everything else is an answer too: why it was not understood. Facts: reference/board.md,
// "Cloud behaviour of the demo".
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "base/bytes.hpp"

namespace telemetry {

struct SensorReading {
  std::int32_t light = 0;    // the light sensor's converter, 0..65535, no unit
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
/// "too_large", …
std::string_view name(OddMessage reason);

using SensorMessage = std::variant<SensorReading, OddMessage>;

/// Never throws. Fields that are not ours are ignored; 12.0 is an integer, and 21 a float.
SensorMessage parse_sensor_message(base::ByteView payload) noexcept;

}  // namespace telemetry
