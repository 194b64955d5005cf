// Tests the switch in a board's shadow, as a user of the page operates it.
#include "telemetry/errors.hpp"
#include "watcher_fixture.hpp"

namespace {

using namespace std::chrono_literals;
using fakes::shadow;

class ToggleTest : public fakes::Watching {
 protected:
  base::Error toggle_error(bool on) {
    try {
      executor.run(watcher->set_toggle(on));
    } catch (const base::Error& error) {
      return error;
    }
    return base::Error(base::ErrorCode("test.no_error"));
  }
};

TEST_F(ToggleTest, ShowsAndSetsTheToggle) {
  start_for(1s);
  mqtt.deliver(shadow + "get/accepted", R"({"state":{"desired":{"toggle":0},"reported":{"toggle":0}}})");
  executor.run_for(100ms);
  EXPECT_EQ(state().toggle_asked, false);
  EXPECT_EQ(state().toggle_reported, false);

  executor.run(watcher->set_toggle(true));
  EXPECT_EQ(mqtt.calls.back().text, "publish " + shadow + R"(update {"state":{"desired":{"toggle":1}}})");
  EXPECT_EQ(state().toggle_asked, true);
  EXPECT_EQ(state().toggle_reported, false);

  mqtt.deliver(shadow + "update/accepted", R"({"state":{"reported":{"toggle":1}}})");
  executor.run_for(100ms);
  EXPECT_EQ(state().toggle_asked, true);
  EXPECT_EQ(state().toggle_reported, true);
  EXPECT_EQ(state().messages, 0U) << "the shadow's messages are not the sensors'";
}

TEST_F(ToggleTest, AToggleNeedsAConnection) {
  mqtt.refusals.emplace("connect", base::Error(base::timed_out));
  start();
  EXPECT_TRUE(toggle_error(true).is(ports::mqtt_not_connected));
  executor.run_for(3s);
  EXPECT_TRUE(toggle_error(true).is(ports::mqtt_not_connected));
  EXPECT_EQ(state().toggle_asked, std::nullopt);
}

TEST_F(ToggleTest, AToggleThatIsLostTwiceIsRefused) {
  start_for(60s);
  mqtt.refusals.emplace("publish " + shadow + "update", base::Error(ports::mqtt_connection_lost));
  const base::Error lost = toggle_error(true);
  EXPECT_TRUE(lost.is(telemetry::toggle_lost)) << lost.describe();
  EXPECT_EQ(state().toggle_asked, std::nullopt);
  executor.run_for(40s);
  EXPECT_EQ(status(), "waiting") << "the readings still arrive";
  const base::Error refused = toggle_error(true);
  EXPECT_TRUE(refused.is(telemetry::shadow_refused)) << refused.describe();
  EXPECT_EQ(refused.param("resource"), "topic/" + shadow + "update");
  executor.run_for(40s);
  const auto calls = mqtt.calls.size();
  EXPECT_TRUE(toggle_error(true).is(telemetry::shadow_refused));
  EXPECT_EQ(mqtt.calls.size(), calls) << "a refused toggle is not sent again";
}

TEST_F(ToggleTest, AToggleThatAwsDoesNotAnswerTimesOut) {
  start_for(60s);
  mqtt.hanging_call = mqtt.calls.size();
  const base::Instant before = executor.now();
  EXPECT_TRUE(toggle_error(true).is(telemetry::toggle_lost));
  EXPECT_EQ(executor.now() - before, 10s);
  EXPECT_EQ(state().toggle_asked, std::nullopt);
  executor.run(watcher->set_toggle(true));
  EXPECT_EQ(state().toggle_asked, true) << "a time-out is not a refusal";
}

}  // namespace
