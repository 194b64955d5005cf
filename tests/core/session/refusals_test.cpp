// Tests the requests that a session refuses by itself: with an error code of its own, before anything is sent
// to a board or to AWS.
#include <gtest/gtest.h>

#include "provision/errors.hpp"
#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using board::FirmwareRole;
using provision::CertificateChoice;
using support::code_of;
using World = support::SessionWorld;

class RefusalsOfASession : public testing::Test {
 protected:
  std::string refusal_of(base::task<void> work) {
    return code_of([&] { world.executor.run(std::move(work)); });
  }
  int grant(FirmwareRole firmware) {
    board = &world.add_board(firmware);
    world.executor.run_for(std::chrono::seconds(10));
    return world.grant_port(*board);
  }
  void expect_untouched(const base::Bytes& flash) {
    EXPECT_TRUE(base::equal(board->state().winc_flash.cells(), flash));
    EXPECT_EQ(world.http.changes, 0);
  }

  World world;
  simulation::VirtualBoard* board = nullptr;
};

TEST_F(RefusalsOfASession, RealBoardsAreNotProvisionedInASimulatedAccount) {
  board = &world.add_board(FirmwareRole::provisioning);
  const base::Bytes flash = base::to_bytes(board->state().winc_flash.cells());
  const int id =
      world.executor.run(world.session->devices().attach_board(world.port_of(*board), session::World::real));
  world.sign_in();
  EXPECT_EQ(refusal_of(world.session->jobs().plan(id, CertificateChoice::keep)),
            session::mixed_simulation.name());
  EXPECT_EQ(refusal_of(world.session->jobs().provision(id, CertificateChoice::keep, {})),
            session::mixed_simulation.name());
  expect_untouched(flash);
}

TEST_F(RefusalsOfASession, PlanningWatchingAndListingNeedAnAccount) {
  const int id = grant(FirmwareRole::provisioning);
  EXPECT_EQ(refusal_of(world.session->jobs().plan(id, CertificateChoice::keep)), session::no_account.name());
  EXPECT_EQ(code_of([&] { world.session->watch("board"); }), session::no_account.name());
  EXPECT_EQ(code_of([&] { world.executor.run(world.session->list_things()); }), session::no_account.name());
}

TEST_F(RefusalsOfASession, SettingTheToggleNeedsARunningWatch) {
  world.sign_in();
  EXPECT_EQ(refusal_of(world.session->live().set_toggle(true)), session::not_watching.name());
}

TEST_F(RefusalsOfASession, JobsThatNeedTheProvisioningFirmwareNeedADebuggerToLoadIt) {
  const int id = grant(FirmwareRole::demo);
  const base::Bytes flash = base::to_bytes(board->state().winc_flash.cells());
  EXPECT_EQ(refusal_of(world.session->jobs().run(id, session::JobKind::inspect)),
            session::no_debugger.name());
  EXPECT_EQ(refusal_of(world.session->jobs().run(id, session::JobKind::restore)),
            session::no_debugger.name());
  EXPECT_EQ(code_of([&] { world.session->jobs().roots_backup(id); }), session::nothing_read.name());
  expect_untouched(flash);
}

TEST_F(RefusalsOfASession, AnUnpluggedBoardCannotBePlanned) {
  const int id = grant(FirmwareRole::provisioning);
  world.sign_in();
  world.session->devices().board_gone(id);
  EXPECT_EQ(refusal_of(world.session->jobs().plan(id, CertificateChoice::keep)), session::board_gone.name());
}

/// A job on it made the board look as if it were plugged in.
TEST_F(RefusalsOfASession, AnUnpluggedBoardStaysUnpluggedWhateverIsAsked) {
  const int id = grant(FirmwareRole::provisioning);
  world.session->devices().board_gone(id);
  EXPECT_EQ(refusal_of(world.session->jobs().run(id, session::JobKind::inspect)), session::board_gone.name());
  EXPECT_EQ(world.session->devices().find(id)->status(), session::DeviceStatus::gone);
}

TEST_F(RefusalsOfASession, AForgottenBoardIsUnknown) {
  const int id = grant(FirmwareRole::provisioning);
  world.executor.run(world.session->devices().forget_board(id));
  world.sign_in();
  EXPECT_EQ(refusal_of(world.session->jobs().plan(id, CertificateChoice::keep)), session::no_board.name());
}

}  // namespace
