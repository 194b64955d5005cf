// One MQTT 3.1.1 connection, as Paho's MQTTClient offers it. For AWS, the caller presigns the URL.
// After the connection is lost, the caller may connect() again. Who needs several connections at a time makes
// another client for each.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/secret.hpp"
#include "base/task.hpp"

namespace ports {

enum class MqttQos : std::uint8_t { at_most_once = 0, at_least_once = 1 };

struct MqttMessage {
  std::string topic;
  base::Bytes payload;
};

struct MqttConnectOptions {
  base::Secret url;  // wss://…; its presigned query is a secret
  std::string client_id;
  std::chrono::seconds keep_alive{60};
  std::chrono::seconds connect_timeout{20};
};

class MqttClient {
 public:
  virtual ~MqttClient() = default;

  /// Starts a clean session. Throws mqtt.refused, mqtt.upgrade_refused, mqtt.session_refused,
  /// mqtt.unavailable, base.timed_out.
  virtual base::task<void> connect(MqttConnectOptions options) = 0;
  /// Throws mqtt.subscription_refused (topic) if the broker answers 0x80; mqtt.connection_lost.
  virtual base::task<void> subscribe(std::string filter, MqttQos qos) = 0;
  /// Ends when the broker has acknowledged, also if there is no such subscription. Messages that are already
  /// on their way may still arrive. Throws mqtt.connection_lost.
  virtual base::task<void> unsubscribe(std::string filter) = 0;
  virtual base::task<void> publish(MqttMessage message, MqttQos qos) = 0;
  /// Waits for a message, and returns all that have arrived, in order. Throws mqtt.connection_lost
  /// (close_code, reason).
  virtual base::task<std::vector<MqttMessage>> receive() = 0;
  /// Never fails.
  virtual base::task<void> close() = 0;
  /// A new client of the same kind, with a connection of its own. Must not outlive what this client uses.
  virtual std::unique_ptr<MqttClient> another() = 0;
};

}  // namespace ports
