// Topic filters as MQTT 3.1.1 defines them (section 4.7).
#pragma once

#include <string_view>

namespace ports {

/// True if the topic matches the filter. A topic that begins with $ matches no filter that begins with a
/// wildcard. Expects a valid filter.
bool topic_matches(std::string_view filter, std::string_view topic);

}  // namespace ports
