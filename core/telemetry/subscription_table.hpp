// The topic filters of one connection: who subscribes to each, and what the broker has granted. The broker
// knows a filter once, however many subscribers it has here. The table says what to ask the broker next, and
// BrokerConnection asks it.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "telemetry/permission_probe.hpp"
#include "telemetry/subscription.hpp"

namespace telemetry {

struct TopicFilter {
  std::string text;
  SubscriptionStatus status = SubscriptionStatus::pending;
  std::optional<base::Error> refusal;
  bool is_at_broker = false;  // from the SUBSCRIBE to the UNSUBSCRIBE or the end of the connection
  bool may_retry = false;     // although it was refused
  PermissionProbe probe;
  std::vector<Subscriber*> subscribers;

  bool needs_connection() const {
    return !subscribers.empty() && (status != SubscriptionStatus::refused || may_retry);
  }
};

class SubscriptionTable : public std::enable_shared_from_this<SubscriptionTable> {
 public:
  /// AWS IoT closes the connection at the 51st. Further filters wait until others are no longer needed.
  static constexpr std::size_t max_filters = 50;

  /// Also allows another attempt at a filter that was refused.
  Subscription add(std::string filter, SubscriberCallbacks callbacks);
  bool has_subscribers() const;
  /// False if there are no subscribers, or if all their filters were refused.
  bool needs_connection() const;

  /// What to ask the broker next. Only one request may be on its way. Older filters come first, so that after
  /// a loss those that were granted are not delayed by a new one that is not permitted.
  std::optional<std::string> next_to_subscribe() const;
  std::optional<std::string> next_to_unsubscribe() const;

  /// Record what BrokerConnection asked the broker, and what the broker answered.
  void subscribing(std::string_view filter);
  void granted(std::string_view filter);
  void refused(std::string_view filter, base::Error refusal);
  void unsubscribing(std::string_view filter);
  /// The broker has forgotten all filters. If AWS closed the connection for the second time at the same
  /// subscription, that one is refused.
  void connection_ended(const base::Error& failure);
  /// Allows another attempt at each refused filter.
  void retry_refused();

  /// Passes the message on to each subscriber whose filter matches. Returns false if no filter matches.
  bool deliver(const ports::MqttMessage& message) const;
  /// Calls on_change of all subscribers.
  void notify_all() const;

  /// Called when next_to_subscribe() or next_to_unsubscribe() may return something new because a subscriber
  /// came or went.
  std::function<void()> on_change_of_demand;

 private:
  friend class Subscriber;
  void remove(const Subscriber& subscriber, TopicFilter& filter);
  void forget_unused();
  TopicFilter* find(std::string_view filter);

  std::list<TopicFilter> filters_;  // in the order in which they were first subscribed to
};

/// telemetry.not_permitted for iot:Subscribe on this filter.
base::Error subscription_not_permitted(std::string_view filter, const base::Error& failure);

}  // namespace telemetry
