// A connection to the broker on virtual time, with a scripted MQTT client and a scripted STS.
#pragma once

#include <gtest/gtest.h>

#include "fakes.hpp"
#include "telemetry/broker_connection.hpp"

namespace fakes {

inline constexpr std::string_view endpoint = "abc-ats.iot.eu-west-1.amazonaws.com";

inline aws::Credentials keys() {
  aws::Credentials keys;
  keys.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  keys.secret_access_key = base::Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  return keys;
}

class Connecting : public testing::Test {
 protected:
  Connecting() { http.always = Sts::identity(); }

  std::shared_ptr<telemetry::BrokerConnection> connect_by(ports::MqttClient& client_of_mqtt) {
    const telemetry::BrokerConnection::Dependencies dependencies{executor, client_of_mqtt, mqtt_lock, random,
                                                                 log};
    return std::make_shared<telemetry::BrokerConnection>(dependencies, client, std::string(endpoint));
  }

  base::VirtualExecutor executor;
  base::VirtualWallClock wall{executor, base::SystemTime(std::chrono::seconds(1'800'000'000))};
  base::Log log{executor};
  Mqtt mqtt{executor};
  base::Mutex mqtt_lock;
  Sts http;
  Random random;
  std::shared_ptr<aws::Client> client = std::make_shared<aws::Client>(
      aws::Client::Dependencies{http, wall, random, log}, aws::Region::parse("eu-west-1"), keys());
  std::shared_ptr<telemetry::BrokerConnection> connection = connect_by(mqtt);
};

}  // namespace fakes
