// The URL of AWS IoT's MQTT gateway for a browser: a WebSocket URL with the signature in its query. Facts:
// reference/aws.md, "Services and hosts".
#pragma once

#include <chrono>
#include <string_view>

#include "aws/credentials.hpp"
#include "aws/region.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"

namespace aws {

/// How long a URL can be used to connect; the connection may last longer. Short, because a browser writes the
/// URL into its console if the connection fails. Longer than the clock error that Client leaves uncorrected.
inline constexpr std::chrono::seconds mqtt_url_lifetime = std::chrono::minutes(5);

/// wss://ENDPOINT/mqtt?…; `endpoint` is the account's data endpoint in the region
/// (IotClient::describe_endpoint), or else aws.bad_answer is thrown; `now` is the corrected time
/// (Client::now).
base::Secret mqtt_url(const Credentials& credentials, Region region, std::string_view endpoint,
                      base::SystemTime now, std::chrono::seconds lifetime = mqtt_url_lifetime);

}  // namespace aws
