#include "telemetry/subscription_table.hpp"

#include <algorithm>
#include <utility>

#include "ports/errors.hpp"
#include "ports/mqtt_topic.hpp"
#include "telemetry/errors.hpp"

namespace telemetry {

/// What a Subscription points to. Leaves the table when it is destroyed.
class Subscriber : public std::enable_shared_from_this<Subscriber> {
 public:
  Subscriber(std::shared_ptr<SubscriptionTable> table, TopicFilter& filter, SubscriberCallbacks callbacks)
      : filter_(filter), callbacks_(std::move(callbacks)), table_(std::move(table)) {}
  Subscriber(const Subscriber&) = delete;
  Subscriber& operator=(const Subscriber&) = delete;
  ~Subscriber() { table_->remove(*this, filter_); }

  const TopicFilter& filter() const { return filter_; }
  const SubscriberCallbacks& callbacks() const { return callbacks_; }

 private:
  TopicFilter& filter_;
  SubscriberCallbacks callbacks_;
  std::shared_ptr<SubscriptionTable> table_;
};

namespace {

using Subscribers = std::vector<std::weak_ptr<Subscriber>>;

void add_subscribers(const TopicFilter& filter, Subscribers& list) {
  for (Subscriber* subscriber : filter.subscribers) list.push_back(subscriber->weak_from_this());
}

/// A callback may end the subscriptions that come after it.
template <class Call>
void for_each_left(const Subscribers& list, const Call& call) {
  for (const auto& weak : list) {
    if (const auto subscriber = weak.lock()) call(subscriber->callbacks());
  }
}

void notify(const Subscribers& list) {
  for_each_left(list, [](const SubscriberCallbacks& callbacks) {
    if (callbacks.on_change) callbacks.on_change();
  });
}

void notify(const TopicFilter& filter) {
  Subscribers list;
  add_subscribers(filter, list);
  notify(list);
}

}  // namespace

SubscriptionStatus Subscription::status() const {
  return subscriber_ ? subscriber_->filter().status : SubscriptionStatus::pending;
}

std::optional<base::Error> Subscription::refusal() const {
  return subscriber_ ? subscriber_->filter().refusal : std::nullopt;
}

base::Error subscription_not_permitted(std::string_view filter, const base::Error& failure) {
  return base::Error(not_permitted)
      .with("action", "iot:Subscribe")
      .with("resource", "topicfilter/" + std::string(filter))
      .because(failure.describe());
}

Subscription SubscriptionTable::add(std::string filter, SubscriberCallbacks callbacks) {
  TopicFilter* known = find(filter);
  if (known == nullptr) {
    known = &filters_.emplace_back();
    known->text = std::move(filter);
  }
  known->may_retry = known->status == SubscriptionStatus::refused;
  const auto subscriber = std::make_shared<Subscriber>(shared_from_this(), *known, std::move(callbacks));
  known->subscribers.push_back(subscriber.get());
  if (on_change_of_demand) on_change_of_demand();
  return Subscription(subscriber);
}

void SubscriptionTable::remove(const Subscriber& subscriber, TopicFilter& filter) {
  auto& list = filter.subscribers;
  list.erase(std::remove(list.begin(), list.end(), &subscriber), list.end());
  if (!list.empty()) return;
  forget_unused();
  if (on_change_of_demand) on_change_of_demand();
}

void SubscriptionTable::forget_unused() {
  filters_.remove_if(
      [](const TopicFilter& filter) { return filter.subscribers.empty() && !filter.is_at_broker; });
}

TopicFilter* SubscriptionTable::find(std::string_view filter) {
  for (TopicFilter& one : filters_)
    if (one.text == filter) return &one;
  return nullptr;
}

bool SubscriptionTable::has_subscribers() const {
  return std::any_of(filters_.begin(), filters_.end(),
                     [](const TopicFilter& filter) { return !filter.subscribers.empty(); });
}

bool SubscriptionTable::needs_connection() const {
  return std::any_of(filters_.begin(), filters_.end(),
                     [](const TopicFilter& filter) { return filter.needs_connection(); });
}

std::optional<std::string> SubscriptionTable::next_to_subscribe() const {
  const auto at_broker = std::count_if(filters_.begin(), filters_.end(),
                                       [](const TopicFilter& filter) { return filter.is_at_broker; });
  if (static_cast<std::size_t>(at_broker) >= max_filters) return std::nullopt;
  for (const TopicFilter& filter : filters_)
    if (!filter.is_at_broker && filter.needs_connection()) return filter.text;
  return std::nullopt;
}

std::optional<std::string> SubscriptionTable::next_to_unsubscribe() const {
  for (const TopicFilter& filter : filters_)
    if (filter.is_at_broker && filter.subscribers.empty()) return filter.text;
  return std::nullopt;
}

void SubscriptionTable::subscribing(std::string_view filter) {
  TopicFilter* const found = find(filter);
  if (found == nullptr) return;
  found->is_at_broker = true;
  found->may_retry = false;
  found->probe.sent();
}

void SubscriptionTable::granted(std::string_view filter) {
  TopicFilter* const found = find(filter);
  if (found == nullptr) return;
  found->probe.answered();
  found->status = SubscriptionStatus::granted;
  found->refusal.reset();
  notify(*found);
}

void SubscriptionTable::refused(std::string_view filter, base::Error refusal) {
  TopicFilter* const found = find(filter);
  if (found == nullptr) return;
  found->probe.answered();
  found->is_at_broker = false;
  found->status = SubscriptionStatus::refused;
  found->refusal = std::move(refusal);
  Subscribers list;
  add_subscribers(*found, list);
  forget_unused();
  notify(list);
}

void SubscriptionTable::unsubscribing(std::string_view filter) {
  TopicFilter* const found = find(filter);
  if (found == nullptr) return;
  found->is_at_broker = false;
  forget_unused();
}

void SubscriptionTable::connection_ended(const base::Error& failure) {
  for (TopicFilter& filter : filters_) {
    filter.is_at_broker = false;
    if (filter.status == SubscriptionStatus::granted) filter.status = SubscriptionStatus::pending;
    if (!filter.probe.is_pending()) continue;
    if (!failure.is(ports::mqtt_connection_lost)) {
      filter.probe.abandoned();
      continue;
    }
    filter.probe.connection_lost();
    if (!filter.probe.is_refused()) continue;
    filter.status = SubscriptionStatus::refused;
    filter.refusal = subscription_not_permitted(filter.text, failure);
  }
  forget_unused();
}

void SubscriptionTable::retry_refused() {
  for (TopicFilter& filter : filters_) filter.may_retry = filter.status == SubscriptionStatus::refused;
}

bool SubscriptionTable::deliver(const ports::MqttMessage& message) const {
  Subscribers list;
  for (const TopicFilter& filter : filters_)
    if (ports::topic_matches(filter.text, message.topic)) add_subscribers(filter, list);
  for_each_left(list, [&](const SubscriberCallbacks& callbacks) {
    if (callbacks.on_message) callbacks.on_message(message);
  });
  return !list.empty();
}

void SubscriptionTable::notify_all() const {
  Subscribers list;
  for (const TopicFilter& filter : filters_) add_subscribers(filter, list);
  notify(list);
}

}  // namespace telemetry
