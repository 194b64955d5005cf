// The device shadows of one region: how a request on a shadow topic changes the document, and which messages
// follow. Classic shadows only. Facts: AWS IoT developer guide, "Device Shadow service documents" and "Device
// Shadow MQTT topics".
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
  /// The messages that the service publishes, in order; empty if the topic is not a request of
  /// the shadow service.
  std::vector<ports::MqttMessage> answer(const ports::MqttMessage& request, base::SystemTime now);

 private:
  std::map<std::string, std::string> documents_;  // JSON, by thing
};

}  // namespace simulation
