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
    const session::DebuggerSession* tool = world.session->find(id)->tool();
    return tool == nullptr ? std::string() : tool->info().serial_number;
  };
  EXPECT_EQ(serial_of(port_a), a.state().usb_serial_number);
  EXPECT_EQ(serial_of(port_b), b.state().usb_serial_number);
}

TEST(Pairing, TriesAPortThatIsAttachedWhileTheDebuggerIsBeingPaired) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int port_a = world.grant_port(a);
  const int port_b = world.grant_both(b, b);
  EXPECT_EQ(world.session->find(port_a)->tool(), nullptr);
  ASSERT_NE(world.session->find(port_b)->tool(), nullptr);
  EXPECT_EQ(world.session->find(port_b)->tool()->info().serial_number, b.state().usb_serial_number);
}

TEST(Pairing, RefusesToProgramThroughTheDebuggerOfAnotherBoard) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(a);
  world.grant_debugger(b);
  world.sign_in();
  EXPECT_EQ(world.session->find(id)->tool(), nullptr);
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
  const session::BoardSession& seen = *world.session->find(id);
  EXPECT_EQ(seen.status(), session::BoardStatus::ready);
  EXPECT_EQ(seen.firmware_version(), GetParam() == DemoEdition::google ? "4.0.0" : "2.0.2");
  EXPECT_EQ(seen.thing_name(), "");
  EXPECT_LT(world.executor.elapsed() - before, 3s);
  world.grant_debugger(board);
  world.sign_in();
  ASSERT_NE(seen.tool(), nullptr) << "not paired";
  world.executor.run(world.session->set_wifi(
      id, board::WifiNetwork{"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")}));
  world.provision(id);
  EXPECT_EQ(seen.firmware_version(), "4.1.2");
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
  EXPECT_EQ(code_of([&] { world.executor.run(world.session->identify_again(id)); }), "");
}

TEST(Pairing, ThatCannotBeProvedIsConfirmedByTheUser) {
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
  EXPECT_EQ(world.session->find(id)->job().status, JobStatus::done);
}

TEST(Pairing, RetriesADebuggerThatTheSystemIsStillSettingUp) {
  World world;
  auto& board = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  world.hid.fault = support::HidFault::not_opened;
  world.hid.at = world.hid.steps;
  world.grant_debugger(board);
  EXPECT_NE(world.session->find(id)->tool(), nullptr);
}

}  // namespace
