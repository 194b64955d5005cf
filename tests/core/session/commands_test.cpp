// Tests the commands by which the page asks for work.
#include "session/commands.hpp"

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
  const std::string arguments = "{\"board\":" + std::to_string(id) + ",\"renew\":false}";
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
