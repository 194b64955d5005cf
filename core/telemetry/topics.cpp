#include "telemetry/topics.hpp"

#include <algorithm>

#include "telemetry/errors.hpp"

namespace telemetry {

namespace {

bool is_thing_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' ||
           c == '_' || c == '-';
  };
  return !name.empty() && name.size() <= 128 && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

Topics::Topics(std::string_view name) : thing_name(name) {
  if (!is_thing_name(name)) throw base::Error(invalid_thing_name).with("name", name.substr(0, 128));
  const std::string shadow = "$aws/things/" + thing_name + "/shadow/";
  sensors = thing_name + "/sensors";
  shadow_get = shadow + "get";
  shadow_get_accepted = shadow + "get/accepted";
  shadow_update = shadow + "update";
  shadow_update_accepted = shadow + "update/accepted";
}

}  // namespace telemetry
