// Publishes for a person, with the reasons that a person can act on: what AWS's limits forbid is refused
// before it ends the connection, and a connection that ends at a message twice means a missing permission.
#pragma once

#include <string>

#include "base/task.hpp"
#include "telemetry/broker_connection.hpp"

namespace telemetry {

/// Ends when AWS has the message. The connection and the probe, which belongs to the topic, must live until
/// then. Throws telemetry.invalid_topic, telemetry.message_too_large, telemetry.publish_lost,
/// telemetry.not_permitted, mqtt.not_connected.
base::task<void> publish(BrokerConnection& connection, std::string topic, base::Bytes payload,
                         PermissionProbe& probe);

}  // namespace telemetry
