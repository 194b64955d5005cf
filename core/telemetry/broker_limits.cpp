#include "telemetry/broker_limits.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace telemetry {

namespace {

/// AWS IoT Core quotas: "this excludes the 3 slashes in the mandatory segments" of reserved topics.
constexpr std::size_t reserved_slashes = 3;

bool is_within_limits(std::string_view topic) {
  const auto slashes = static_cast<std::size_t>(std::count(topic.begin(), topic.end(), '/'));
  const std::size_t free = topic.substr(0, 1) == "$" ? reserved_slashes : 0;
  return !topic.empty() && topic.size() <= max_topic_octets && slashes <= max_topic_slashes + free &&
         topic.find('\0') == std::string_view::npos;
}

}  // namespace

bool is_topic_filter(std::string_view filter) {
  if (!is_within_limits(filter)) return false;
  const auto levels = base::split(filter, '/');
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const bool has_wildcard = levels[i].find_first_of("+#") != std::string_view::npos;
    if (has_wildcard && levels[i].size() > 1) return false;
    if (levels[i] == "#" && i + 1 != levels.size()) return false;
  }
  return true;
}

bool is_topic(std::string_view topic) {
  return is_within_limits(topic) && topic.find_first_of("+#") == std::string_view::npos;
}

}  // namespace telemetry
