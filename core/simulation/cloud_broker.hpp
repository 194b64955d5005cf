// The message broker of AWS IoT: who is connected, who has subscribed to what, and what the policies of a
// certificate let it do, asked anew for every packet. Facts: reference/aws.md, "IoT data endpoint, as the
// broker behaves"; AWS IoT developer guide, "MQTT" and "Reserved topics"; MQTT 3.1.1, 4.7.
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

/// Whether a topic fits a filter; $-topics fit no filter that begins with a wildcard.
bool topic_matches(std::string_view filter, std::string_view topic);

/// One MQTT connection, as the broker sees it.
struct CloudConnection {
  CloudRegion* region = nullptr;
  std::string client_id;
  std::string certificate_id;  // empty: the account's own user, who may do everything
  std::function<void(const ports::MqttMessage&)> on_message;
  std::function<void()> on_drop;  // closed by the broker
  std::set<std::string> filters;
  bool open = true;
};

class CloudBroker {
 public:
  using Connection = std::shared_ptr<CloudConnection>;

  CloudBroker(CloudNetwork& network, const base::WallClock& clock) : network_(network), clock_(clock) {}

  /// False when the policies do not let it connect; else whoever had its client id is dropped.
  bool connect(const Connection& connection);
  /// False: not permitted, or no filter; the connection is closed then, without on_drop.
  bool subscribe(CloudConnection& connection, const std::string& filter);
  /// False: not permitted or not to be published; likewise.
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
