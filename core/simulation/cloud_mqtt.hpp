// A page's connection to the simulated broker over WebSocket, admitted by its presigned URL. As in a browser,
// a refused page learns nothing but close code 1006.
#pragma once

#include <memory>

#include "base/channel.hpp"
#include "ports/mqtt_client.hpp"
#include "simulation/cloud_broker.hpp"

namespace simulation {

class CloudMqtt final : public ports::MqttClient {
 public:
  CloudMqtt(CloudAccount& account, CloudNetwork& network, CloudBroker& broker, const base::WallClock& clock)
      : account_(account), network_(network), broker_(broker), clock_(clock) {}
  CloudMqtt(const CloudMqtt&) = delete;
  CloudMqtt& operator=(const CloudMqtt&) = delete;
  ~CloudMqtt() override { leave(); }

  base::task<void> connect(ports::MqttConnectOptions options) override;
  base::task<void> subscribe(std::string filter, ports::MqttQos qos) override;
  base::task<void> unsubscribe(std::string filter) override;
  base::task<void> publish(ports::MqttMessage message, ports::MqttQos qos) override;
  base::task<std::vector<ports::MqttMessage>> receive() override;
  base::task<void> close() override;
  std::unique_ptr<ports::MqttClient> another() override;

 private:
  using Inbox = base::Channel<ports::MqttMessage>;

  /// The open connection. Throws mqtt.not_connected or mqtt.connection_lost.
  CloudConnection& connection();
  void leave();

  CloudAccount& account_;
  CloudNetwork& network_;
  CloudBroker& broker_;
  const base::WallClock& clock_;
  CloudBroker::Connection connection_;
  std::shared_ptr<Inbox> inbox_;
};

}  // namespace simulation
