// Tests the tray: which boards it starts, on request and by itself while it is armed, and what becomes of a
// board that fails.
#include "session/tray.hpp"

#include <gtest/gtest.h>

#include "session/snapshot.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using provision::MethodName;
using session::TrayStatus;
using support::code_of;

struct TrayWorld : support::SessionWorld {
  /// An account that is signed in, and a tray with Wi-Fi settings for its boards.
  TrayWorld() {
    sign_in();
    tray().use_network(network());
  }
  session::Tray& tray() { return session->tray(); }
  static board::WifiNetwork network() {
    return {"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")};
  }

  /// Plugs in a new board of the next kit, and waits until it is identified and paired. Returns its id.
  int plug_in(FirmwareRole firmware = FirmwareRole::demo) {
    simulation::VirtualBoard& board = add_board(firmware, simulation::KitId(boards.size() % 4));
    executor.run_for(10s);
    return attach(board);
  }
  int attach(simulation::VirtualBoard& board) {
    const int id = grant_port(board);
    grant_debugger(board);
    executor.run_for(1s);
    return id;
  }
  void pull(int id) {
    boards.at(place(id))->unplug();
    session->devices().board_gone(id);
    for (const auto& debugger : session->devices().debuggers())
      if (debugger->board() == id) session->devices().debugger_gone(debugger->id());
  }
  /// Returns the board's id.
  int put_back(int id) {
    boards.at(place(id))->replug();
    executor.run_for(10s);
    return attach(*boards.at(place(id)));
  }
  TrayStatus status(int id) { return tray().status_of(*session->devices().find(id)); }
  /// Boards are plugged in one after the other, so their ids have the order of `boards`.
  std::size_t place(int id) {
    const auto& known = session->devices().boards();
    for (std::size_t i = 0; i < known.size(); ++i)
      if (known[i]->id() == id) return i;
    throw base::Error(base::internal).because("no board " + std::to_string(id));
  }
};

TEST(Tray, StartsAllBoardsAtOnceAndEachPassesWithItsFirstMessage) {
  TrayWorld world;
  std::vector<int> ids;
  for (int i = 0; i < 4; ++i) ids.push_back(world.plug_in());
  for (const int id : ids) EXPECT_EQ(world.status(id), TrayStatus::ready);
  world.tray().start_all(MethodName::mar);
  world.executor.run_for(1s);
  for (const int id : ids) EXPECT_EQ(world.status(id), TrayStatus::running);
  world.executor.run_for(3min);
  for (const int id : ids) {
    EXPECT_EQ(world.status(id), TrayStatus::passed);
    EXPECT_EQ(world.session->devices().find(id)->wifi().network()->ssid, "home");
  }
  EXPECT_TRUE(world.tray().to_start().empty());
}

TEST(Tray, LetsABoardThatFailedContinueAloneAfterTheOthers) {
  TrayWorld world;
  std::vector<int> ids;
  for (int i = 0; i < 3; ++i) ids.push_back(world.plug_in());
  world.tray().start_all(MethodName::mar);
  world.executor.run_for(5s);
  world.pull(ids[1]);
  world.executor.run_for(3min);
  EXPECT_EQ(world.status(ids[0]), TrayStatus::passed);
  EXPECT_EQ(world.status(ids[1]), TrayStatus::failed);
  EXPECT_EQ(world.status(ids[2]), TrayStatus::passed);
  EXPECT_TRUE(world.tray().to_start().empty()) << "it is not plugged in";

  ASSERT_EQ(world.put_back(ids[1]), ids[1]);
  EXPECT_EQ(world.status(ids[1]), TrayStatus::failed) << "the tray is not armed";
  ASSERT_EQ(world.tray().to_start().size(), 1U);
  world.tray().start(ids[1], MethodName::mar);
  world.executor.run_for(3min);
  EXPECT_EQ(world.status(ids[1]), TrayStatus::passed);
}

TEST(AnArmedTray, StartsADeliveredBoardWhenItIsPluggedInAndNoBoardThatWasThereBefore) {
  TrayWorld world;
  const int before = world.plug_in();
  world.tray().arm(MethodName::mar);
  const int next = world.plug_in();
  EXPECT_EQ(world.status(next), TrayStatus::running);
  world.executor.run_for(3min);
  EXPECT_EQ(world.status(next), TrayStatus::passed);
  EXPECT_EQ(world.status(before), TrayStatus::ready);
  world.tray().disarm();
  EXPECT_EQ(world.status(world.plug_in()), TrayStatus::ready);
}

TEST(AnArmedTray, DoesNotStartABoardThatIsStillBeingPairedWhenItIsArmed) {
  TrayWorld world;
  simulation::VirtualBoard& board = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  const auto pairing = base::spawn<int>(
      world.executor,
      world.session->devices().attach_debugger(world.debugger_of(board), session::World::simulated),
      [](const base::Outcome<int>&) {});
  while (world.status(id) != TrayStatus::ready) world.executor.run_for(10ms);
  ASSERT_EQ(world.session->devices().find(id)->debugger(), nullptr);
  world.tray().arm(MethodName::mar);
  world.executor.run_for(30s);
  EXPECT_NE(world.session->devices().find(id)->debugger(), nullptr);
  EXPECT_EQ(world.status(id), TrayStatus::ready);
  // It is started when it is plugged in again.
  world.pull(id);
  ASSERT_EQ(world.put_back(id), id);
  EXPECT_EQ(world.status(id), TrayStatus::running);
}

TEST(AnArmedTray, ContinuesAFailedBoardWhenItIsPluggedInAgain) {
  TrayWorld world;
  world.tray().arm(MethodName::mar);
  const int id = world.plug_in();
  world.executor.run_for(5s);
  world.pull(id);
  world.executor.run_for(10s);
  ASSERT_EQ(world.status(id), TrayStatus::failed);
  ASSERT_EQ(world.put_back(id), id);
  EXPECT_EQ(world.status(id), TrayStatus::running);
  world.executor.run_for(3min);
  EXPECT_EQ(world.status(id), TrayStatus::passed);
}

TEST(AnArmedTray, LeavesABoardAloneThatTheUserStopped) {
  TrayWorld world;
  world.tray().arm(MethodName::mar);
  const int id = world.plug_in();
  world.executor.run_for(5s);
  world.session->jobs().cancel(id);
  world.executor.run_for(10s);
  world.pull(id);
  ASSERT_EQ(world.put_back(id), id);
  world.executor.run_for(10s);
  EXPECT_EQ(world.status(id), TrayStatus::stopped);
}

TEST(AnArmedTray, LeavesABoardAloneThatRunsTheProvisioningFirmware) {
  TrayWorld world;
  world.tray().arm(MethodName::mar);
  EXPECT_EQ(world.status(world.plug_in(FirmwareRole::provisioning)), TrayStatus::ready);
}

TEST(AnArmedTray, LeavesABoardAloneThatWasProvisionedBeforeAReload) {
  TrayWorld world;
  const int first = world.plug_in();
  world.tray().start_all(MethodName::mar);
  world.executor.run_for(3min);
  ASSERT_EQ(world.status(first), TrayStatus::passed);
  world.reload();
  world.tray().use_network(TrayWorld::network());
  world.tray().arm(MethodName::mar);
  const int again = world.attach(*world.boards.front());
  world.executor.run_for(10s);
  EXPECT_EQ(world.status(again), TrayStatus::set_up);
  EXPECT_TRUE(world.tray().can_start(*world.session->devices().find(again))) << "if the user wants it";
}

TEST(AnArmedTray, IsDisarmedWithoutItsPassphraseWhenTheUserSignsOut) {
  TrayWorld world;
  world.tray().arm(MethodName::mar);
  world.session->sign_out();
  EXPECT_FALSE(world.tray().is_armed());
  EXPECT_FALSE(world.tray().network().has_value());
  EXPECT_EQ(code_of([&] { world.tray().arm(MethodName::mar); }), "session.no_account");
}

TEST(Tray, RefusesJitrWithAnAuthorityThatOnlyThisSessionHas) {
  TrayWorld world;
  const int id = world.plug_in();
  EXPECT_EQ(code_of([&] { world.tray().start_all(MethodName::jitr); }), "session.authority_not_kept");
  EXPECT_EQ(code_of([&] { world.tray().arm(MethodName::jitr); }), "session.authority_not_kept");
  EXPECT_EQ(world.status(id), TrayStatus::ready);
}

TEST(Tray, TakesOverTheWifiSettingsThatABoardStillHasToGet) {
  support::SessionWorld world;
  const support::Granted granted = world.grant_board();
  world.executor.run(world.session->jobs().set_wifi(granted.id, TrayWorld::network()));
  world.session->tray().adopt_network();
  ASSERT_TRUE(world.session->tray().network().has_value());
  EXPECT_EQ(world.session->tray().network()->ssid, "home");
}

TEST(Tray, IsInTheStateOnceItWasAskedFor) {
  support::SessionWorld world;
  world.grant_board();
  EXPECT_FALSE(session::snapshot(*world.session).tray.has_value());
  world.session->tray().adopt_network();
  const std::optional<state::TrayState> seen = session::snapshot(*world.session).tray;
  ASSERT_TRUE(seen.has_value());
  ASSERT_EQ(seen->boards.size(), 1U);
  EXPECT_EQ(seen->boards[0].status, TrayStatus::waiting);
  EXPECT_EQ(seen->boards[0].next, state::NextAction::set_wifi);
  world.session->tray().use_network(TrayWorld::network());
  EXPECT_EQ(session::snapshot(*world.session).tray->startable, 1);
}

}  // namespace
