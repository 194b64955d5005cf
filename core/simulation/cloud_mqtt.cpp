#include "simulation/cloud_mqtt.hpp"

#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "simulation/cloud_http.hpp"
#include "simulation/cloud_signature.hpp"
#include "simulation/cloud_url.hpp"

namespace simulation {

namespace {

constexpr int abnormal_closure = 1006;  // RFC 6455, 7.4.1: the only thing that a page sees

base::Error refused(base::ErrorCode code, std::string_view why) {
  return base::Error(code).with("close_code", abnormal_closure).because(why);
}
base::Error lost(std::string_view why) {
  return base::Error(ports::mqtt_connection_lost).with("close_code", abnormal_closure).because(why);
}

}  // namespace

CloudConnection& CloudMqtt::connection() {
  if (!connection_) throw base::Error(ports::mqtt_not_connected);
  if (!connection_->open) throw lost("the broker has closed the connection");
  return *connection_;
}

void CloudMqtt::leave() {
  if (!connection_) return;
  broker_.disconnect(*connection_);
  inbox_->close(base::Error(ports::mqtt_not_connected));
  connection_.reset();
}

base::task<void> CloudMqtt::connect(ports::MqttConnectOptions options) {
  if (connection_ && connection_->open) throw base::Error(ports::mqtt_already_connected);
  leave();
  co_await base::sleep(network_.round_trip());
  const auto url = CloudUrl::parse(options.url.reveal());
  const auto region = url ? region_of_data_endpoint(url->host) : std::nullopt;
  if (!region || url->scheme != "wss")
    throw refused(ports::mqtt_upgrade_refused, "no data endpoint of the simulation");
  if (url->path != "/mqtt") throw refused(ports::mqtt_upgrade_refused, "no such path");
  if (const auto refusal = refuse_presigned(*url, cloud_signer(*region, "iotdevicegateway"), clock_.now()))
    throw refused(ports::mqtt_upgrade_refused, "403: " + refusal->message);
  auto connected = std::make_shared<CloudConnection>();
  auto inbox = std::make_shared<Inbox>();
  connected->region = &account_.region(*region);
  connected->client_id = options.client_id;
  connected->on_message = [inbox](const ports::MqttMessage& message) { inbox->push(message); };
  connected->on_drop = [inbox] { inbox->close(lost("the broker has closed the connection")); };
  if (!broker_.connect(connected)) throw refused(ports::mqtt_session_refused, "not permitted");
  connection_ = std::move(connected);
  inbox_ = std::move(inbox);
}

base::task<void> CloudMqtt::subscribe(std::string filter, ports::MqttQos) {
  connection();
  co_await base::sleep(network_.round_trip());
  const auto inbox = inbox_;
  if (broker_.subscribe(connection(), filter)) co_return;
  inbox->close(lost("a subscription that is not permitted"));
  throw lost("a subscription that is not permitted");
}

base::task<void> CloudMqtt::unsubscribe(std::string filter) {
  connection();
  co_await base::sleep(network_.round_trip());
  connection().filters.erase(filter);
}

base::task<void> CloudMqtt::publish(ports::MqttMessage message, ports::MqttQos qos) {
  connection();
  if (qos == ports::MqttQos::at_least_once) co_await base::sleep(network_.round_trip());
  CloudConnection& sender = connection();
  const auto inbox = inbox_;
  if (broker_.publish(sender, message)) co_return;
  inbox->close(lost("a message that may not be published"));
  throw lost("a message that may not be published");
}

base::task<std::vector<ports::MqttMessage>> CloudMqtt::receive() {
  if (!connection_) throw base::Error(ports::mqtt_not_connected);
  const auto inbox = inbox_;
  std::vector<ports::MqttMessage> messages;
  messages.push_back(co_await inbox->pop());
  while (auto more = inbox->try_pop()) messages.push_back(std::move(*more));
  co_return messages;
}

base::task<void> CloudMqtt::close() {
  leave();
  co_return;
}

std::unique_ptr<ports::MqttClient> CloudMqtt::another() {
  return std::make_unique<CloudMqtt>(account_, network_, broker_, clock_);
}

}  // namespace simulation
