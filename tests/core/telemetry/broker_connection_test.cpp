// One connection with many subscribers.
#include "telemetry/broker_connection.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "connection_fixture.hpp"
#include "telemetry/errors.hpp"

namespace {

using namespace std::chrono_literals;
using telemetry::BrokerConnection;
using telemetry::ConnectionStatus;
using telemetry::PermissionProbe;
using telemetry::Subscription;
using telemetry::SubscriptionStatus;

/// A subscriber that notes what it is told.
struct Listener {
  Listener(BrokerConnection& connection, std::string filter) {
    subscription = connection.subscribe(
        std::move(filter),
        {[this](const ports::MqttMessage& message) { payloads.push_back(base::to_text(message.payload)); },
         [this] { statuses.push_back(subscription.status()); }});
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  SubscriptionStatus status() const { return subscription.status(); }

  std::vector<std::string> payloads;
  std::vector<SubscriptionStatus> statuses;
  Subscription subscription;
};

class BrokerConnectionTest : public fakes::Connecting {
 protected:
  std::unique_ptr<Listener> listen(std::string filter) {
    return std::make_unique<Listener>(*connection, std::move(filter));
  }
  std::size_t count(const std::string& call) const { return mqtt.times_of(call).size(); }
  ConnectionStatus status() const { return connection->state().status; }
  /// As AWS answers a subscription that the keys do not permit.
  void forbid(const std::string& filter) {
    mqtt.refusals.emplace("subscribe " + filter, base::Error(ports::mqtt_connection_lost));
  }
};

using Calls = std::vector<std::string>;
using Payloads = std::vector<std::string>;

TEST_F(BrokerConnectionTest, DoesNothingWithoutASubscriber) {
  executor.run_for(60s);
  EXPECT_EQ(mqtt.texts(), Calls());
  EXPECT_EQ(status(), ConnectionStatus::idle);
}

TEST_F(BrokerConnectionTest, GivesEachMessageToThoseWhomItConcerns) {
  const auto first = listen("a/sensors");
  const auto second = listen("b/sensors");
  const auto all = listen("+/sensors");
  executor.run_for(1s);
  EXPECT_EQ(mqtt.texts(), Calls({"connect", "receive", "subscribe a/sensors", "subscribe b/sensors",
                                 "subscribe +/sensors"}));
  mqtt.deliver("a/sensors", "1");
  mqtt.deliver("b/sensors", "2");
  mqtt.deliver("c/sensors", "3");
  mqtt.deliver("c/other", "4");
  executor.run_for(1s);
  EXPECT_EQ(first->payloads, Payloads({"1"}));
  EXPECT_EQ(second->payloads, Payloads({"2"}));
  EXPECT_EQ(all->payloads, Payloads({"1", "2", "3"}));
}

TEST_F(BrokerConnectionTest, SubscribersOfTheSameFilterShareASubscription) {
  auto first = listen("a/sensors");
  executor.run_for(1s);
  auto second = listen("a/sensors");
  EXPECT_EQ(second->status(), SubscriptionStatus::granted)
      << "the first subscriber has subscribed to it already";
  const auto other = listen("b/sensors");
  executor.run_for(1s);
  EXPECT_EQ(count("subscribe a/sensors"), 1U);
  first.reset();
  executor.run_for(1s);
  EXPECT_EQ(count("unsubscribe a/sensors"), 0U);
  mqtt.deliver("a/sensors", "1");
  executor.run_for(1s);
  EXPECT_EQ(second->payloads, Payloads({"1"}));
  second.reset();
  executor.run_for(1s);
  EXPECT_EQ(count("unsubscribe a/sensors"), 1U) << "nobody needs it";
  EXPECT_EQ(status(), ConnectionStatus::connected);
}

TEST_F(BrokerConnectionTest, SubscribesAgainToAFilterThatSomebodyWantsAgain) {
  const auto other = listen("b/sensors");
  auto first = listen("a/sensors");
  executor.run_for(1s);
  first.reset();
  executor.run_for(15ms);  // UNSUBSCRIBE is on its way
  const auto again = listen("a/sensors");
  EXPECT_EQ(again->status(), SubscriptionStatus::pending);
  executor.run_for(1s);
  EXPECT_EQ(again->status(), SubscriptionStatus::granted);
  EXPECT_EQ(count("unsubscribe a/sensors"), 1U);
  EXPECT_EQ(mqtt.calls.back().text, "subscribe a/sensors");
}

TEST_F(BrokerConnectionTest, ClosesWhenNobodySubscribesAnyMore) {
  auto first = listen("a/sensors");
  executor.run_for(10s);
  first.reset();
  executor.run_for(1s);
  first = listen("b/sensors");
  executor.run_for(10s);
  EXPECT_EQ(count("close"), 0U) << "a subscriber came before the connection was closed";
  first.reset();
  executor.run_for(BrokerConnection::linger + 1s);
  EXPECT_FALSE(mqtt.open);
  EXPECT_EQ(status(), ConnectionStatus::idle);
  executor.run_for(300s);
  EXPECT_EQ(mqtt.connections.size(), 1U);
  first = listen("a/sensors");
  executor.run_for(1s);
  EXPECT_EQ(first->status(), SubscriptionStatus::granted);
  EXPECT_EQ(mqtt.connections.size(), 2U);
}

TEST_F(BrokerConnectionTest, SubscribesToEverythingAgainAfterALoss) {
  const auto first = listen("a/sensors");
  const auto second = listen("b/sensors");
  executor.run_for(60s);
  mqtt.lose();
  executor.run_for(5ms);
  EXPECT_EQ(first->status(), SubscriptionStatus::pending);
  EXPECT_EQ(status(), ConnectionStatus::reconnecting);
  EXPECT_TRUE(connection->state().error->is(ports::mqtt_connection_lost));
  executor.run_for(2s);
  EXPECT_EQ(first->status(), SubscriptionStatus::granted);
  EXPECT_EQ(second->status(), SubscriptionStatus::granted);
  EXPECT_FALSE(connection->state().error);
  EXPECT_NE(mqtt.connections[0].url.reveal(), mqtt.connections[1].url.reveal());
  EXPECT_EQ(mqtt.connections[0].client_id, mqtt.connections[1].client_id);
}

/// Whichever call fails, all subscribers get what they want in the end.
TEST_F(BrokerConnectionTest, SurvivesEveryStepFailingInTurn) {
  for (const auto code : {ports::mqtt_connection_lost, base::timed_out, ports::mqtt_unavailable}) {
    for (std::size_t step = 0; step < 6; ++step) {
      SCOPED_TRACE(std::string(code.name()) + " at call " + std::to_string(step));
      fakes::Mqtt scripted(executor);
      scripted.failing_call = step;
      scripted.failure = base::Error(code);
      const auto tried = connect_by(scripted);
      const Listener first(*tried, "a/sensors");
      auto second = std::make_unique<Listener>(*tried, "b/sensors");
      executor.run_for(100ms);
      second.reset();
      const Listener third(*tried, "c/sensors");
      executor.run_for(5s);
      EXPECT_EQ(first.status(), SubscriptionStatus::granted);
      EXPECT_EQ(third.status(), SubscriptionStatus::granted);
      EXPECT_GT(scripted.calls.size(), step);
      scripted.deliver("c/sensors", "1");
      executor.run_for(1s);
      EXPECT_EQ(third.payloads, Payloads({"1"}));
    }
  }
}

TEST_F(BrokerConnectionTest, ASubscriptionThatIsNotPermittedIsRefusedAndTheOthersGoOn) {
  const auto before = listen("a/sensors");
  executor.run_for(60s);
  forbid("b/sensors");
  const auto forbidden = listen("b/sensors");
  const auto after = listen("c/sensors");
  executor.run_for(100ms);
  EXPECT_EQ(forbidden->status(), SubscriptionStatus::pending) << "the first loss may come from the network";
  executor.run_for(1s);
  EXPECT_EQ(before->status(), SubscriptionStatus::pending) << "the connection was lost for the second time";
  EXPECT_EQ(forbidden->status(), SubscriptionStatus::refused);
  executor.run_for(3s);
  EXPECT_EQ(before->status(), SubscriptionStatus::granted);
  EXPECT_EQ(after->status(), SubscriptionStatus::granted);
  const auto refusal = forbidden->subscription.refusal();
  ASSERT_TRUE(refusal);
  EXPECT_TRUE(refusal->is(telemetry::not_permitted));
  EXPECT_EQ(refusal->param("action"), "iot:Subscribe");
  EXPECT_EQ(refusal->param("resource"), "topicfilter/b/sensors");
  EXPECT_FALSE(before->subscription.refusal());
  executor.run_for(600s);
  EXPECT_EQ(count("subscribe b/sensors"), 2U);
  EXPECT_EQ(mqtt.connections.size(), 3U);
  EXPECT_EQ(status(), ConnectionStatus::connected);
}

TEST_F(BrokerConnectionTest, OlderFiltersComeFirstAfterALoss) {
  forbid("a/sensors");
  const auto granted = listen("b/sensors");
  executor.run_for(60s);
  const auto forbidden = listen("a/sensors");
  const auto later = listen("c/sensors");
  executor.run_for(60s);
  EXPECT_EQ(mqtt.texts(),
            Calls({"connect", "receive", "subscribe b/sensors", "subscribe a/sensors", "close",  //
                   "connect", "receive", "subscribe b/sensors", "subscribe a/sensors", "close",  //
                   "connect", "receive", "subscribe b/sensors", "subscribe c/sensors"}));
}

TEST_F(BrokerConnectionTest, TriesARefusedSubscriptionAgainForANewSubscriber) {
  const auto other = listen("a/sensors");
  forbid("b/sensors");
  auto forbidden = listen("b/sensors");
  executor.run_for(60s);
  ASSERT_EQ(forbidden->status(), SubscriptionStatus::refused);
  const auto second = listen("b/sensors");
  executor.run_for(60s);
  EXPECT_EQ(count("subscribe b/sensors"), 3U) << "one more attempt, because it was refused before";
  mqtt.refusals.clear();
  const auto third = listen("b/sensors");
  executor.run_for(1s);
  EXPECT_EQ(forbidden->status(), SubscriptionStatus::granted);
  EXPECT_EQ(third->status(), SubscriptionStatus::granted);
  EXPECT_FALSE(third->subscription.refusal());
}

TEST_F(BrokerConnectionTest, TriesRefusedSubscriptionsAgainWhenThereIsNoOther) {
  forbid("b/sensors");
  auto other = listen("a/sensors");
  const auto forbidden = listen("b/sensors");
  executor.run_for(120s);
  EXPECT_EQ(count("subscribe b/sensors"), 2U);
  other.reset();
  executor.run_for(BrokerConnection::longest_pause + 3s);
  EXPECT_GE(count("subscribe b/sensors"), 3U);
  EXPECT_EQ(forbidden->status(), SubscriptionStatus::refused);
  mqtt.refusals.clear();
  executor.run_for(BrokerConnection::longest_pause + 3s);
  EXPECT_EQ(forbidden->status(), SubscriptionStatus::granted);
}

TEST_F(BrokerConnectionTest, ARefusalThatTheBrokerAnswersCostsNoConnection) {
  mqtt.refusals.emplace("subscribe b/sensors", base::Error(ports::mqtt_subscription_refused));
  mqtt.refusals.emplace("subscribe c/sensors", base::Error(ports::mqtt_invalid_topic));
  const auto forbidden = listen("b/sensors");
  const auto invalid = listen("c/sensors");
  const auto other = listen("a/sensors");
  executor.run_for(60s);
  EXPECT_TRUE(forbidden->subscription.refusal()->is(telemetry::not_permitted));
  EXPECT_TRUE(invalid->subscription.refusal()->is(ports::mqtt_invalid_topic));
  EXPECT_EQ(other->status(), SubscriptionStatus::granted);
  EXPECT_EQ(mqtt.connections.size(), 1U);
}

TEST_F(BrokerConnectionTest, SubscribesToNoMoreThanFiftyFiltersAtATime) {
  std::vector<std::unique_ptr<Listener>> many;
  for (int i = 0; i < 52; ++i) many.push_back(listen(std::to_string(i) + "/sensors"));
  executor.run_for(10s);
  const auto granted = [&] {
    return std::count_if(many.begin(), many.end(),
                         [](const auto& one) { return one->status() == SubscriptionStatus::granted; });
  };
  EXPECT_EQ(granted(), 50);
  many.erase(many.begin());
  executor.run_for(1s);
  EXPECT_EQ(granted(), 50) << "the ended subscription made room for another";
  EXPECT_EQ(count("unsubscribe 0/sensors"), 1U);
  EXPECT_EQ(mqtt.connections.size(), 1U);
}

TEST_F(BrokerConnectionTest, ASubscriberMayEndSubscriptionsInItsCallback) {
  auto second = listen("a/sensors");
  int messages = 0;
  Subscription first = connection->subscribe("+/sensors", {[&](const ports::MqttMessage&) {
                                               ++messages;
                                               first = {};
                                               second.reset();
                                             }});
  executor.run_for(1s);
  std::vector<ports::MqttMessage> batch(2, ports::MqttMessage{"a/sensors", {}});
  mqtt.deliver(std::move(batch));
  executor.run_for(1s);
  EXPECT_EQ(messages, 1);
  EXPECT_EQ(count("unsubscribe a/sensors"), 1U);
  EXPECT_EQ(count("unsubscribe +/sensors"), 1U);
}

TEST_F(BrokerConnectionTest, APublicationIsNotBlamedForALossBeforeItsTurn) {
  const auto other = listen("a/sensors");
  executor.run_for(60s);
  forbid("b/sensors");
  const auto forbidden = listen("b/sensors");
  executor.run_for(5ms);
  ASSERT_EQ(mqtt.calls.back().text, "subscribe b/sensors");
  PermissionProbe probe;
  for (int i = 0; i < 2; ++i) {
    try {
      executor.run(connection->publish({"a/shadow", {}}, probe));
      ADD_FAILURE() << "published on a lost connection";
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(ports::mqtt_not_connected)) << error.describe();
    }
  }
  EXPECT_EQ(count("publish a/shadow "), 0U);
  executor.run_for(60s);
  executor.run(connection->publish({"a/shadow", {}}, probe));
  EXPECT_FALSE(probe.is_refused());
}

TEST_F(BrokerConnectionTest, ASubscriptionIsNotBlamedForALossAtAPublication) {
  const auto other = listen("a/sensors");
  executor.run_for(60s);
  mqtt.refusals.emplace("publish a/shadow", base::Error(ports::mqtt_connection_lost));
  PermissionProbe probe;
  for (int i = 0; i < 2; ++i) {
    const auto publishing = base::spawn<void>(executor, connection->publish({"a/shadow", {}}, probe),
                                              [](const base::Outcome<void>&) {});
    executor.run_for(1ms);
    const auto waiting = listen("b/sensors");  // its turn comes after the publication
    executor.run_for(60s);
    EXPECT_EQ(waiting->status(), SubscriptionStatus::granted);
  }
  EXPECT_TRUE(probe.is_refused());
  EXPECT_EQ(mqtt.connections.size(), 3U);
}

TEST_F(BrokerConnectionTest, ClosesAtAnyStep) {
  for (std::size_t step = 0; step < 4; ++step) {
    SCOPED_TRACE(step);
    fakes::Mqtt scripted(executor);
    scripted.hanging_call = step;
    const auto tried = connect_by(scripted);
    const Listener listener(*tried, "a/sensors");
    executor.run_for(1s);
    executor.run(tried->close());
    EXPECT_EQ(scripted.calls.back().text, "close");
    EXPECT_FALSE(scripted.open);
    EXPECT_EQ(tried->state().status, ConnectionStatus::idle);
    executor.run_for(60s);
    EXPECT_EQ(scripted.connections.size(), 1U);
  }
}

TEST_F(BrokerConnectionTest, ClosesWhileItPauses) {
  mqtt.refusals.emplace("connect", base::Error(base::timed_out));
  const auto listener = listen("a/sensors");
  executor.run_for(300s);
  const base::Instant before = executor.now();
  executor.run(connection->close());
  EXPECT_EQ(executor.now(), before);
}

TEST_F(BrokerConnectionTest, WaitsUntilTheConnectionBeforeItHasClosed) {
  const auto listener = listen("a/sensors");
  executor.run_for(1s);
  const auto next = connect_by(mqtt);
  const Listener waiting(*next, "a/sensors");
  executor.run_for(60s);
  EXPECT_EQ(mqtt.connections.size(), 1U);
  executor.run(connection->close());
  executor.run_for(1s);
  EXPECT_EQ(waiting.status(), SubscriptionStatus::granted);
  EXPECT_EQ(mqtt.texts(), Calls({"connect", "receive", "subscribe a/sensors", "close",  //
                                 "connect", "receive", "subscribe a/sensors"}));
}

TEST_F(BrokerConnectionTest, ANewSubscriberEndsThePauseAfterAFailureThatOnlyTheUserCanMend) {
  mqtt.refusals.emplace("connect", base::Error(ports::mqtt_session_refused));
  const auto listener = listen("a/sensors");
  base::Error told(base::internal);
  connection->on_failure = [&](const base::Error& error) { told = error; };
  executor.run_for(1s);
  EXPECT_EQ(status(), ConnectionStatus::failed);
  EXPECT_TRUE(told.is(telemetry::not_permitted));
  mqtt.refusals.clear();
  const auto second = listen("a/sensors");
  executor.run_for(1s);
  EXPECT_EQ(second->status(), SubscriptionStatus::granted);
}

}  // namespace
