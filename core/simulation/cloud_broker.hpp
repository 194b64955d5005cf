// The message broker of AWS IoT: connections, subscriptions, and what the policies of a certificate permit.
// It evaluates the policies for every packet. Facts: reference/aws.md, "IoT data endpoint, as the broker
// behaves"; AWS IoT developer guide, "MQTT" and "Reserved topics"; MQTT 3.1.1, 4.7.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "ports/mqtt_client.hpp"
#include "simulation/cloud_account.hpp"
#include "simulation/cloud_network.hpp"
#include "simulation/cloud_shadow.hpp"

namespace simulation {

/// One MQTT connection, as the broker sees it.
struct CloudConnection {
  CloudRegion* region = nullptr;
  std::string client_id;
  std::string certificate_id;  // empty for the account's own user, who may do everything
  std::function<void(const ports::MqttMessage&)> on_message;
  std::function<void()> on_drop;  // the broker has closed the connection
  std::set<std::string> filters;
  bool open = true;
};

class CloudBroker {
 public:
  using Connection = std::shared_ptr<CloudConnection>;

  CloudBroker(CloudNetwork& network, const base::WallClock& clock) : network_(network), clock_(clock) {}

  /// False if the policies do not permit the connection. Otherwise drops an older connection with the same
  /// client id.
  bool connect(const Connection& connection);
  /// False if the filter is invalid or not permitted. The connection is then closed, without on_drop.
  bool subscribe(CloudConnection& connection, const std::string& filter);
  /// False if the message is invalid or not permitted. The connection is then closed, without on_drop.
  bool publish(CloudConnection& connection, const ports::MqttMessage& message);
  void disconnect(CloudConnection& connection);
  void drop_certificate(std::string_view certificate_id);

 private:
  bool permits(const CloudConnection& connection, std::string_view action, std::string_view kind,
               std::string_view name) const;
  void drop(const Connection& connection);
  void distribute(CloudRegion& region, const ports::MqttMessage& message);

  CloudNetwork& network_;
  const base::WallClock& clock_;
  std::list<Connection> connections_;
  std::map<const CloudRegion*, CloudShadows> shadows_;
};

}  // namespace simulation
