// What a board publishes on `<thing>/sensors`: the numbers in a JSON object. The demo firmware sends
// {"Light":<int>,"Temp":<float>}; every other firmware may send numbers of its own. Firmware that was derived
// from the demo may write numbers as strings. Any client with the permission to publish can send anything, so
// a message without a number is an OddMessage, which says why. Facts: reference/board.md, "Cloud behaviour of
// the demo".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/enum_names.hpp"

namespace telemetry {

/// One number of a message, named by the path to it: "Temp", "battery.voltage".
struct Measurement {
  std::string name;
  double value = 0.0;
};

enum class OddMessage : std::uint8_t { too_large, not_json, not_an_object, no_number };
constexpr auto names_of(OddMessage) {
  return base::enum_names<OddMessage>("OddMessage", {{OddMessage::too_large, "too_large"},
                                                     {OddMessage::not_json, "not_json"},
                                                     {OddMessage::not_an_object, "not_an_object"},
                                                     {OddMessage::no_number, "no_number"}});
}
constexpr std::string_view name(OddMessage reason) {
  return base::name_of(reason);
}

/// The measurements by name; at least one.
using Measurements = std::vector<Measurement>;
using SensorMessage = std::variant<Measurements, OddMessage>;

/// Never throws. Takes numbers, and strings that hold a number in JSON's spelling ("23.45"), from objects up
/// to eight levels deep; ignores all other values, and names longer than 64 octets.
SensorMessage parse_sensor_message(base::ByteView payload) noexcept;

}  // namespace telemetry
