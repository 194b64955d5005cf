// Tests the next action that the session offers when boards, accounts and jobs affect each other.
#include <gtest/gtest.h>

#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using provision::CertificateChoice;
using session::JobStatus;
using session::NextAction;
using support::code_of;
using World = support::SessionWorld;

template <class T>
base::Spawned start(World& world, base::task<T> work, std::string& ended) {
  return base::spawn<T>(world.executor, std::move(work), [&ended](base::Outcome<T> outcome) {
    ended = code_of([&] { std::move(outcome).get(); });
    if (ended.empty()) ended = "ok";
  });
}

void sign_in_to(World& world, std::string_view region) {
  world.executor.run(
      world.session->sign_in(World::keys(), aws::Region::parse(region), session::World::simulated));
}

/// A board that was provisioned through its debugger and publishes.
struct Live : World {
  Live() {
    executor.run(
        session->jobs().set_wifi(id, board::WifiNetwork{"home", board::WifiSecurity::open, base::Secret()}));
    provision(id);
    executor.run_for(30s);
  }
  const support::Granted granted = grant_board();
  simulation::VirtualBoard& board = granted.board;
  const int id = granted.id;
};

/// A board whose debugger reports this kit name.
simulation::VirtualBoard::Options of_kit(World& world, std::string_view name) {
  constexpr std::size_t kit_name = 0x048;  // in its configuration (pydebuggerconfig)
  simulation::VirtualBoard::Options options;
  options.state = simulation::manufacture(world.random, FirmwareRole::demo);
  base::Bytes text = base::to_bytes(name);
  text.push_back(std::byte{0});
  options.state->debugger.write(simulation::DebuggerConfiguration::user_block + kit_name, text);
  return options;
}

/// A board whose debugger the page does not have.
struct ByHand : World {
  ByHand() : board(add_board(FirmwareRole::provisioning)) {
    executor.run_for(2s);
    id = grant_port(board);
    sign_in();
  }
  const session::Job& job() const { return session->devices().find(id)->jobs().current(); }
  simulation::VirtualBoard& board;
  int id = 0;
};

TEST(NextStep, OfALiveBoardIsNothingUntilAnotherProvisioningIsPlanned) {
  Live world;
  EXPECT_EQ(world.session->next(), NextAction::none);
  world.executor.run(world.session->jobs().plan(world.id, CertificateChoice::renew));
  EXPECT_EQ(world.session->next(), NextAction::provision);
  world.executor.run(world.session->jobs().provision(world.id, CertificateChoice::renew));
  world.executor.run_for(30s);
  EXPECT_EQ(world.session->next(), NextAction::none);
}

TEST(NextStep, OfASecondBoardDoesNotDependOnTheFirst) {
  Live world;
  auto& second = world.add_board(FirmwareRole::provisioning);
  world.executor.run_for(2s);
  world.grant_port(second);
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.session->select_board(world.id);
  EXPECT_EQ(world.session->next(), NextAction::none);
}

TEST(NextStep, IsTheDriveIfTheUserDeclinesTheDebuggerOrTheBrowserHasNone) {
  World world;
  auto& board = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  world.sign_in();
  EXPECT_EQ(world.session->next(), NextAction::connect_debugger);
  world.session->devices().board(id).go_by_hand(true);
  EXPECT_EQ(world.session->next(), NextAction::load_provisioning_firmware);
  world.session->devices().board(id).go_by_hand(false);
  EXPECT_EQ(world.session->next(), NextAction::connect_debugger);
  world.session->debuggers_in_reach(false);
  EXPECT_EQ(world.session->next(), NextAction::connect_debugger) << "a simulated debugger is always in reach";
  world.executor.run(world.session->devices().forget_board(id));
  world.executor.run(world.session->devices().attach_board(world.port_of(board), session::World::real));
  EXPECT_EQ(world.session->next(), NextAction::load_provisioning_firmware);
}

TEST(NextStep, APlanWaitsForTheDebuggerThatIsBeingPaired) {
  World world;
  auto& board = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int id = world.grant_port(board);
  world.sign_in();
  std::string attached;
  std::string planned;
  const auto attaching = start<int>(
      world, world.session->devices().attach_debugger(world.debugger_of(board), session::World::simulated),
      attached);
  world.executor.run_for(300ms);
  ASSERT_EQ(world.session->devices().find(id)->debugger(), nullptr);
  ASSERT_EQ(world.session->next(), NextAction::set_wifi) << "the page offers the plan";
  const auto planning = start<void>(world, world.session->jobs().plan(id, CertificateChoice::keep), planned);
  world.executor.run_for(30s);
  EXPECT_EQ(attached, "ok");
  EXPECT_EQ(planned, "ok");
  EXPECT_TRUE(world.session->devices().find(id)->jobs().current().plan);
}

TEST(NextStep, GoingByHandEndsWhenTheBoardIsProvisioned) {
  ByHand world;
  world.session->devices().board(world.id).go_by_hand(true);
  world.executor.run(world.session->jobs().plan(world.id, CertificateChoice::renew));
  EXPECT_EQ(world.job().choice, CertificateChoice::renew);
  world.executor.run(world.session->jobs().provision(world.id, CertificateChoice::renew));
  EXPECT_FALSE(world.session->devices().find(world.id)->by_hand());
  EXPECT_EQ(world.job().choice, CertificateChoice::keep) << "renewed once";
  world.session->devices().board(world.id).go_by_hand(true);
  world.executor.run(world.session->jobs().identify_again(world.id));
  EXPECT_TRUE(world.session->devices().find(world.id)->by_hand());
  auto& other = world.add_board(FirmwareRole::provisioning);
  world.executor.run_for(2s);
  world.session->devices().board_gone(world.id);
  const int next = world.grant_port(other);
  EXPECT_NE(next, world.id);
  EXPECT_FALSE(world.session->devices().find(next)->by_hand());
}

TEST(NextStep, IsToConnectAnotherBoardIfTheDebuggerNamesAnUnsupportedKit) {
  World world;
  auto& foreign = world.add_board(of_kit(world, "SAMD21-IoT WG"));
  world.executor.run_for(10s);
  const int id = world.grant_port(foreign);
  world.grant_debugger(foreign);
  world.sign_in();
  EXPECT_EQ(world.session->next(), NextAction::connect_board);
  const session::BoardSession& seen = *world.session->devices().find(id);
  ASSERT_NE(world.session->devices().pairing().foreign_debugger(seen), nullptr);
  EXPECT_EQ(world.session->devices().pairing().foreign_debugger(seen)->kit_name(), "SAMD21-IoT WG");
  world.session->devices().board(id).go_by_hand(true);
  EXPECT_EQ(world.session->devices().pairing().foreign_debugger(seen), nullptr);
  EXPECT_EQ(world.session->next(), NextAction::load_provisioning_firmware)
      << "the user has declined the debugger";
  world.session->devices().board(id).go_by_hand(false);
  auto& ours = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  world.grant_port(ours);
  world.grant_debugger(ours);
  EXPECT_EQ(world.session->next(), NextAction::set_wifi)
      << "the unsupported board does not hide the other one";
}

TEST(NextStep, IsNotChangedByAnInspection) {
  ByHand world;
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::inspect));
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.provision(world.id);
  EXPECT_EQ(world.session->next(), NextAction::load_demo_firmware);
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::inspect));
  EXPECT_EQ(world.session->next(), NextAction::load_demo_firmware);
}

TEST(NextStep, OfARestoredBoardIsToLoadTheDemoFirmware) {
  ByHand world;
  world.executor.run(world.session->jobs().run(world.id, session::JobKind::restore));
  EXPECT_EQ(world.session->next(), NextAction::load_demo_firmware);
}

TEST(OtherAccount, APlanOfThePreviousAccountIsDropped) {
  ByHand world;
  world.executor.run(world.session->jobs().plan(world.id, CertificateChoice::keep));
  EXPECT_EQ(world.session->next(), NextAction::provision);
  sign_in_to(world, "us-east-2");
  EXPECT_EQ(world.job().status, JobStatus::planned) << "the same account";
  sign_in_to(world, "eu-west-1");
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.provision(world.id);
  EXPECT_EQ(world.job().result->endpoint, world.session->account().account().endpoint);
  EXPECT_NE(world.job().result->certificate_arn.find(":eu-west-1:"), std::string::npos);
}

TEST(OtherAccount, AResultOfThePreviousAccountIsDropped) {
  ByHand world;
  world.provision(world.id);
  world.session->sign_out();
  EXPECT_EQ(world.job().status, JobStatus::done) << "it can still be read";
  sign_in_to(world, "eu-west-1");
  EXPECT_EQ(world.job().status, std::nullopt);
  EXPECT_EQ(world.session->next(), NextAction::plan);
}

TEST(SigningIn, DoesNotInterruptWorkThatNeedsNoKeys) {
  ByHand world;
  std::string restored;
  const auto restoring =
      start(world, world.session->jobs().run(world.id, session::JobKind::restore), restored);
  world.executor.run_for(100ms);
  sign_in_to(world, "us-east-2");
  world.executor.run_for(30s);
  EXPECT_EQ(restored, "ok");

  std::string identified;
  const auto identifying = start(world, world.session->jobs().identify_again(world.id), identified);
  world.executor.run_for(1ms);
  world.session->sign_out();
  world.executor.run_for(30s);
  EXPECT_EQ(identified, "ok");
}

TEST(SigningOut, CancelsProvisioning) {
  ByHand world;
  std::string provisioned;
  const auto job =
      start(world, world.session->jobs().provision(world.id, CertificateChoice::keep), provisioned);
  world.executor.run_for(300ms);
  world.session->sign_out();
  world.executor.run_for(1s);
  EXPECT_EQ(provisioned, base::cancelled.name());
}

TEST(SigningOut, CancelsAPendingRequestForTheListOfThings) {
  ByHand world;
  world.requests.fault = support::HttpFault::never_answered;
  world.requests.at = world.requests.steps;
  std::string listed;
  const auto listing = start(world, world.session->list_things(), listed);
  world.executor.run_for(1s);
  world.session->sign_out();
  world.executor.run_for(120s);
  EXPECT_EQ(listed, base::cancelled.name());
}

TEST(AReturningBoard, WaitsUntilItsOldPortIsNoLongerInUse) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  world.grant_port(a);
  const int second = world.grant_port(b);
  std::string paired;
  std::string back;
  const auto pairing =
      start(world, world.session->devices().attach_debugger(world.debugger_of(a), session::World::simulated),
            paired);
  world.executor.run_for(1s);
  b.unplug();
  world.session->devices().board_gone(second);
  world.executor.run_for(50ms);
  b.replug();
  const auto returning =
      start(world, world.session->devices().attach_board(world.port_of(b), session::World::simulated), back);
  world.executor.run_for(60s);
  EXPECT_EQ(paired, "ok");
  EXPECT_EQ(back, "ok");
  EXPECT_EQ(world.session->devices().find(second)->status(), session::DeviceStatus::ready);
}

TEST(NextStep, IsToConnectTheDebuggerIfTheKnownOneWasLostOrBelongsToAnotherBoard) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  world.sign_in();
  world.grant_port(a);
  EXPECT_EQ(world.session->next(), NextAction::connect_debugger);
  world.hid.on_strike = {};  // the debugger alone is lost
  world.hid.fault = support::HidFault::unplugged;
  world.hid.at = world.hid.steps;
  world.grant_debugger(a);
  EXPECT_EQ(world.session->next(), NextAction::connect_debugger);
  world.grant_debugger(a);
  EXPECT_EQ(world.session->next(), NextAction::set_wifi);
  world.grant_port(b);
  EXPECT_EQ(world.session->next(), NextAction::connect_debugger);
}

}  // namespace
