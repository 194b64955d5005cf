#include "telemetry/own_connection.hpp"

#include <utility>

namespace telemetry {

namespace {

/// Periods and AWS's seconds do not begin together, so a connection at its limit may receive a little less.
constexpr double nearly = 0.95;

}  // namespace

void ConnectionLoad::end_period(base::Duration length, double expected, const BrokerLimits& limits) {
  const double seconds = std::chrono::duration<double>(length).count();
  if (seconds <= 0.0) return;
  received_ = static_cast<double>(std::exchange(arrived_, 0)) / seconds;
  expected_ = expected;
  is_at_limit_ = received_ >= nearly * limits.messages_per_second;
  is_over_limit_ = is_at_limit_ && expected_ > received_;
  if (is_over_limit_) lost_ += (expected_ - received_) * seconds;
}

OwnConnection::OwnConnection(const Dependencies& from)
    : mqtt_(from.mqtt.another()),
      broker_({from.executor, *mqtt_, mqtt_lock_, from.random, from.log}, from.client, from.endpoint) {
  broker_.on_failure = from.on_failure;
}

base::task<void> close_connection(std::shared_ptr<OwnConnection> connection) {
  co_await connection->broker().close();
}

}  // namespace telemetry
