// Tests the commands by which the page asks for work.
#include "session/commands.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using support::code_of;
using World = support::SessionWorld;

void perform(World& world, std::string_view name, std::string_view arguments) {
  world.executor.run(session::perform(*world.session, name, arguments));
}

TEST(Commands, RunAJobOnTheBoardThatTheyName) {
  World world;
  world.add_board(board::FirmwareRole::provisioning);
  world.executor.run_for(std::chrono::seconds(2));
  const int id = world.grant_port(*world.boards.front());
  perform(world, "inspect", "{\"board\":" + std::to_string(id) + "}");
  EXPECT_TRUE(world.session->devices().find(id)->jobs().findings().inspection);
}

/// The states of all LEDs after each change that `blink` makes.
std::vector<simulation::Leds::States> blinking_of(World& world, simulation::VirtualBoard& board, int id) {
  std::vector<simulation::Leds::States> seen;
  board.on_leds = [&seen](const simulation::Leds::States& states) { seen.push_back(states); };
  perform(world, "blink", "{\"board\":" + std::to_string(id) + "}");
  world.executor.run_for(std::chrono::seconds(2));
  board.on_leds = nullptr;
  return seen;
}

TEST(Blink, SwitchesTheLedsOfTheProvisioningFirmware) {
  World world;
  simulation::VirtualBoard& board = world.add_board(board::FirmwareRole::provisioning);
  world.executor.run_for(std::chrono::seconds(2));
  const auto seen = blinking_of(world, board, world.grant_port(board));
  constexpr simulation::Leds::States lit{true, true, true, true};
  EXPECT_EQ(std::count(seen.begin(), seen.end(), lit), 3);
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(seen.back(), simulation::Leds::States{});
}

TEST(Blink, RestartsTheDemoFirmwareByTheDebugger) {
  World world;
  const support::Granted granted = world.grant_board();
  world.executor.run(world.session->jobs().set_wifi(
      granted.id, board::WifiNetwork{"network", board::WifiSecurity::wpa, base::Secret("passphrase")}));
  world.provision(granted.id);
  world.executor.run_for(std::chrono::seconds(30));
  ASSERT_NE(granted.board.leds(), simulation::Leds::States{}) << "the board is online";
  const auto seen = blinking_of(world, granted.board, granted.id);
  EXPECT_EQ(std::count(seen.begin(), seen.end(), simulation::Leds::States{}), 1);
  EXPECT_EQ(world.session->devices().find(granted.id)->status(), session::DeviceStatus::ready);
}

TEST(Blink, NeedsTheDebuggerOfABoardWithTheDemoFirmware) {
  World world;
  simulation::VirtualBoard& board = world.add_board(board::FirmwareRole::demo);
  world.executor.run_for(std::chrono::seconds(10));
  const int id = world.grant_port(board);
  EXPECT_EQ(code_of([&] { blinking_of(world, board, id); }), "session.no_debugger");
  EXPECT_TRUE(world.session->devices().find(id)->jobs().current().status == std::nullopt);
}

TEST(Commands, WithoutArgumentsListThingsUntilTheUserSignsOut) {
  World world;
  world.sign_in();
  EXPECT_EQ(world.session->things(), std::nullopt);
  perform(world, "listThings", "{}");
  EXPECT_EQ(world.session->things(), std::vector<std::string>());
  world.session->sign_out();
  EXPECT_EQ(world.session->things(), std::nullopt);
}

TEST(Commands, ThatDoNotWaitArePerformedAtOnce) {
  World world;
  world.sign_in();
  const auto task = session::perform(*world.session, "signOut", "{}");
  EXPECT_EQ(world.session->account().status(), session::AccountStatus::empty);
}

TEST(Commands, LeaveTheErrorOfAJobToTheState) {
  World world;
  world.add_board(board::FirmwareRole::provisioning);
  world.executor.run_for(std::chrono::seconds(2));
  const int id = world.grant_port(*world.boards.front());
  world.sign_in();
  world.requests.fault = support::HttpFault::forbidden;
  world.requests.at = world.requests.steps;
  world.requests.lasting = true;
  const std::string arguments = "{\"board\":" + std::to_string(id) + ",\"renew\":false,\"method\":\"mar\"}";
  EXPECT_NO_THROW(perform(world, "makePlan", arguments));
  const session::Job& job = world.session->devices().find(id)->jobs().current();
  EXPECT_EQ(job.status, session::JobStatus::failed);
  EXPECT_TRUE(job.error);
  world.session->sign_out();
  EXPECT_EQ(code_of([&] { perform(world, "makePlan", arguments); }), "session.no_account")
      << "no job has started";
}

TEST(Commands, FailWithTheErrorOfTheirWork) {
  World world;
  EXPECT_EQ(code_of([&] { perform(world, "inspect", R"({"board":9})"); }), "session.no_board");
}

TEST(Commands, ThatAreUnknownAreErrors) {
  World world;
  EXPECT_EQ(code_of([&] { perform(world, "Inspect", R"({"board":1})"); }), "state.unknown_name");
  EXPECT_EQ(code_of([&] { perform(world, "", "{}"); }), "state.unknown_name");
}

TEST(Commands, RejectArgumentsThatTheyDoNotKnow) {
  World world;
  EXPECT_EQ(code_of([&] { perform(world, "inspect", R"({"board":1,"deep":true})"); }), "state.unknown_name");
  EXPECT_EQ(code_of([&] { perform(world, "inspect", "{}"); }), "state.malformed");
  EXPECT_EQ(code_of([&] { perform(world, "useVendorsImage", R"({"board":1,"firmware":"bootloader"})"); }),
            "state.unknown_name");
}

}  // namespace
