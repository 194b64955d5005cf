#include "ports/mqtt_topic.hpp"

#include "base/text.hpp"

namespace ports {

bool topic_matches(std::string_view filter, std::string_view topic) {
  const auto wanted = base::split(filter, '/');
  const auto given = base::split(topic, '/');
  if (topic.substr(0, 1) == "$" && (wanted[0] == "+" || wanted[0] == "#")) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "#") return true;  // # also matches the level above it
    if (i >= given.size() || (wanted[i] != "+" && wanted[i] != given[i])) return false;
    if (i + 2 == wanted.size() && wanted[i + 1] == "#" && given.size() == i + 1) return true;
  }
  return wanted.size() == given.size();
}

}  // namespace ports
