#include "telemetry/shadow_removal.hpp"

#include <utility>

#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "telemetry/errors.hpp"
#include "telemetry/topics.hpp"

namespace telemetry {

namespace {

using namespace std::chrono_literals;

/// For connecting, subscribing, and AWS's answer.
constexpr base::Duration answered_within = 20s;
constexpr base::Duration look_again = 50ms;

/// Waits until the broker has granted the subscription.
base::task<void> wait_until_granted(const Subscription& answers) {
  while (answers.status() != SubscriptionStatus::granted) {
    if (const auto refusal = answers.refusal()) throw base::Error(*refusal);
    co_await base::sleep(look_again);
  }
}

/// Publishes again after a lost connection, until it is clear that AWS does not permit it.
base::task<void> publish(BrokerConnection& connection, std::string topic, PermissionProbe& probe,
                         const Subscription& answers) {
  while (true) {
    co_await wait_until_granted(answers);
    std::optional<base::Error> failure;
    try {
      ports::MqttMessage message{topic, {}};
      co_await connection.publish(std::move(message), probe);
    } catch (const base::Error& error) {
      failure = error;
    }
    if (!failure) co_return;
    if (probe.is_refused())
      throw base::Error(not_permitted).with("action", "iot:Publish").with("resource", "topic/" + topic);
    if (!failure->is(ports::mqtt_connection_lost) && !failure->is(ports::mqtt_not_connected))
      throw base::Error(*failure);
    co_await base::sleep(look_again);
  }
}

base::task<void> delete_and_wait(std::shared_ptr<BrokerConnection> connection, std::string topic) {
  // Lives until the subscription is gone; `rejected` says that there was no shadow.
  const auto is_answered = std::make_shared<bool>(false);
  const Subscription answers = connection->subscribe(
      topic + "/+", {[is_answered](const ports::MqttMessage&) { *is_answered = true; }});
  PermissionProbe probe;
  co_await publish(*connection, std::move(topic), probe, answers);
  while (!*is_answered) co_await base::sleep(look_again);
}

}  // namespace

base::task<void> delete_shadow(std::shared_ptr<BrokerConnection> connection, std::string thing_name) {
  const Topics topics(thing_name);
  co_await base::with_timeout(answered_within, delete_and_wait(std::move(connection), topics.shadow_delete));
}

}  // namespace telemetry
