#include "telemetry/topics.hpp"

#include "aws/thing_name.hpp"
#include "telemetry/errors.hpp"

namespace telemetry {

Topics::Topics(std::string_view name) : thing_name(name) {
  if (!aws::is_thing_name(name)) throw base::Error(invalid_thing_name).with("name", name.substr(0, 128));
  const std::string shadow = "$aws/things/" + thing_name + "/shadow/";
  sensors = aws::sensors_topic(thing_name);
  shadow_get = shadow + "get";
  shadow_get_accepted = shadow + "get/accepted";
  shadow_update = shadow + "update";
  shadow_update_accepted = shadow + "update/accepted";
  shadow_delete = shadow + "delete";
}

}  // namespace telemetry
