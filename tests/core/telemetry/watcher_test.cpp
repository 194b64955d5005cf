#include "telemetry/watcher.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "telemetry/errors.hpp"
#include "watcher_fixture.hpp"

namespace {

using namespace std::chrono_literals;
using fakes::sensors;
using fakes::shadow;
using telemetry::BrokerConnection;
using telemetry::Watcher;
using telemetry::WatchStatus;
using WatcherTest = fakes::Watching;

const std::vector<std::string> beginning{
    "connect",
    "receive",
    "subscribe " + sensors,
    "subscribe " + shadow + "update/accepted",
    "subscribe " + shadow + "get/accepted",
    "publish " + shadow + "get {}",
};

TEST_F(WatcherTest, SubscribesAndAsksForTheShadow) {
  start();
  EXPECT_EQ(status(), "connecting");
  executor.run_for(1s);
  EXPECT_EQ(mqtt.texts(), beginning);
  EXPECT_EQ(status(), "waiting");
  EXPECT_EQ(error_code(), "");
}

TEST_F(WatcherTest, ShowsWhatTheBoardSends) {
  start_for(1s);
  changes = 0;
  deliver_reading();
  executor.run_for(100ms);
  EXPECT_EQ(status(), "live");
  EXPECT_EQ(changes, 1);
  EXPECT_EQ(state().messages, 1U);
  EXPECT_EQ(value_of("Light"), 42);
  EXPECT_EQ(value_of("Temp"), 21.5);
  EXPECT_EQ(state().last_message->text, R"({"Light":42,"Temp":21.50})");
  EXPECT_EQ(state().last_message->topic, sensors);
  EXPECT_NEAR(state().last_message->time, 1.8e12 + 1000.0, 1000.0);
  for (int i = 0; i < 9; ++i) {
    executor.run_for(1s);
    deliver_reading();
  }
  executor.run_for(1ms);
  EXPECT_NEAR(state().rate, 60.0, 3.0);
  EXPECT_EQ(watcher->series().size(), 10U);
}

TEST_F(WatcherTest, IsSilentFifteenSecondsAfterTheLastMessage) {
  start_for(60s);
  EXPECT_EQ(status(), "waiting") << "silence begins only after a first message";
  deliver_reading();
  executor.run_for(14s);
  EXPECT_EQ(status(), "live");
  executor.run_for(3s);
  EXPECT_EQ(status(), "silent");
  EXPECT_EQ(state().rate, 0.0);
  deliver_reading();
  executor.run_for(100ms);
  EXPECT_EQ(status(), "live");
}

TEST_F(WatcherTest, CountsTheSecondsWithoutAMessage) {
  start_for(60s);
  EXPECT_EQ(state().quiet_for, 0s) << "not before the first message";
  deliver_reading();
  executor.run_for(2500ms);
  EXPECT_EQ(state().quiet_for, 0s);
  executor.run_for(40s);
  EXPECT_NEAR(static_cast<double>(state().quiet_for.count()), 42.0, 1.0);
  mqtt.lose();
  executor.run_for(8s);
  EXPECT_NEAR(static_cast<double>(state().quiet_for.count()), 50.0, 1.0) << "across a new connection";
  changes = 0;
  executor.run_for(5s);
  EXPECT_EQ(changes, 5) << "the page draws each second";
  deliver_reading();
  executor.run_for(10ms);
  EXPECT_EQ(state().quiet_for, 0s);
}

TEST_F(WatcherTest, IsLiveWithFieldsThatTheDemoFirmwareDoesNotHave) {
  start_for(1s);
  mqtt.deliver(sensors, R"({"humidity":40,"battery":{"voltage":3.7}})");
  executor.run_for(100ms);
  EXPECT_EQ(status(), "live");
  EXPECT_EQ(state().odd, 0U);
  EXPECT_EQ(value_of("humidity"), 40);
  EXPECT_EQ(value_of("battery.voltage"), 3.7);
}

TEST_F(WatcherTest, CountsOddMessagesAndContinues) {
  start_for(1s);
  std::vector<ports::MqttMessage> batch;
  for (const std::string_view text : {"", "junk", R"({"on":true})", "[[[[[[", R"({"Light":7})"}) {
    batch.push_back({sensors, base::to_bytes(text)});
  }
  mqtt.deliver(std::move(batch));
  executor.run_for(100ms);
  EXPECT_EQ(state().messages, 5U);
  EXPECT_EQ(state().odd, 4U);
  EXPECT_EQ(value_of("Light"), 7);
  EXPECT_EQ(watcher->series().size(), 1U);
  EXPECT_EQ(status(), "live");
}

TEST_F(WatcherTest, DoesNotCallABoardLiveWhoseMessagesItCannotRead) {
  start_for(1s);
  for (int second = 0; second < 20; ++second) {
    mqtt.deliver(sensors, R"({"humidity":"high"})");
    executor.run_for(1s);
    EXPECT_EQ(status(), "unreadable");
  }
  EXPECT_TRUE(state().is_receiving());
  EXPECT_EQ(state().odd_reason, telemetry::OddMessage::no_number);
  deliver_reading();
  executor.run_for(100ms);
  EXPECT_EQ(status(), "live");
}

TEST_F(WatcherTest, DoesNotCallABoardLiveWhoseReadingsHaveStopped) {
  start_for(1s);
  deliver_reading();
  for (int second = 0; second < 14; ++second) {
    executor.run_for(1s);
    mqtt.deliver(sensors, "junk");
    executor.run_for(10ms);
    EXPECT_EQ(status(), "live") << "one reading among odd messages is enough";
  }
  executor.run_for(1s);
  mqtt.deliver(sensors, "junk");
  executor.run_for(10ms);
  EXPECT_EQ(status(), "unreadable");
  executor.run_for(17s);
  EXPECT_EQ(status(), "silent");
}

TEST_F(WatcherTest, AcceptsReadingsWhoseNumbersAreStrings) {
  start_for(1s);
  mqtt.deliver(sensors, R"({"Light":123,"Temp":"23.45"})");
  executor.run_for(100ms);
  EXPECT_EQ(status(), "live");
  EXPECT_EQ(value_of("Light"), 123);
  EXPECT_EQ(value_of("Temp"), 23.45);
  EXPECT_EQ(watcher->series().size(), 1U);
}

TEST_F(WatcherTest, IgnoresForeignTopics) {
  start_for(1s);
  mqtt.deliver("board-2/sensors", R"({"Light":1,"Temp":1.0})");
  mqtt.deliver("board-1/sensors/x", R"({"Light":1,"Temp":1.0})");
  mqtt.deliver(shadow + "update/rejected", R"({"state":{"reported":{"toggle":1}}})");
  executor.run_for(100ms);
  EXPECT_EQ(state().messages, 0U);
  EXPECT_EQ(state().toggle_reported, std::nullopt);
  EXPECT_EQ(status(), "waiting");
}

TEST_F(WatcherTest, ShowsALongMessageInPart) {
  start_for(1s);
  mqtt.deliver(sensors, std::string(100'000, 'x'));
  executor.run_for(100ms);
  EXPECT_EQ(state().last_message->text.size(), 4096U);
}

TEST_F(WatcherTest, CountsAFloodOfMessagesAndDrawsAllOfThem) {
  start_for(1s);
  const ports::MqttMessage reading{sensors, base::to_bytes(R"({"Light":42,"Temp":21.50})")};
  for (int burst = 0; burst < 10; ++burst) mqtt.deliver(std::vector<ports::MqttMessage>(150, reading));
  mqtt.deliver(sensors, std::string(100'000, 'x'));
  executor.run_for(1s);
  EXPECT_EQ(state().messages, 1501U);
  EXPECT_EQ(state().odd, 1U);
  EXPECT_EQ(watcher->series().size(), 1500U);
  EXPECT_EQ(status(), "live");
}

TEST_F(WatcherTest, AcceptsEveryThingNameThatAwsAccepts) {
  const std::string name = "a:b_c-" + std::string(122, 'x');
  const auto other = watch_by(connection, name);
  executor.run_for(1s);
  mqtt.deliver(name + "/sensors", R"({"Light":7,"Temp":1.25})");
  executor.run_for(100ms);
  EXPECT_EQ(other->series().fields().front().value, 1.25);
}

TEST_F(WatcherTest, RejectsInvalidThingNames) {
  for (const std::string_view name : {"", "+", "#", "a/b", "a b", "\xc3\xa9"}) {
    try {
      const auto other = watch_by(connection, name);
      ADD_FAILURE() << name;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(telemetry::invalid_thing_name)) << name;
    }
  }
}

TEST_F(WatcherTest, ReconnectsWithANewUrlAfterALoss) {
  start_for(100s);
  mqtt.lose();
  executor.run_for(5ms);
  EXPECT_EQ(status(), "reconnecting");
  EXPECT_EQ(error_code(), "mqtt.connection_lost");
  executor.run_for(2s);
  EXPECT_EQ(status(), "waiting");
  EXPECT_EQ(error_code(), "");
  auto expected = beginning;
  expected.push_back("close");
  expected.insert(expected.end(), beginning.begin(), beginning.end());
  EXPECT_EQ(mqtt.texts(), expected);

  ASSERT_EQ(mqtt.connections.size(), 2U);
  const auto& [first, second] = std::pair(mqtt.connections[0], mqtt.connections[1]);
  EXPECT_NE(first.url.reveal(), second.url.reveal());
  EXPECT_EQ(first.client_id, second.client_id)
      << "with the same client id, AWS replaces a session that is not quite dead";
  EXPECT_EQ(first.client_id.substr(0, telemetry::client_id_prefix.size()), telemetry::client_id_prefix);
  EXPECT_EQ(first.client_id.size(), telemetry::client_id_prefix.size() + 16);
}

TEST_F(WatcherTest, EachTabHasItsOwnClientId) {
  EXPECT_NE(connect_by(mqtt)->client_id(), connection->client_id());
}

TEST_F(WatcherTest, WritesNoSignatureIntoTheLog) {
  start_for(100s);
  mqtt.lose();
  executor.run_for(5s);
  EXPECT_FALSE(log.lines().empty());
  for (const auto& line : log.lines()) EXPECT_EQ(line.text.find("X-Amz"), std::string::npos) << line.text;
}

TEST_F(WatcherTest, PausesBetweenAttemptsGrowToHalfAMinute) {
  mqtt.refusals.emplace("connect", base::Error(base::timed_out));
  start_for(600s);
  const auto times = mqtt.times_of("connect");
  ASSERT_GT(times.size(), 20U);
  base::Duration longest = BrokerConnection::first_pause;
  bool jittered = false;
  for (std::size_t i = 1; i < times.size(); ++i) {
    const base::Duration pause = times[i] - times[i - 1] - 10ms;
    EXPECT_GE(pause, longest / 2) << i;
    EXPECT_LE(pause, longest + 1ms) << i;
    jittered = jittered || (pause != longest / 2 && pause != longest);
    longest = std::min<base::Duration>(longest * 2, BrokerConnection::longest_pause);
  }
  EXPECT_TRUE(jittered);
  EXPECT_EQ(status(), "reconnecting");
  EXPECT_EQ(error_code(), "base.timed_out");
}

/// After any call fails with any error, the connection is closed, the watcher shows the error, and the data
/// go on.
TEST_F(WatcherTest, SurvivesEveryStepFailingInTurn) {
  for (const auto code : {ports::mqtt_connection_lost, base::timed_out, ports::mqtt_unavailable}) {
    for (std::size_t step = 0; step < beginning.size(); ++step) {
      SCOPED_TRACE(std::string(code.name()) + " at " + beginning[step]);
      fakes::Mqtt scripted(executor);
      scripted.failing_call = step;
      scripted.failure = base::Error(code);
      const auto other = watch_by(connect_by(scripted));
      bool was_reconnecting = false;
      other->on_change = [&] {
        const auto& seen = other->state();
        if (seen.status != WatchStatus::reconnecting || was_reconnecting) return;
        was_reconnecting = true;
        EXPECT_TRUE(seen.error && (seen.error->is(code) || seen.error->is(ports::mqtt_connection_lost)));
        EXPECT_FALSE(scripted.open);
      };
      executor.run_for(3s);
      EXPECT_TRUE(was_reconnecting);
      EXPECT_EQ(name(other->state().status), "waiting");
      EXPECT_FALSE(other->state().error);
      scripted.deliver(sensors, R"({"Light":42,"Temp":21.50})");
      executor.run_for(1s);
      EXPECT_EQ(name(other->state().status), "live");
    }
  }
}

base::Error refused_with(base::ErrorCode code) {
  return base::Error(code).with("close_code", 1006);
}

TEST_F(WatcherTest, NamesWhatIsWrongWithTheKeys) {
  mqtt.refusals.emplace("connect", refused_with(ports::mqtt_upgrade_refused));
  http.always = fakes::Sts::refusal("ExpiredToken", "The security token included in the request is expired");
  start_for(5s);
  EXPECT_EQ(status(), "failed");
  EXPECT_EQ(error_code(), "aws.token_expired");
}

TEST_F(WatcherTest, ReconnectsWhenTheCauseIsGone) {
  mqtt.refusals.emplace("connect", refused_with(ports::mqtt_upgrade_refused));
  http.always =
      fakes::Sts::refusal("InvalidClientTokenId", "The security token included in the request is invalid");
  start_for(5s);
  EXPECT_EQ(error_code(), "aws.unknown_key");
  mqtt.refusals.clear();
  executor.run_for(BrokerConnection::longest_pause);
  EXPECT_EQ(status(), "waiting");
  EXPECT_EQ(error_code(), "");
}

TEST_F(WatcherTest, ReportsARefusedSessionAsAMissingPermission) {
  mqtt.refusals.emplace("connect", refused_with(ports::mqtt_session_refused));
  start_for(5s);
  EXPECT_EQ(status(), "failed");
  EXPECT_EQ(error_code(), "telemetry.not_permitted");
  EXPECT_EQ(error("action"), "iot:Connect");
  EXPECT_EQ(error("resource"), "client/" + connection->client_id());
}

TEST_F(WatcherTest, ReportsAnUpgradeRefusedDespiteGoodKeysAsANetworkProblem) {
  mqtt.refusals.emplace("connect", refused_with(ports::mqtt_upgrade_refused));
  start_for(5s);
  EXPECT_EQ(status(), "failed");
  EXPECT_EQ(error_code(), "telemetry.watch_refused");
}

TEST_F(WatcherTest, WaitsWhileThereIsNoNetwork) {
  mqtt.refusals.emplace("connect", refused_with(ports::mqtt_upgrade_refused));
  http.always.reset();
  http.reachable = false;
  start_for(120s);
  EXPECT_EQ(status(), "reconnecting");
  EXPECT_EQ(error_code(), "aws.unreachable");
}

TEST_F(WatcherTest, RetriesAtOnceWithACorrectedClock) {
  mqtt.failing_call = 0;
  mqtt.failure = refused_with(ports::mqtt_upgrade_refused);
  http.first.push_back(fakes::Sts::refusal("SignatureDoesNotMatch",
                                           "Signature expired: 20270115T080000Z is now earlier than "
                                           "20270115T084500Z (20270115T090000Z - 15 min.)"));
  start_for(500ms);
  EXPECT_EQ(status(), "waiting");
  EXPECT_EQ(client->clock_offset(), 3600s);
  ASSERT_EQ(mqtt.connections.size(), 2U);
  EXPECT_NE(mqtt.connections[1].url.reveal().find("X-Amz-Date=20270115T0900"), std::string_view::npos);
}

TEST_F(WatcherTest, NamesASubscriptionThatIsNotPermitted) {
  mqtt.refusals.emplace("subscribe " + sensors,
                        base::Error(ports::mqtt_subscription_refused).with("topic", sensors));
  start_for(5s);
  EXPECT_EQ(status(), "failed");
  EXPECT_EQ(error_code(), "telemetry.not_permitted");
  EXPECT_EQ(error("action"), "iot:Subscribe");
  EXPECT_EQ(error("resource"), "topicfilter/" + sensors);
  EXPECT_FALSE(mqtt.open);
}

TEST_F(WatcherTest, TwoLostConnectionsAtASubscriptionAreAMissingPermission) {
  mqtt.refusals.emplace("subscribe " + sensors, base::Error(ports::mqtt_connection_lost));
  start_for(100ms);
  EXPECT_EQ(status(), "reconnecting") << "the first loss may come from the network";
  executor.run_for(10s);
  EXPECT_EQ(status(), "failed");
  EXPECT_EQ(error_code(), "telemetry.not_permitted");
  EXPECT_EQ(error("action"), "iot:Subscribe");
  mqtt.refusals.clear();
  executor.run_for(BrokerConnection::longest_pause);
  EXPECT_EQ(status(), "waiting");
}

TEST_F(WatcherTest, DataArriveIfAwsClosesTheConnectionAtTheShadowsSubscription) {
  mqtt.refusals.emplace("subscribe " + shadow + "get/accepted", base::Error(ports::mqtt_connection_lost));
  start_for(10s);
  deliver_reading();
  executor.run_for(1s);
  EXPECT_EQ(mqtt.connections.size(), 3U);
  EXPECT_EQ(status(), "live");
  EXPECT_EQ(error_code(), "telemetry.shadow_refused");
  EXPECT_EQ(error("action"), "iot:Subscribe");
}

TEST_F(WatcherTest, DataArriveWithoutTheShadowsSubscription) {
  const std::string topic = shadow + "update/accepted";
  mqtt.refusals.emplace("subscribe " + topic,
                        base::Error(ports::mqtt_subscription_refused).with("topic", topic));
  start_for(1s);
  deliver_reading();
  executor.run_for(1s);
  EXPECT_EQ(status(), "live");
  EXPECT_EQ(error_code(), "telemetry.shadow_refused");
  EXPECT_EQ(error("action"), "iot:Subscribe");
  EXPECT_EQ(error("resource"), "topicfilter/" + topic);
}

TEST_F(WatcherTest, DataArriveWithoutPermissionToReadTheShadow) {
  mqtt.refusals.emplace("publish " + shadow + "get", base::Error(ports::mqtt_connection_lost));
  start_for(10s);
  deliver_reading();
  executor.run_for(1s);
  EXPECT_EQ(mqtt.connections.size(), 3U)
      << "the first loss may come from the network; the third connection does not ask for the shadow";
  EXPECT_EQ(status(), "live");
  EXPECT_EQ(error_code(), "telemetry.shadow_refused");
  EXPECT_EQ(error("action"), "iot:Publish");
  EXPECT_EQ(error("resource"), "topic/" + shadow + "get");
  executor.run_for(300s);
  EXPECT_EQ(mqtt.connections.size(), 3U);
}

}  // namespace
