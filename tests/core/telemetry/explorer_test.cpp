#include "telemetry/explorer.hpp"

#include <gtest/gtest.h>

#include "connection_fixture.hpp"
#include "telemetry/errors.hpp"

namespace {

using namespace std::chrono_literals;
using telemetry::Explorer;
using telemetry::ShadowStatus;

const std::string shadow_topics = "$aws/things/board-1/shadow/";

class ExplorerTest : public fakes::Connecting {
 protected:
  ExplorerTest() {
    explorer = std::make_unique<Explorer>(
        telemetry::OwnConnection::Dependencies{
            executor, mqtt, random, log, client, std::string(fakes::endpoint), {}},
        received);
  }
  fakes::Mqtt& broker() { return *mqtt.others.front(); }
  void explore(const std::string& filter) {
    explorer->subscribe(filter);
    executor.run_for(1s);
  }
  void deliver(const std::string& topic, std::string_view payload) {
    broker().deliver(topic, payload);
    executor.run_for(10ms);
  }
  std::string error_of(base::task<void> work) {
    try {
      executor.run(std::move(work));
    } catch (const base::Error& error) {
      return std::string(error.code().name());
    }
    return {};
  }
  std::string refusal_of(const std::string& filter) {
    try {
      explorer->subscribe(filter);
    } catch (const base::Error& error) {
      return std::string(error.code().name());
    }
    return {};
  }

  telemetry::MessageLog received;
  std::unique_ptr<Explorer> explorer;
};

TEST_F(ExplorerTest, CountsTheMessagesOfEachTopic) {
  explore("#");
  explore("a/+");  // overlaps with the other
  deliver("a/b", "1");
  deliver("a/b", "22");
  deliver("c", "x");
  ASSERT_EQ(explorer->topics().size(), 2U);
  EXPECT_EQ(explorer->topics()["a/b"].messages, 2U) << "once, although two filters match";
  EXPECT_EQ(base::to_text(explorer->topics()["a/b"].last), "22");
  EXPECT_EQ(received.end(), 3U);
  explorer->unsubscribe("#");
  executor.run_for(1s);
  deliver("a/b", "3");
  EXPECT_EQ(explorer->topics()["a/b"].messages, 3U);
  explorer->clear();
  EXPECT_TRUE(explorer->topics().empty());
}

TEST_F(ExplorerTest, KeepsSoManyTopicsAndCountsTheRest) {
  explore("#");
  std::vector<ports::MqttMessage> messages;
  for (std::size_t i = 0; i < Explorer::max_topics + 5; ++i)
    messages.push_back({"t/" + std::to_string(i), {}});
  broker().deliver(std::move(messages));
  executor.run_for(1s);
  EXPECT_EQ(explorer->topics().size(), Explorer::max_topics);
  EXPECT_EQ(explorer->left_out(), 5U);
}

TEST_F(ExplorerTest, KeepsTheBeginningOfALargeMessage) {
  explore("#");
  deliver("t", std::string(100'000, 'x'));
  EXPECT_EQ(explorer->topics()["t"].last.size(), Explorer::kept_octets);
  EXPECT_EQ(explorer->topics()["t"].last_size, 100'000U);
}

TEST_F(ExplorerTest, RefusesWhatWouldEndTheConnection) {
  for (const std::string filter : {"", "a/#/b", "a+", "#b", "a/b/c/d/e/f/g/h/i"})
    EXPECT_EQ(refusal_of(filter), "telemetry.invalid_filter") << filter;
  EXPECT_EQ(refusal_of(std::string(257, 'a')), "telemetry.invalid_filter");
  EXPECT_EQ(refusal_of("$aws/things/+/shadow/#"), "");
  for (int i = 0; i < 48; ++i) EXPECT_EQ(refusal_of("f/" + std::to_string(i)), "");
  EXPECT_EQ(refusal_of("one/more"), "telemetry.too_many_filters");
  EXPECT_EQ(error_of(explorer->publish("a/+", {})), "telemetry.invalid_topic");
  EXPECT_EQ(error_of(explorer->publish("a", base::Bytes(129 * 1024))), "telemetry.message_too_large");
}

TEST_F(ExplorerTest, ExplainsAForbiddenFilterAndKeepsTheOthers) {
  mqtt.refusals.emplace("subscribe secret/#", base::Error(ports::mqtt_connection_lost));
  explore("a");
  explorer->subscribe("secret/#");
  broker().refusals = mqtt.refusals;
  executor.run_for(30s);
  const auto& filters = explorer->filters();
  ASSERT_EQ(filters.size(), 2U);
  EXPECT_EQ(filters.front().subscription.status(), telemetry::SubscriptionStatus::granted);
  ASSERT_TRUE(filters.back().subscription.refusal());
  EXPECT_EQ(filters.back().subscription.refusal()->param("action"), "iot:Subscribe");
  deliver("a", "1");
  EXPECT_EQ(explorer->topics()["a"].messages, 1U);
}

TEST_F(ExplorerTest, ExplainsAForbiddenMessage) {
  explore("a");
  broker().refusals.emplace("publish secret", base::Error(ports::mqtt_connection_lost));
  EXPECT_EQ(error_of(explorer->publish("secret", base::to_bytes("x"))), "telemetry.publish_lost");
  executor.run_for(5s);
  EXPECT_EQ(error_of(explorer->publish("secret", base::to_bytes("x"))), "telemetry.not_permitted");
  executor.run_for(10s);
  EXPECT_EQ(error_of(explorer->publish("fine", base::to_bytes("x"))), "");
}

TEST_F(ExplorerTest, ReadsAndFollowsAShadow) {
  explorer->open_shadow("board-1");
  executor.run_for(1s);
  EXPECT_EQ(broker().calls.back().text, "publish " + shadow_topics + "get {}");
  EXPECT_EQ(explorer->shadow()->status(), ShadowStatus::loading);
  deliver(shadow_topics + "get/accepted", R"({"state":{"desired":{"toggle":1}},"version":3})");
  EXPECT_EQ(explorer->shadow()->status(), ShadowStatus::present);
  EXPECT_EQ(explorer->shadow()->text(), R"({"state":{"desired":{"toggle":1}},"version":3})");
  deliver(shadow_topics + "update/accepted", R"({"state":{"reported":{"toggle":1}},"version":4})");
  executor.run_for(1s);
  EXPECT_EQ(broker().times_of("publish " + shadow_topics + "get {}").size(), 2U)
      << "the answer to an update is not the whole document";
}

TEST_F(ExplorerTest, ChangesAndDeletesAShadow) {
  explorer->open_shadow("board-1");
  executor.run_for(1s);
  EXPECT_EQ(error_of(explorer->shadow()->update_desired(R"({"toggle":0})")), "");
  EXPECT_EQ(broker().calls.back().text,
            "publish " + shadow_topics + R"(update {"state":{"desired":{"toggle":0}}})");
  EXPECT_EQ(error_of(explorer->shadow()->update_desired("[1]")), "telemetry.invalid_document");
  EXPECT_EQ(error_of(explorer->shadow()->update_desired(R"({"a":1},"x":{"b":1})")),
            "telemetry.invalid_document");
  EXPECT_EQ(error_of(explorer->shadow()->update_desired("{\"a\":\"" + std::string(9000, 'x') + "\"}")),
            "telemetry.message_too_large");
  EXPECT_EQ(error_of(explorer->shadow()->remove()), "");
  EXPECT_EQ(broker().calls.back().text, "publish " + shadow_topics + "delete ");
}

TEST_F(ExplorerTest, ShowsWhyAwsRefusesARequestToTheShadow) {
  explorer->open_shadow("board-1");
  executor.run_for(1s);
  deliver(shadow_topics + "get/rejected",
          R"({"code":404,"message":"No shadow exists with name: 'board-1'"})");
  EXPECT_EQ(explorer->shadow()->status(), ShadowStatus::absent);
  EXPECT_FALSE(explorer->shadow()->rejection());
  deliver(shadow_topics + "update/rejected", R"({"code":409,"message":"Version conflict"})");
  ASSERT_TRUE(explorer->shadow()->rejection());
  EXPECT_EQ(explorer->shadow()->rejection()->operation, "update");
  EXPECT_EQ(explorer->shadow()->rejection()->code, 409);
  EXPECT_EQ(explorer->shadow()->rejection()->message, "Version conflict");
}

TEST_F(ExplorerTest, SaysThatItsConnectionIsAtTheLimit) {
  explore("#");
  for (int second = 0; second < 3; ++second) {
    broker().deliver(std::vector<ports::MqttMessage>(100, {"t", {}}));
    executor.run_for(1s);
  }
  EXPECT_TRUE(explorer->is_at_limit());
  executor.run_for(2s);
  EXPECT_FALSE(explorer->is_at_limit());
}

}  // namespace
