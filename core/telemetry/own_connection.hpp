// A connection to the broker with an MQTT client of its own, and how busy it is. A screen of many boards
// needs several: AWS limits the subscriptions and the messages of each, and closes one at a subscription that
// is not permitted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/channel.hpp"
#include "telemetry/broker_connection.hpp"
#include "telemetry/broker_limits.hpp"

namespace telemetry {

/// What a connection receives, against what the boards behind it send. AWS discards what is beyond its limit
/// and says nothing, so the loss can only be computed: it is the difference, while the limit is reached.
class ConnectionLoad {
 public:
  void count() { ++arrived_; }
  /// Ends a period of this length. `expected`: what the boards behind the connection send per second.
  void end_period(base::Duration length, double expected, const BrokerLimits& limits);

  double received_per_second() const { return received_; }
  double expected_per_second() const { return expected_; }
  /// True if as many messages arrived as AWS lets through.
  bool is_at_limit() const { return is_at_limit_; }
  /// True if AWS discarded messages in the last period.
  bool is_over_limit() const { return is_over_limit_; }
  /// The messages that AWS has discarded, about.
  double lost() const { return lost_; }

 private:
  std::uint64_t arrived_ = 0;
  double received_ = 0.0;
  double expected_ = 0.0;
  bool is_at_limit_ = false;
  bool is_over_limit_ = false;
  double lost_ = 0.0;
};

class OwnConnection {
 public:
  struct Dependencies {
    base::Executor& executor;
    ports::MqttClient& mqtt;  // whose kind of client the connection uses, not the client itself
    ports::Random& random;
    base::Log& log;
    std::shared_ptr<aws::Client> client;
    std::string endpoint;
    std::function<void(const base::Error&)> on_failure;
  };

  explicit OwnConnection(const Dependencies& dependencies);

  BrokerConnection& broker() { return broker_; }
  const ConnectionState& state() const { return broker_.state(); }
  ConnectionLoad load;

 private:
  std::unique_ptr<ports::MqttClient> mqtt_;
  base::Mutex mqtt_lock_;
  BrokerConnection broker_;
};

/// Closes a connection that nothing uses.
base::task<void> close_connection(std::shared_ptr<OwnConnection> connection);

}  // namespace telemetry
