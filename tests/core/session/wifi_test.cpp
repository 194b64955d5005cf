// Tests when and how often Wi-Fi settings are sent to a board, and when the session wipes their passphrase.
#include <gtest/gtest.h>

#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using session::WifiStatus;
using World = support::SessionWorld;

board::WifiNetwork network(std::string ssid) {
  return {std::move(ssid), board::WifiSecurity::wpa, base::Secret("a good passphrase")};
}

/// A board with the demo firmware while the network "first" is being sent to it.
class Sending : public World {
 public:
  Sending() : board(add_board(board::FirmwareRole::demo)) {
    executor.run_for(10s);
    id = grant_port(board);
    sending = base::spawn<void>(executor, session->jobs().set_wifi(id, network("first")),
                                [this](base::Outcome<void> outcome) { sent = outcome.ok(); });
    executor.run_for(60ms);
  }
  WifiStatus status() const { return session->devices().find(id)->wifi().status(); }
  bool was_sent(const std::string& ssid) const {
    return typed.find("wifi " + ssid + ",") != std::string::npos;
  }

  simulation::VirtualBoard& board;
  int id = 0;
  base::Spawned sending;
  bool sent = false;
};

TEST(Wifi, IsSentAfterTheNetworkThatIsBeingSent) {
  Sending world;
  ASSERT_EQ(world.status(), WifiStatus::sending);
  world.executor.run(world.session->jobs().set_wifi(world.id, network("second")));
  EXPECT_TRUE(world.sent);
  EXPECT_TRUE(world.was_sent("second"));
  EXPECT_EQ(world.status(), WifiStatus::sent);
  EXPECT_EQ(world.session->devices().find(world.id)->wifi().network()->ssid, "second");
}

TEST(Wifi, IsReportedAsKeptIfTheUserCancelsWhileItIsSent) {
  Sending world;
  ASSERT_EQ(world.status(), WifiStatus::sending);
  world.executor.run(world.session->jobs().set_wifi(world.id, std::nullopt));
  world.executor.run_for(10s);
  EXPECT_TRUE(world.sent);
  EXPECT_EQ(world.status(), WifiStatus::keep);
}

TEST(Wifi, IsNotSentToAnotherBoardThatReplacesTheFirst) {
  World world;
  simulation::VirtualBoard& first = world.add_board(board::FirmwareRole::demo);
  simulation::VirtualBoard& second = world.add_board(board::FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(first);
  world.executor.run(world.session->jobs().set_wifi(id, network("first")));
  ASSERT_EQ(world.session->devices().find(id)->wifi().status(), WifiStatus::sent);
  world.session->devices().board_gone(id);
  world.typed.clear();
  const int next = world.grant_port(second);
  EXPECT_NE(next, id);
  EXPECT_FALSE(world.session->devices().find(next)->wifi().is_decided());
  EXPECT_EQ(world.session->devices().find(next)->wifi().status(), WifiStatus::keep);
  EXPECT_EQ(world.typed.find("wifi "), std::string::npos);
}

std::size_t times_sent(const World& world, const std::string& ssid) {
  const std::string line = "wifi " + ssid + ",";
  std::size_t times = 0;
  for (std::size_t at = 0; (at = world.typed.find(line, at)) != std::string::npos; at += line.size()) ++times;
  return times;
}

constexpr std::size_t sends_to_a_running_board = board::DemoClient::sends_to_a_running_board;

/// A board for which "home" was chosen before it was unplugged and plugged in again. No job has run yet.
struct Replugged : World {
  Replugged() : granted(grant_board()) {
    executor.run(session->jobs().set_wifi(granted.id, network("home")));
    granted.board.unplug();
    session->devices().board_gone(granted.id);
    session->devices().debugger_gone(granted.tool);
    executor.run_for(1s);
    granted.board.replug();
  }
  const session::BoardSession& seen() const { return *session->devices().find(granted.id); }
  bool first_message_came() const {
    return status_of(granted.id, provision::StepName::first_message) == provision::StepStatus::done;
  }
  const support::Granted granted;
};

TEST(Wifi, IsLeftToTheJobWhenTheBoardIsPluggedInAgain) {
  Replugged world;
  ASSERT_EQ(world.grant_port(world.granted.board), world.granted.id);
  EXPECT_EQ(world.seen().wifi().status(), WifiStatus::set);
  EXPECT_EQ(times_sent(world, "home"), 0U);
  world.grant_debugger(world.granted.board);
  world.provision(world.granted.id);
  EXPECT_EQ(world.seen().wifi().status(), WifiStatus::sent);
  world.executor.run_for(30s);
  EXPECT_TRUE(world.first_message_came());
}

TEST(Wifi, IsLeftToTheJobWhenTheDebuggerReturnsFirst) {
  Replugged world;
  world.grant_debugger(world.granted.board);
  ASSERT_EQ(world.grant_port(world.granted.board), world.granted.id);
  EXPECT_EQ(times_sent(world, "home"), 0U);
  world.provision(world.granted.id);
  world.executor.run_for(30s);
  EXPECT_TRUE(world.first_message_came());
}

TEST(Wifi, IsSentAgainByALaterJob) {
  World world;
  auto& board = world.add_board(board::FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  world.executor.run(world.session->jobs().set_wifi(id, network("home")));
  ASSERT_EQ(world.session->devices().find(id)->wifi().status(), WifiStatus::sent) << "no job is possible yet";
  ASSERT_EQ(times_sent(world, "home"), sends_to_a_running_board);
  world.sign_in();
  world.grant_debugger(board);
  world.provision(id);
  EXPECT_EQ(times_sent(world, "home"), sends_to_a_running_board + 1)
      << "the module may not have joined before it was stopped";
}

TEST(Wifi, KeepsItsPassphraseUntilTheFirstMessage) {
  World world;
  const support::Granted granted = world.grant_board();
  world.executor.run(world.session->jobs().set_wifi(granted.id, network("home")));
  world.provision(granted.id);
  const session::BoardSession& seen = *world.session->devices().find(granted.id);
  ASSERT_EQ(seen.wifi().status(), WifiStatus::sent);
  EXPECT_FALSE(seen.wifi().network()->passphrase.empty());
  world.executor.run_for(30s);
  ASSERT_EQ(world.status_of(granted.id, provision::StepName::first_message), provision::StepStatus::done);
  EXPECT_TRUE(seen.wifi().network()->passphrase.empty());
}

TEST(Wifi, IsSentOnceIfItIsChosenDuringAnIdentification) {
  World world;
  auto& board = world.add_board(board::FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  bool identified = false;
  const auto identifying = base::spawn<void>(world.executor, world.session->jobs().identify_again(id),
                                             [&](base::Outcome<void> outcome) { identified = outcome.ok(); });
  world.executor.run_for(1ms);
  EXPECT_EQ(
      support::code_of([&] { world.executor.run(world.session->jobs().set_wifi(id, network("home"))); }), "");
  EXPECT_TRUE(identified);
  EXPECT_EQ(times_sent(world, "home"), sends_to_a_running_board);
  EXPECT_EQ(world.session->devices().find(id)->wifi().status(), WifiStatus::sent);
}

TEST(Wifi, IsNotSentAgainAfterItsPassphraseWasWiped) {
  World world;
  const support::Granted granted = world.grant_board();
  world.executor.run(world.session->jobs().set_wifi(granted.id, network("home")));
  world.provision(granted.id);
  world.executor.run_for(30s);
  ASSERT_TRUE(world.session->devices().find(granted.id)->wifi().network()->passphrase.empty());
  const std::size_t sent = times_sent(world, "home");
  for (int again = 0; again < 2; ++again) {
    world.store.entries.clear();
    EXPECT_EQ(support::code_of([&] { world.provision(granted.id); }), "");
  }
  EXPECT_EQ(times_sent(world, "home"), sent);
  EXPECT_EQ(world.session->devices().find(granted.id)->wifi().status(), WifiStatus::sent);
}

TEST(Wifi, IsSentAgainIfTheFirstMessageDoesNotArrive) {
  World world;
  simulation::VirtualBoard::Options options;
  options.access_point = simulation::AccessPoint{"home", base::Secret("a good passphrase")};
  const support::Granted granted = world.grant_board(std::move(options));
  // The module accepts the settings and loses them, as it does while it joins another network.
  world.serial.on_step = [before = world.serial.on_step, lost = false](support::Direction direction,
                                                                       std::span<std::byte> bytes) mutable {
    before(direction, bytes);
    if (direction == support::Direction::in || lost || !base::as_text(bytes).starts_with("wifi home,"))
      return;
    lost = true;
    bytes[6] = std::byte{'?'};
  };
  world.executor.run(world.session->jobs().set_wifi(granted.id, network("home")));
  world.provision(granted.id);
  EXPECT_EQ(times_sent(world, "home"), 1U);
  world.executor.run_for(20s);
  EXPECT_EQ(world.status_of(granted.id, provision::StepName::first_message), provision::StepStatus::running);
  world.executor.run_for(30s);
  EXPECT_EQ(times_sent(world, "home"), 1 + sends_to_a_running_board);
  EXPECT_EQ(world.status_of(granted.id, provision::StepName::first_message), provision::StepStatus::done);
  EXPECT_FALSE(world.session->devices().find(granted.id)->jobs().findings().diagnosis);
}

TEST(Wifi, IsSentWithoutAPassphraseForAnOpenNetwork) {
  World world;
  const support::Granted granted = world.grant_board();
  world.executor.run(world.session->jobs().set_wifi(
      granted.id, board::WifiNetwork{"cafe", board::WifiSecurity::open, base::Secret()}));
  world.provision(granted.id);
  EXPECT_EQ(times_sent(world, "cafe"), 1U);
}

}  // namespace
