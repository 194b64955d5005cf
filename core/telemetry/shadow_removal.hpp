// Deletes the shadow of a thing, which AWS keeps when the thing is deleted. By MQTT, because whether AWS's
// data endpoint admits a page's HTTPS requests is not known. Facts: developer guide, "Device Shadow MQTT
// topics".
#pragma once

#include <memory>
#include <string>

#include "base/task.hpp"
#include "telemetry/broker_connection.hpp"

namespace telemetry {

/// Ends when AWS says that the thing has no shadow. Throws telemetry.not_permitted,
/// telemetry.invalid_thing_name, base.timed_out.
base::task<void> delete_shadow(std::shared_ptr<BrokerConnection> connection, std::string thing_name);

}  // namespace telemetry
