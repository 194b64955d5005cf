// The address of AWS IoT's MQTT gateway for a browser: a WebSocket URL with the signature in its query.
// Facts: reference/aws.md, "Services and hosts".
#pragma once

#include <chrono>
#include <string_view>

#include "aws/credentials.hpp"
#include "aws/region.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"

namespace aws {

/// How long a URL may be used to connect; a connection outlives it. Longer than the clock error that AWS
/// forgives in a signed header; short, since a browser writes the URL into its console where it fails.
inline constexpr std::chrono::seconds mqtt_url_lifetime = std::chrono::minutes(20);

/// wss://ENDPOINT/mqtt?…; `endpoint` is the account's data endpoint (IotClient::describe_endpoint), of the
/// region, or aws.bad_answer; `now` is the corrected time (Client::now).
base::Secret mqtt_url(const Credentials& credentials, Region region, std::string_view endpoint,
                      base::SystemTime now, std::chrono::seconds lifetime = mqtt_url_lifetime);

}  // namespace aws
