#include "telemetry/publishing.hpp"

#include <optional>
#include <utility>

#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "telemetry/broker_limits.hpp"
#include "telemetry/errors.hpp"

namespace telemetry {

namespace {

base::Error publish_failure(const std::string& topic, const base::Error& failure,
                            const PermissionProbe& probe) {
  const bool is_lost = failure.is(ports::mqtt_connection_lost) || failure.is(base::timed_out);
  if (!is_lost) return failure;
  return base::Error(probe.is_refused() ? not_permitted : publish_lost)
      .with("action", "iot:Publish")
      .with("resource", "topic/" + topic)
      .because(failure.describe());
}

}  // namespace

base::task<void> publish(BrokerConnection& connection, std::string topic, base::Bytes payload,
                         PermissionProbe& probe) {
  if (!is_topic(topic)) throw base::Error(invalid_topic).with("topic", topic);
  if (payload.size() > max_payload_octets)
    throw base::Error(message_too_large).with("size", payload.size()).with("most", max_payload_octets);
  ports::MqttMessage message{topic, std::move(payload)};
  std::optional<base::Error> failure;
  try {
    co_await connection.publish(std::move(message), probe);
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure) throw base::Error(publish_failure(topic, *failure, probe));
}

}  // namespace telemetry
