// What the page is told about a board's LEDs and light sensor.
#include <gtest/gtest.h>

#include "session/snapshot.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using state::Light;

class OneBoard : public support::SessionWorld {
 public:
  OneBoard() : id(grant_board().id) {
    executor.run(session->jobs().set_wifi(
        id, board::WifiNetwork{"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")}));
  }
  state::State shown() const { return session::snapshot(*session); }
  std::optional<state::LightsState> lights() const { return shown().boards.front().lights; }

  int id;
};

bool are(const std::optional<state::LightsState>& lights, const std::vector<Light>& expected) {
  return lights && std::vector<Light>{lights->wifi, lights->conn, lights->data, lights->error,
                                      lights->power} == expected;
}

TEST(Lights, AreUnknownBeforeAnythingRuns) {
  const OneBoard world;
  EXPECT_FALSE(world.lights());
}

TEST(Lights, FollowTheJobAndTheData) {
  OneBoard world;
  std::vector<std::string> seen;
  const std::vector<std::pair<std::string, std::vector<Light>>> patterns{
      {"programming", {Light::off, Light::off, Light::off, Light::off, Light::blinking}},
      {"joining", {Light::blinking, Light::off, Light::off, Light::off, Light::on}},
      {"live", {Light::on, Light::on, Light::blinking, Light::off, Light::on}},
  };
  world.session->on_change = [&] {
    const auto now = world.lights();
    for (const auto& [name, lights] : patterns)
      if (are(now, lights) && (seen.empty() || seen.back() != name)) seen.push_back(name);
  };
  world.provision(world.id);
  world.executor.run_for(60s);
  EXPECT_EQ(seen, (std::vector<std::string>{"programming", "joining", "live"}));
}

TEST(Lights, OfAKnownKitHaveAMaximumForItsLightSensor) {
  OneBoard world;
  world.provision(world.id);
  world.executor.run_for(60s);
  const state::LiveState live = world.shown().live;
  ASSERT_EQ(live.fields.size(), 2U);
  EXPECT_EQ(live.fields[0].name, "Temp");
  EXPECT_FALSE(live.fields[0].max);
  EXPECT_EQ(live.fields[1].name, "Light");
  EXPECT_EQ(live.fields[1].max, 1023);
}

}  // namespace
