// The MQTT topics of one thing, as the boards' demo firmware and AWS IoT's device shadow use them. Facts:
// reference/board.md, "Cloud behaviour of the demo"; AWS IoT developer guide, "Shadow topics".
#pragma once

#include <string>
#include <string_view>

namespace telemetry {

struct Topics {
  /// Throws telemetry.invalid_thing_name unless aws::is_thing_name().
  explicit Topics(std::string_view thing_name);

  std::string thing_name;
  std::string sensors;
  std::string shadow_get;
  std::string shadow_get_accepted;
  std::string shadow_update;
  std::string shadow_update_accepted;
  std::string shadow_delete;
};

}  // namespace telemetry
