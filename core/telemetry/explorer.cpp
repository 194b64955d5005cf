#include "telemetry/explorer.hpp"

#include <algorithm>
#include <utility>

#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "ports/mqtt_topic.hpp"
#include "telemetry/errors.hpp"
#include "telemetry/publishing.hpp"

namespace telemetry {

Explorer::Explorer(OwnConnection::Dependencies dependencies, MessageLog& received)
    : dependencies_(std::move(dependencies)),
      received_(received),
      connection_(std::make_shared<OwnConnection>(dependencies_)),
      tasks_(dependencies_.executor) {
  tasks_.spawn<void>(measure());
}

void Explorer::subscribe(std::string filter) {
  if (!is_topic_filter(filter)) throw base::Error(invalid_filter).with("filter", filter);
  unsubscribe(filter);
  // The shadow's filter needs a place, too.
  if (filters_.size() + 1 >= SubscriptionTable::max_filters)
    throw base::Error(too_many_filters).with("most", SubscriptionTable::max_filters - 1);
  Filter& added = filters_.emplace_back();
  added.text = std::move(filter);
  added.subscription = connection_->broker().subscribe(
      added.text, {[this, &added](const ports::MqttMessage& message) { on_message(added, message); }});
}

void Explorer::unsubscribe(std::string_view filter) {
  filters_.remove_if([&](const Filter& one) { return one.text == filter; });
}

/// A message that matches several filters is counted once, for the first of them.
void Explorer::on_message(const Filter& filter, const ports::MqttMessage& message) {
  const auto first = std::find_if(filters_.begin(), filters_.end(), [&](const Filter& one) {
    return ports::topic_matches(one.text, message.topic);
  });
  if (&*first != &filter) return;
  connection_->load.count();
  const base::Instant now = dependencies_.executor.now();
  const double time = timeline_.at(now, dependencies_.client->now());
  received_.add(time, message.topic, message.payload);
  auto found = topics_.find(message.topic);
  if (found == topics_.end()) {
    if (topics_.size() == max_topics) {
      ++left_out_;
      return;
    }
    found = topics_.try_emplace(message.topic).first;
  }
  ExploredTopic& topic = found->second;
  ++topic.messages;
  topic.rate.arrived(now);
  topic.last_time = time;
  topic.last_size = message.payload.size();
  const std::size_t kept = std::min(kept_octets, message.payload.size());
  topic.last.assign(message.payload.begin(), message.payload.begin() + static_cast<std::ptrdiff_t>(kept));
}

base::task<void> Explorer::publish(std::string topic, base::Bytes payload) {
  PermissionProbe& probe = publications_[topic];
  return telemetry::publish(connection_->broker(), std::move(topic), std::move(payload), probe);
}

void Explorer::clear() {
  topics_.clear();
  left_out_ = 0;
}

base::task<void> Explorer::close() {
  tasks_.cancel();
  shadow_.reset();
  filters_.clear();
  return close_connection(connection_);
}

void Explorer::open_shadow(std::string_view thing_name) {
  shadow_.reset();
  shadow_ = std::make_shared<ShadowDocument>(
      ShadowDocument::Dependencies{dependencies_.executor, dependencies_.log, dependencies_.client},
      connection_, thing_name);
}

/// What the senders send is not known here, so only that the limit is reached.
base::task<void> Explorer::measure() {
  while (true) {
    co_await base::sleep(std::chrono::seconds(1));
    connection_->load.end_period(std::chrono::seconds(1), 0.0, {});
  }
}

}  // namespace telemetry
