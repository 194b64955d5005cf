// The user may choose other Wi-Fi settings while some are being sent.
#include <gtest/gtest.h>

#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using session::WifiStatus;
using World = support::SessionWorld;

board::WifiNetwork network(std::string ssid) {
  return {std::move(ssid), board::WifiSecurity::wpa, base::Secret("a good passphrase")};
}

/// A board with the demo firmware to which the network "first" is just being sent.
class Sending : public World {
 public:
  Sending() : board(add_board(board::FirmwareRole::demo)) {
    executor.run_for(10s);
    id = grant_port(board);
    sending = base::spawn<void>(executor, session->set_wifi(id, network("first")),
                                [this](base::Outcome<void> outcome) { sent = outcome.ok(); });
    executor.run_for(60ms);
  }
  WifiStatus status() const { return session->find(id)->wifi_status(); }
  bool was_sent(const std::string& ssid) const {
    return typed.find("wifi " + ssid + ",") != std::string::npos;
  }

  simulation::VirtualBoard& board;
  int id = 0;
  base::Spawned sending;
  bool sent = false;
};

TEST(Wifi, ThatIsChosenWhileAnotherIsSentGoesNext) {
  Sending world;
  ASSERT_EQ(world.status(), WifiStatus::sending);
  world.executor.run(world.session->set_wifi(world.id, network("second")));
  EXPECT_TRUE(world.sent);
  EXPECT_TRUE(world.was_sent("second"));
  EXPECT_EQ(world.status(), WifiStatus::sent);
  EXPECT_EQ(world.session->find(world.id)->wifi()->ssid, "second");
  EXPECT_TRUE(world.session->find(world.id)->wifi()->passphrase.empty()) << "it has gone where it belongs";
}

TEST(Wifi, ThatIsGivenUpWhileItIsSentLeavesTheChoiceAsItIs) {
  Sending world;
  ASSERT_EQ(world.status(), WifiStatus::sending);
  world.executor.run(world.session->set_wifi(world.id, std::nullopt));
  world.executor.run_for(10s);
  EXPECT_TRUE(world.sent);
  EXPECT_EQ(world.status(), WifiStatus::keep);
}

TEST(Wifi, OfABoardIsNothingToAnotherThatTakesItsPlace) {
  World world;
  simulation::VirtualBoard& first = world.add_board(board::FirmwareRole::demo);
  simulation::VirtualBoard& second = world.add_board(board::FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(first);
  world.executor.run(world.session->set_wifi(id, network("first")));
  ASSERT_EQ(world.session->find(id)->wifi_status(), WifiStatus::sent);
  world.session->board_gone(id);
  world.typed.clear();
  world.executor.run(world.session->board_back(id, world.port_of(second)));
  EXPECT_FALSE(world.session->find(id)->wifi_decided());
  EXPECT_EQ(world.session->find(id)->wifi_status(), WifiStatus::keep);
  EXPECT_EQ(world.typed.find("wifi "), std::string::npos);
}

}  // namespace
