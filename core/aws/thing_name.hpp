// Names of things, and the topic that a board's demo firmware publishes on. Facts: API reference of AWS IoT,
// thingName; reference/board.md, "Cloud behaviour of the demo".
#pragma once

#include <string>
#include <string_view>

namespace aws {

/// 1 to 128 of AWS's characters: letters, digits, ':', '_' and '-'. So a name is never a topic wildcard.
bool is_thing_name(std::string_view name);

/// `<thing>/sensors`
std::string sensors_topic(std::string_view thing_name);

}  // namespace aws
