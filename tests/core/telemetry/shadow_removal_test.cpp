// Tests the removal of a thing's shadow through the account's connection to the broker.
#include "telemetry/shadow_removal.hpp"

#include "base/spawn.hpp"
#include "connection_fixture.hpp"
#include "telemetry/errors.hpp"

namespace {

using namespace std::chrono_literals;

const std::string topic = "$aws/things/board-1/shadow/delete";

class ShadowRemoval : public fakes::Connecting {
 protected:
  void start() {
    running = base::spawn<void>(executor, telemetry::delete_shadow(connection, "board-1"),
                                [this](base::Outcome<void> outcome) {
                                  ended = true;
                                  if (!outcome.ok()) failure = outcome.error();
                                });
  }
  bool was_published() const {
    for (const auto& call : mqtt.calls)
      if (call.text.starts_with("publish " + topic)) return true;
    return false;
  }

  base::Spawned running;
  bool ended = false;
  std::optional<base::Error> failure;
};

TEST_F(ShadowRemoval, EndsWhenAwsSaysThatTheShadowIsGone) {
  start();
  executor.run_for(2s);
  EXPECT_TRUE(was_published());
  EXPECT_FALSE(ended);
  mqtt.deliver(topic + "/accepted", R"({"version":3})");
  executor.run_for(1s);
  EXPECT_TRUE(ended);
  EXPECT_FALSE(failure);
}

TEST_F(ShadowRemoval, EndsWhenThereWasNoShadow) {
  start();
  executor.run_for(2s);
  mqtt.deliver(topic + "/rejected", R"({"code":404})");
  executor.run_for(1s);
  EXPECT_TRUE(ended);
  EXPECT_FALSE(failure);
}

TEST_F(ShadowRemoval, NamesThePermissionThatIsMissing) {
  mqtt.refusals.emplace("publish " + topic, base::Error(ports::mqtt_connection_lost));
  start();
  executor.run_for(30s);
  ASSERT_TRUE(failure);
  EXPECT_TRUE(failure->is(telemetry::not_permitted)) << failure->describe();
  EXPECT_EQ(failure->param("resource"), "topic/" + topic);
}

TEST_F(ShadowRemoval, DoesNotWaitForeverForAnAnswer) {
  start();
  executor.run_for(1min);
  ASSERT_TRUE(failure);
  EXPECT_TRUE(failure->is(base::timed_out)) << failure->describe();
}

TEST_F(ShadowRemoval, NeedsTheNameOfAThing) {
  EXPECT_THROW(executor.run(telemetry::delete_shadow(connection, "a/b")), base::Error);
}

}  // namespace
