#include "telemetry/fleet.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

#include "connection_fixture.hpp"
#include "telemetry/errors.hpp"

namespace {

using namespace std::chrono_literals;
using telemetry::BoardCondition;
using telemetry::Fleet;

const std::string presence_call = "subscribe $aws/events/presence/+/+";
constexpr std::string_view reading = R"({"Light":42,"Temp":21.5})";

/// Plays AWS for the clients that the fleet makes: the first has the lifecycle events, the others the boards.
class FleetTest : public fakes::Connecting {
 protected:
  void watch(int boards, telemetry::BrokerLimits limits = {}) {
    fleet = std::make_unique<Fleet>(
        telemetry::OwnConnection::Dependencies{
            executor, mqtt, random, log, client, std::string(fakes::endpoint), {}},
        received, limits);
    std::vector<std::string> names;
    for (int i = 0; i < boards; ++i) names.push_back(name_of(i));
    fleet->add(names);
    executor.run_for(2s);
  }
  static std::string name_of(int board) { return "board-" + std::to_string(1000 + board); }

  static std::ptrdiff_t calls_of(const fakes::Mqtt& one, const std::string& text) {
    const auto texts = one.texts();
    return std::count(texts.begin(), texts.end(), text);
  }
  static bool is_subscribed(const fakes::Mqtt& one, const std::string& topic) {
    return calls_of(one, "subscribe " + topic) > calls_of(one, "unsubscribe " + topic);
  }
  /// How many messages a client has received in this second.
  std::map<fakes::Mqtt*, int> in_this_second;
  int discarded = 0;

  /// Boards publish at the same moment.
  void publish(const std::vector<int>& boards) {
    std::map<fakes::Mqtt*, std::vector<ports::MqttMessage>> arriving;
    for (const int board : boards) {
      const std::string topic = name_of(board) + "/sensors";
      for (fakes::Mqtt* one : mqtt.others) {
        if (!is_subscribed(*one, topic)) continue;
        if (++in_this_second[one] > 100) {
          ++discarded;
        } else {
          arriving[one].push_back({topic, base::to_bytes(reading)});
        }
      }
    }
    for (auto& [one, messages] : arriving) one->deliver(std::move(messages));
  }
  /// All boards publish this often in a second, evenly.
  void run_seconds(int seconds, int boards, int rate) {
    std::vector<int> all(static_cast<std::size_t>(boards));
    std::iota(all.begin(), all.end(), 0);
    for (int second = 0; second < seconds; ++second) {
      in_this_second.clear();
      for (int round = 0; round < rate; ++round) {
        publish(all);
        executor.run_for(1000ms / rate);
      }
    }
  }
  void publish_event(const std::string& event, int board, const std::string& payload) {
    mqtt.others.front()->deliver("$aws/events/presence/" + event + "/" + name_of(board), payload);
    executor.run_for(10ms);
  }
  Fleet::Entry entry(int board) const {
    for (const Fleet::Entry& one : fleet->entries())
      if (one.board->thing_name() == name_of(board)) return one;
    ADD_FAILURE() << "no such board";
    return {};
  }
  std::string condition(int board) const { return std::string(base::name_of(entry(board).condition)); }
  double lost() const {
    double sum = 0.0;
    for (const auto& one : fleet->connections()) sum += one.connection->load.lost();
    return sum;
  }

  telemetry::MessageLog received;
  std::unique_ptr<Fleet> fleet;
};

TEST_F(FleetTest, TwoHundredBoardsNeedFourConnectionsWithinTheLimits) {
  watch(200);
  ASSERT_EQ(mqtt.others.size(), 5U) << "one has the lifecycle events";
  for (std::size_t i = 1; i < mqtt.others.size(); ++i) {
    const auto texts = mqtt.others[i]->texts();
    EXPECT_EQ(std::count_if(texts.begin(), texts.end(),
                            [](const std::string& text) { return text.starts_with("subscribe "); }),
              50);
  }
  run_seconds(30, 200, 1);
  EXPECT_EQ(fleet->messages(), 6000U);
  EXPECT_EQ(received.end(), 6000U);
  EXPECT_EQ(discarded, 0);
  EXPECT_EQ(lost(), 0.0);
  for (int board = 0; board < 200; ++board) EXPECT_EQ(condition(board), "live") << board;
  EXPECT_NEAR(entry(0).board->rate(executor.now()), 60.0, 7.0);
}

TEST_F(FleetTest, SaysWhichBoardsOneConnectionCannotWatch) {
  telemetry::BrokerLimits limits;
  limits.connections = 1;
  watch(200, limits);
  const auto entries = fleet->entries();
  EXPECT_EQ(std::count_if(entries.begin(), entries.end(),
                          [](const auto& one) { return one.condition == BoardCondition::unwatched; }),
            150);
  EXPECT_FALSE(entries.front().error) << "the reason is the limit, not a refusal";
}

TEST_F(FleetTest, ComputesWhatAwsDiscardsOnABusyConnection) {
  telemetry::BrokerLimits limits;
  limits.connections = 1;
  watch(50, limits);
  run_seconds(10, 50, 3);  // learns how often the boards send
  const int discarded_before = discarded;
  const double lost_before = lost();
  run_seconds(60, 50, 3);
  EXPECT_GT(discarded, 2000);
  EXPECT_NEAR(lost() - lost_before, discarded - discarded_before, 0.05 * discarded);
  EXPECT_TRUE(fleet->connections().front().connection->load.is_over_limit());
}

TEST_F(FleetTest, MovesBoardsFromABusyConnectionWithoutALossOrADouble) {
  watch(50);
  run_seconds(30, 50, 3);
  EXPECT_GE(fleet->connections().size(), 2U);
  const int discarded_before = discarded;
  const auto messages_before = fleet->messages();
  run_seconds(20, 50, 3);
  EXPECT_EQ(discarded, discarded_before) << "no connection is at the limit now";
  EXPECT_EQ(fleet->messages() - messages_before, 3000U);
  for (const auto& one : fleet->connections()) EXPECT_LE(one.boards, 50U);
}

TEST_F(FleetTest, ABoardIsSilentAfterThreeOfItsUsualPauses) {
  watch(2);
  for (int i = 0; i < 5; ++i) {
    publish({0, 1});
    executor.run_for(10s);
    publish({0});
    executor.run_for(1s);
  }
  executor.run_for(13s);  // 14 s after the last message of board 0, 24 s after that of board 1
  EXPECT_EQ(condition(0), "live");
  EXPECT_EQ(condition(1), "live") << "it sends every 11 seconds";
  executor.run_for(12s);
  EXPECT_EQ(condition(1), "silent");
}

TEST_F(FleetTest, LifecycleEventsTellWhyABoardIsGone) {
  watch(3);
  run_seconds(3, 3, 1);
  publish_event("disconnected", 0,
                R"({"clientId":"board-1000","timestamp":2000,"versionNumber":7,)"
                R"("disconnectReason":"CLIENT_INITIATED_DISCONNECT"})");
  publish_event("connect_failed", 1, R"({"timestamp":2000,"connectFailureReason":"AUTHORIZATION_FAILED"})");
  EXPECT_EQ(condition(0), "disconnected");
  EXPECT_EQ(entry(0).board->presence()->reason, "CLIENT_INITIATED_DISCONNECT");
  EXPECT_EQ(condition(1), "refused");
  EXPECT_EQ(entry(1).board->presence()->reason, "AUTHORIZATION_FAILED");
  EXPECT_EQ(fleet->entries().front().condition, BoardCondition::refused) << "the largest trouble comes first";
  EXPECT_EQ(fleet->entries().back().board->thing_name(), name_of(2));
  publish_event("connected", 0, R"({"timestamp":1000,"versionNumber":6})");
  EXPECT_EQ(condition(0), "disconnected") << "the event is an older one";
  publish({0});
  executor.run_for(100ms);
  EXPECT_EQ(condition(0), "live") << "a message is news";
}

TEST_F(FleetTest, RefusedLifecycleEventsDoNotTakeTheBoardsAlong) {
  mqtt.refusals.emplace(presence_call, base::Error(ports::mqtt_connection_lost));
  watch(60);
  executor.run_for(60s);
  ASSERT_TRUE(fleet->presence_refusal());
  EXPECT_TRUE(fleet->presence_refusal()->is(telemetry::not_permitted));
  EXPECT_EQ(fleet->presence_refusal()->param("resource"), "topicfilter/$aws/events/presence/+/+");
  EXPECT_EQ(mqtt.others.front()->times_of("connect").size(), 2U) << "and it is not tried for ever";
  EXPECT_EQ(mqtt.others[1]->times_of("connect").size(), 1U);
  run_seconds(3, 60, 1);
  EXPECT_EQ(fleet->messages(), 180U);
}

TEST_F(FleetTest, BoardsAreKnownOnceAndOnlyByNamesThatAwsAllows) {
  watch(2);
  fleet->add({name_of(1), "no/thing", "#", "another"});
  executor.run_for(1s);
  EXPECT_EQ(fleet->entries().size(), 3U);
}

TEST_F(FleetTest, ClosesItsConnections) {
  watch(60);
  executor.run(fleet->close());
  fleet.reset();
  SUCCEED() << "and what is left of the work does not touch the fleet";
  executor.run_for(60s);
}

}  // namespace
