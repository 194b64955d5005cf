// The device shadows of one region: what a request on a shadow topic makes of the document, and what is
// published then. Classic shadows only. Facts: AWS IoT developer guide, "Device Shadow service documents" and
// "Device Shadow MQTT topics".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/mqtt_client.hpp"

namespace simulation {

class CloudShadows {
 public:
  /// The service's answers, in their order; none when the topic is no request of the shadow service.
  std::vector<ports::MqttMessage> answer(const ports::MqttMessage& request, base::SystemTime now);

 private:
  std::map<std::string, std::string> documents_;  // JSON, by thing
};

}  // namespace simulation
