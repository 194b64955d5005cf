// The first message of each board, when several boards are set up at once.
#include <gtest/gtest.h>

#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using provision::StepName;
using provision::StepStatus;

base::task<void> provision_after(base::Duration delay, session::Session& session, int id) {
  co_await base::sleep(delay);
  co_await session.jobs().provision(id, provision::CertificateChoice::keep);
}

base::task<void> provision_both(session::Session& session, int first, int second, base::Duration delay) {
  co_await base::when_all(provision_after(0s, session, first), provision_after(delay, session, second));
}

board::WifiNetwork home() {
  return {"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")};
}

class Boards : public support::SessionWorld {
 public:
  int add_board_with_wifi() {
    const int id = grant_board().id;
    executor.run(session->jobs().set_wifi(id, home()));
    return id;
  }
  StepStatus first_message_of(int id) const { return status_of(id, StepName::first_message); }
  const session::BoardSession& find(int id) const { return *session->devices().find(id); }
};

class TwoBoards : public testing::TestWithParam<std::chrono::milliseconds> {};

TEST_P(TwoBoards, ShowBothFirstMessagesIfTheyAreProvisionedAtOnce) {
  Boards world;
  const int first = world.add_board_with_wifi();
  const int second = world.add_board_with_wifi();
  world.executor.run(provision_both(*world.session, first, second, GetParam()));
  world.executor.run_for(120s);
  for (const int id : {first, second}) {
    EXPECT_EQ(world.first_message_of(id), StepStatus::done) << id;
    const auto& diagnosis = world.find(id).jobs().findings().diagnosis;
    EXPECT_FALSE(diagnosis) << id << ": " << diagnosis->cause.code().name();
  }
}

INSTANTIATE_TEST_SUITE_P(Delays, TwoBoards, testing::Values(0ms, 500ms, 1000ms, 3000ms),
                         [](const auto& delay) { return std::to_string(delay.param.count()) + "_ms"; });

TEST(TheFirstMessage, OfABoardThatIsNotSelectedLeavesTheWatchedThingAsItIs) {
  Boards world;
  const int first = world.add_board_with_wifi();
  const int second = world.add_board_with_wifi();
  world.session->select_board(second);
  world.provision(second);
  world.provision(first);
  world.executor.run_for(30s);
  EXPECT_EQ(world.first_message_of(first), StepStatus::done);
  EXPECT_EQ(world.session->live().watcher()->topics().thing_name, world.find(second).facts().thing_name);
  EXPECT_TRUE(world.session->live().watcher()->state().is_receiving());
}

TEST(TheFirstMessage, ComesAlsoIfNoThingIsWatched) {
  Boards world;
  const int id = world.add_board_with_wifi();
  world.provision(id);
  world.session->live().unwatch();
  world.executor.run_for(30s);
  EXPECT_EQ(world.first_message_of(id), StepStatus::done);
}

TEST(TheFirstMessage, IsStillExpectedAfterTheUserHasSignedInAgain) {
  Boards world;
  const int id = world.add_board_with_wifi();
  world.provision(id);
  world.session->sign_out();
  world.executor.run_for(30s);
  EXPECT_EQ(world.first_message_of(id), StepStatus::running);
  world.sign_in();
  world.executor.run_for(10s);
  EXPECT_EQ(world.first_message_of(id), StepStatus::done);
  EXPECT_FALSE(world.find(id).jobs().findings().diagnosis);
}

/// The module keeps the settings only once it has joined the network.
TEST(TheFirstMessage, OfABoardThatLostItsSettingsAndIsPluggedInAgainComes) {
  Boards world;
  const support::Granted granted = world.grant_board();
  world.executor.run(world.session->jobs().set_wifi(granted.id, home()));
  world.provision(granted.id);
  granted.board.reset();
  granted.board.unplug();
  world.session->devices().board_gone(granted.id);
  world.session->devices().debugger_gone(granted.tool);
  world.executor.run_for(2min);
  granted.board.replug();
  world.executor.run_for(10s);
  world.grant_debugger(granted.board);
  ASSERT_EQ(world.grant_port(granted.board), granted.id);
  world.executor.run_for(90s);
  EXPECT_EQ(world.first_message_of(granted.id), StepStatus::done);
}

TEST(TheFirstMessage, OfABoardThatLostItsSettingsComesEvenIfItIsBeingDiagnosed) {
  Boards world;
  const support::Granted granted = world.grant_board();
  world.executor.run(world.session->jobs().set_wifi(granted.id, home()));
  world.provision(granted.id);
  granted.board.reset();
  world.executor.run_for(10s);
  world.executor.run(world.session->jobs().diagnose(granted.id));
  world.executor.run_for(25s);
  EXPECT_EQ(world.first_message_of(granted.id), StepStatus::done);
}

TEST(TheFirstMessage, OfAForgottenBoardIsNotExpected) {
  Boards world;
  const int id = world.add_board_with_wifi();
  world.provision(id);
  world.executor.run(world.session->devices().forget_board(id));
  world.executor.run_for(120s);
  EXPECT_TRUE(world.session->devices().boards().empty());
}

}  // namespace
