#include "simulation/cloud_broker.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "ports/mqtt_topic.hpp"
#include "simulation/cloud_policy.hpp"

namespace simulation {

namespace {

constexpr std::size_t max_payload = std::size_t{128} << 10;
constexpr std::size_t max_topic = 256;
constexpr std::ptrdiff_t max_slashes = 7;

bool fits_limits(std::string_view topic) {
  return !topic.empty() && topic.size() <= max_topic &&
         std::count(topic.begin(), topic.end(), '/') <= max_slashes;
}

bool is_topic(std::string_view topic) {
  return fits_limits(topic) && topic.find_first_of("+#") == std::string_view::npos;
}

/// True if each wildcard is a whole level, and # is the last one.
bool is_filter(std::string_view filter) {
  if (!fits_limits(filter)) return false;
  const auto levels = base::split(filter, '/');
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i] == "+" || (levels[i] == "#" && i + 1 == levels.size())) continue;
    if (levels[i].find_first_of("+#") != std::string_view::npos) return false;
  }
  return true;
}

/// Of the topics that AWS reserves, a client may publish only to the requests of the shadow service.
bool may_be_published(std::string_view topic) {
  if (topic.substr(0, 1) != "$") return true;
  const auto levels = base::split(topic, '/');
  return levels.size() == 5 && levels[0] == "$aws" && levels[1] == "things" && levels[3] == "shadow" &&
         (levels[4] == "get" || levels[4] == "update" || levels[4] == "delete");
}

}  // namespace

bool CloudBroker::permits(const CloudConnection& connection, std::string_view action, std::string_view kind,
                          std::string_view name) const {
  if (connection.certificate_id.empty()) return true;
  const CloudRegion& region = *connection.region;
  const std::string certificate = region.arn("cert", connection.certificate_id);
  PolicyContext context;
  context.client_id = connection.client_id;
  const auto thing = region.things.find(connection.client_id);
  if (thing != region.things.end() && thing->second.principals.count(certificate) != 0)
    context.thing_name = connection.client_id;
  return simulation::permits(region.documents_of(certificate), action, region.arn(kind, name), context);
}

bool CloudBroker::connect(const Connection& connection) {
  if (!permits(*connection, "iot:Connect", "client", connection->client_id)) return false;
  const auto present = std::find_if(connections_.begin(), connections_.end(), [&](const Connection& other) {
    return other->region == connection->region && other->client_id == connection->client_id;
  });
  if (present != connections_.end()) drop(Connection(*present));
  connections_.push_back(connection);
  return true;
}

bool CloudBroker::subscribe(CloudConnection& connection, const std::string& filter) {
  if (!connection.open) return false;
  if (!is_filter(filter) || !permits(connection, "iot:Subscribe", "topicfilter", filter)) {
    disconnect(connection);
    return false;
  }
  connection.filters.insert(filter);
  return true;
}

bool CloudBroker::publish(CloudConnection& connection, const ports::MqttMessage& message) {
  if (!connection.open) return false;
  if (!is_topic(message.topic) || !may_be_published(message.topic) || message.payload.size() > max_payload ||
      !permits(connection, "iot:Publish", "topic", message.topic)) {
    disconnect(connection);
    return false;
  }
  CloudRegion& region = *connection.region;
  distribute(region, message);
  for (const auto& answer : shadows_[&region].answer(message, clock_.now())) distribute(region, answer);
  return true;
}

void CloudBroker::distribute(CloudRegion& region, const ports::MqttMessage& message) {
  for (const Connection& connection : connections_) {
    if (connection->region != &region) continue;
    const auto fits = [&](const std::string& filter) { return ports::topic_matches(filter, message.topic); };
    if (std::none_of(connection->filters.begin(), connection->filters.end(), fits)) continue;
    if (!permits(*connection, "iot:Receive", "topic", message.topic)) continue;
    network_.deliver([receiver = connection, message] {
      const auto on_message = receiver->on_message;  // a copy, because the callback may close the connection
      if (receiver->open && on_message) on_message(message);
    });
  }
}

void CloudBroker::disconnect(CloudConnection& connection) {
  if (!std::exchange(connection.open, false)) return;
  connections_.remove_if([&](const Connection& other) { return other.get() == &connection; });
}

void CloudBroker::drop(const Connection& connection) {
  disconnect(*connection);
  network_.deliver([connection] {
    const auto on_drop = connection->on_drop;
    if (on_drop) on_drop();
  });
}

void CloudBroker::drop_certificate(std::string_view certificate_id) {
  const auto connections = connections_;
  for (const Connection& connection : connections) {
    if (connection->certificate_id == certificate_id) drop(connection);
  }
}

}  // namespace simulation
