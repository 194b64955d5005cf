// Names of things, and the topic that a board's demo firmware publishes on. Facts: API reference of AWS IoT,
// thingName; reference/board.md, "Cloud behaviour of the demo".
#pragma once

#include <string>
#include <string_view>

namespace aws {

/// True for 1 to 128 of the characters that AWS allows: letters, digits, ':', '_' and '-'. So a name never
/// contains a topic wildcard.
bool is_thing_name(std::string_view name);

/// The topic `<thing>/sensors`.
std::string sensors_topic(std::string_view thing_name);

}  // namespace aws
