// A subscriber's handle of its topic filter: BrokerConnection::subscribe() returns it, and destroying it ends
// the subscription.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "ports/mqtt_client.hpp"

namespace telemetry {

enum class SubscriptionStatus : std::uint8_t {
  pending,  // not granted yet, or not again since the connection was lost
  granted,
  refused,  // tried again only when no other subscription can be disturbed
};

/// The functions must not throw. They may end any subscription, their own included.
struct SubscriberCallbacks {
  std::function<void(const ports::MqttMessage&)> on_message;
  /// The subscription's status, or the state of the connection, has changed. May be empty.
  std::function<void()> on_change{};
};

class Subscriber;

class Subscription {
 public:
  Subscription() = default;
  explicit Subscription(std::shared_ptr<const Subscriber> subscriber) : subscriber_(std::move(subscriber)) {}

  /// False if the subscription is default-constructed or moved from.
  explicit operator bool() const { return subscriber_ != nullptr; }
  /// The status of an empty subscription is `pending`.
  SubscriptionStatus status() const;
  /// Why the subscription was refused, while it is: telemetry.not_permitted, mqtt.invalid_topic.
  std::optional<base::Error> refusal() const;

 private:
  std::shared_ptr<const Subscriber> subscriber_;
};

}  // namespace telemetry
