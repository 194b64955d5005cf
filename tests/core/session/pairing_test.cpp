// Tests how the session finds out which port and which debugger belong to one board, and what it refuses to
// do while that is not certain.
#include <gtest/gtest.h>

#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using session::JobStatus;
using simulation::DemoEdition;
using support::code_of;
using World = support::SessionWorld;

TEST(Pairing, FindsTheRightPortsOfTwoBoardsGrantedInCrossedOrder) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::provisioning);
  world.executor.run_for(10s);
  const int port_b = world.grant_port(b);
  const int port_a = world.grant_port(a);
  world.grant_debugger(a);
  world.grant_debugger(b);
  const auto serial_of = [&](int id) {
    const session::DebuggerSession* tool = world.session->devices().find(id)->debugger();
    return tool == nullptr ? std::string() : tool->info().serial_number;
  };
  EXPECT_EQ(serial_of(port_a), a.state().usb_serial_number);
  EXPECT_EQ(serial_of(port_b), b.state().usb_serial_number);
}

/// Boards that are plugged in at the same time. Their ports and debuggers are attached in different orders.
struct PluggedInTogether : World {
  void add(int count) {
    for (int i = 0; i < count; ++i) {
      const auto kit = simulation::KitId(i % 4);
      fleet.push_back(&add_board(i % 3 == 0 ? FirmwareRole::provisioning : FirmwareRole::demo, kit));
    }
    executor.run_for(10s);
  }
  void attach_all() {
    std::vector<base::task<int>> attaching;
    for (auto* board : fleet)
      attaching.push_back(session->devices().attach_board(port_of(*board), session::World::simulated));
    for (auto board = fleet.rbegin(); board != fleet.rend(); ++board)
      attaching.push_back(
          session->devices().attach_debugger(debugger_of(**board), session::World::simulated));
    ids = executor.run(base::when_all(std::move(attaching)));
  }
  /// Plugs a board in after a while. Returns its id.
  base::task<int> plug_in(simulation::VirtualBoard& board, base::Duration after) {
    co_await base::sleep(after);
    board.replug();
    auto [id, debugger] = co_await base::when_all(
        session->devices().attach_board(port_of(board), session::World::simulated),
        session->devices().attach_debugger(debugger_of(board), session::World::simulated));
    co_return id;
  }
  /// The number of boards with their own debuggers. A wrong pair fails the test.
  int right_pairs() const {
    int pairs = 0;
    for (std::size_t i = 0; i < fleet.size(); ++i) {
      const session::DebuggerSession* debugger = session->devices().find(ids[i])->debugger();
      if (debugger == nullptr) continue;
      EXPECT_EQ(debugger->info().serial_number, fleet[i]->state().usb_serial_number) << "board " << i;
      ++pairs;
    }
    return pairs;
  }
  std::vector<simulation::VirtualBoard*> fleet;
  std::vector<int> ids;  // of the boards, then of the debuggers in reverse order
};

TEST(Pairing, OfThirtyBoardsPluggedInTogetherTakesSeconds) {
  PluggedInTogether world;
  world.add(30);
  const base::Duration before = world.executor.elapsed();
  world.attach_all();
  EXPECT_EQ(world.right_pairs(), 30);
  EXPECT_LT(world.executor.elapsed() - before, 12s);
}

TEST(Pairing, OfBoardsPluggedInOneAfterTheOtherFindsAllPairs) {
  for (const auto pause : {10ms, 400ms, 1500ms, 3000ms, 4500ms}) {
    SCOPED_TRACE(pause.count());
    PluggedInTogether world;
    world.add(5);
    for (auto* board : world.fleet) board->unplug();
    std::vector<base::task<int>> attaching;
    for (std::size_t i = 0; i < world.fleet.size(); ++i)
      attaching.push_back(world.plug_in(*world.fleet[i], pause * static_cast<int>(i)));
    world.ids = world.executor.run(base::when_all(std::move(attaching)));
    EXPECT_EQ(world.right_pairs(), 5);
  }
}

TEST(Pairing, OfManyBoardsLeavesOutAPortWhoseDebuggerIsMissing) {
  PluggedInTogether world;
  world.add(6);
  simulation::VirtualBoard& stranger = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(stranger);
  world.attach_all();
  EXPECT_EQ(world.right_pairs(), 6);
  EXPECT_EQ(world.session->devices().find(id)->debugger(), nullptr);
}

TEST(Pairing, OfManyBoardsIsNeverWrongWhenABoardRestartsByItself) {
  for (auto moment = 500ms; moment < 12s; moment += 170ms) {
    SCOPED_TRACE(moment.count());
    PluggedInTogether world;
    world.add(8);
    world.executor.call_at(world.executor.now() + moment, [&] { world.fleet[4]->reset(); });
    world.attach_all();
    EXPECT_GE(world.right_pairs(), 7);
  }
}

TEST(AReturningBoard, IsRecognisedByItsSecureElementInAnyOrder) {
  PluggedInTogether world;
  world.add(3);
  world.attach_all();
  ASSERT_EQ(world.right_pairs(), 3);
  world.sign_in();
  for (const std::size_t i : {0U, 1U}) world.provision(world.ids[i]);
  // A hub loses its power.
  for (std::size_t i = 0; i < 3; ++i) {
    world.fleet[i]->unplug();
    world.session->devices().board_gone(world.ids[i]);
    world.session->devices().debugger_gone(world.ids[5 - i]);
  }
  world.executor.run_for(2s);
  for (auto* board : world.fleet) board->replug();
  const std::vector<int> before = world.ids;
  std::swap(world.fleet[0], world.fleet[2]);
  world.attach_all();
  EXPECT_EQ(world.ids[0], before[2]);
  EXPECT_EQ(world.ids[1], before[1]);
  EXPECT_EQ(world.ids[2], before[0]);
  EXPECT_EQ(world.right_pairs(), 3);
  EXPECT_EQ(world.session->devices().boards().size(), 3U);
  EXPECT_EQ(world.session->devices().find(before[0])->jobs().current().status, JobStatus::done);
  EXPECT_EQ(world.session->devices().find(before[1])->jobs().current().status, JobStatus::done);
  EXPECT_EQ(world.session->devices().find(before[2])->jobs().current().status, std::nullopt);
}

TEST(AReturningBoard, DoesNotTakeThePlaceOfAnotherOne) {
  World world;
  auto& first = world.add_board(FirmwareRole::demo);
  auto& second = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(first);
  first.unplug();
  world.session->devices().board_gone(id);
  const int other = world.grant_port(second);
  EXPECT_NE(other, id);
  EXPECT_EQ(world.session->devices().find(id)->status(), session::DeviceStatus::gone);
  EXPECT_EQ(world.session->devices().find(other)->status(), session::DeviceStatus::ready);
}

TEST(Pairing, TriesAPortThatIsAttachedWhileTheDebuggerIsBeingPaired) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int port_a = world.grant_port(a);
  const int port_b = world.grant_both(b, b);
  EXPECT_EQ(world.session->devices().find(port_a)->debugger(), nullptr);
  ASSERT_NE(world.session->devices().find(port_b)->debugger(), nullptr);
  EXPECT_EQ(world.session->devices().find(port_b)->debugger()->info().serial_number,
            b.state().usb_serial_number);
}

TEST(Pairing, RefusesToProgramThroughTheDebuggerOfAnotherBoard) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(a);
  world.grant_debugger(b);
  world.sign_in();
  EXPECT_EQ(world.session->devices().find(id)->debugger(), nullptr);
  EXPECT_EQ(code_of([&] { world.provision(id); }), "provision.other_board");
  EXPECT_EQ(b.state().firmware(), FirmwareRole::demo);
}

/// The demo firmware's editions over the years, by the version that they report.
class OlderDemo : public testing::TestWithParam<DemoEdition> {
 protected:
  simulation::VirtualBoard& add_board() {
    simulation::VirtualBoard::Options options;
    options.demo = GetParam();
    simulation::VirtualBoard& board = world.add_board(std::move(options));
    world.executor.run_for(10s);
    return board;
  }
  World world;
};
INSTANTIATE_TEST_SUITE_P(Editions, OlderDemo, testing::Values(DemoEdition::thing_id, DemoEdition::google),
                         [](const auto& edition) {
                           return edition.param == DemoEdition::google ? "google" : "thing_id";
                         });

TEST_P(OlderDemo, IsPairedAndProvisionedUntilItsFirstMessage) {
  auto& board = add_board();
  const base::Duration before = world.executor.elapsed();
  const int id = world.grant_port(board);
  const session::BoardSession& seen = *world.session->devices().find(id);
  EXPECT_EQ(seen.status(), session::DeviceStatus::ready);
  EXPECT_EQ(seen.facts().firmware_version, GetParam() == DemoEdition::google ? "4.0.0" : "2.0.2");
  EXPECT_EQ(seen.facts().thing_name, "");
  EXPECT_LT(world.executor.elapsed() - before, 3s);
  world.grant_debugger(board);
  world.sign_in();
  ASSERT_NE(seen.debugger(), nullptr) << "not paired";
  world.executor.run(world.session->jobs().set_wifi(
      id, board::WifiNetwork{"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")}));
  world.provision(id);
  EXPECT_EQ(seen.facts().firmware_version, "4.1.2");
  world.executor.run_for(30s);
  EXPECT_EQ(world.status_of(id, provision::StepName::first_message), provision::StepStatus::done);
}

TEST_P(OlderDemo, IsNotProgrammedThroughAnotherBoardsDebugger) {
  auto& a = add_board();
  auto& b = add_board();
  const int id = world.grant_port(a);
  world.grant_debugger(b);
  world.sign_in();
  for (const auto claim : {session::PairingClaim::proved, session::PairingClaim::asserted})
    EXPECT_EQ(code_of([&] { world.provision(id, claim); }), "provision.other_board");
  EXPECT_EQ(a.state().firmware(), FirmwareRole::demo);
  EXPECT_EQ(b.state().firmware(), FirmwareRole::demo);
  // The half command that the proof left on board a does no harm.
  EXPECT_EQ(code_of([&] { world.executor.run(world.session->jobs().identify_again(id)); }), "");
}

TEST(Pairing, CanBeConfirmedByTheUserIfItCannotBeProved) {
  World world;
  simulation::VirtualBoard::Options options;
  options.demo = DemoEdition::google;
  std::string faults;  // the firmware answers once and then ignores its input for a while
  for (int i = 2; i <= 12; ++i)
    faults += (i == 2 ? "drop@cmd:VERSION#" : ";drop@cmd:VERSION#") + std::to_string(i);
  options.faults = simulation::parse_fault_plan(faults);
  const support::Granted granted = world.grant_board(std::move(options));
  const int id = granted.id;
  EXPECT_EQ(code_of([&] { world.provision(id); }), "provision.not_paired");
  EXPECT_EQ(granted.board.state().firmware(), FirmwareRole::demo) << "something was erased";
  world.provision(id, session::PairingClaim::asserted);
  EXPECT_EQ(world.session->devices().find(id)->jobs().current().status, JobStatus::done);
}

TEST(Pairing, RetriesADebuggerThatTheSystemIsStillSettingUp) {
  World world;
  auto& board = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  world.hid.fault = support::HidFault::not_opened;
  world.hid.at = world.hid.steps;
  world.grant_debugger(board);
  EXPECT_NE(world.session->devices().find(id)->debugger(), nullptr);
}

}  // namespace
