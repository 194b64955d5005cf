// Tests what a second attempt does and reports after a job has failed.
#include <gtest/gtest.h>

#include "provision/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using provision::StepName;
using provision::StepStatus;
using session::JobStatus;
using support::code_of;
using support::Direction;
using World = support::SessionWorld;

/// A board that this browser has provisioned.
struct WithProvisionedBoard : World {
  WithProvisionedBoard() : granted(grant_board()) {
    provision(granted.id);
    executor.run_for(30s);
  }
  const session::BoardSession& seen() const { return *session->devices().find(granted.id); }
  const support::Granted granted;
};

TEST(AfterAFailure, ABoardWhoseRestoreFailedToVerifyIsProvisionedAgain) {
  WithProvisionedBoard world;
  const std::string endpoint = world.seen().facts().endpoint;
  // Garble what the board sends while the written store is read back.
  world.serial.on_step = [&](Direction direction, std::span<std::byte> bytes) {
    if (direction == Direction::in &&
        world.status_of(world.granted.id, StepName::verify_store) == StepStatus::running)
      for (std::byte& byte : bytes) byte = byte == std::byte{'3'} ? std::byte{'4'} : byte;
  };
  EXPECT_EQ(code_of([&] {
              world.executor.run(world.session->jobs().run(world.granted.id, session::JobKind::restore));
            }),
            "board.verify_failed");
  world.serial.on_step = nullptr;
  world.executor.run_for(30s);
  world.provision(world.granted.id);
  EXPECT_TRUE(world.seen().jobs().current().result->changed) << "the board is still in the vendor's sandbox";
  EXPECT_EQ(world.seen().facts().endpoint, endpoint);
}

TEST(AfterAFailure, ABoardUnpluggedWhileWifiWasSentIsNotReportedAsAlreadyProvisioned) {
  World world;
  const support::Granted granted = world.grant_board();
  const session::BoardSession& seen = *world.session->devices().find(granted.id);
  world.executor.run(world.session->jobs().set_wifi(
      granted.id, {{"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")}}));
  world.serial.fault = support::SerialFault::disconnected;
  world.serial.on_step = [&](Direction direction, std::span<std::byte>) {
    const bool sends = world.status_of(granted.id, StepName::send_wifi) == StepStatus::running;
    if (sends && direction == Direction::out && !world.serial.at) world.serial.at = world.serial.steps;
  };
  EXPECT_EQ(code_of([&] { world.provision(granted.id); }), "serial.disconnected");
  EXPECT_EQ(world.status_of(granted.id, StepName::send_wifi), StepStatus::failed);
  world.stop_sabotage();
  world.session->devices().board_gone(granted.id);
  world.session->devices().debugger_gone(granted.tool);
  granted.board.replug();
  world.executor.run_for(10s);
  world.grant_debugger(granted.board);
  EXPECT_EQ(world.grant_port(granted.board), granted.id);
  // The user now keeps the board's saved network, so that nothing is left to do.
  world.executor.run(world.session->jobs().set_wifi(granted.id, std::nullopt));
  world.provision(granted.id);
  EXPECT_EQ(seen.jobs().current().status, JobStatus::done);
  EXPECT_TRUE(seen.jobs().current().result->changed);
  // A third run has nothing to do.
  world.provision(granted.id);
  EXPECT_FALSE(seen.jobs().current().result->changed);
}

/// The program may be spoiled, although it was verified: somebody may have dropped another one on the drive.
TEST(AfterAFailure, AProgramThatDidNotAnswerIsWrittenAgain) {
  World world;
  const support::Granted granted = world.grant_board();
  world.serial.fault = support::SerialFault::silence;
  world.serial.lasting = true;
  world.serial.on_step = [&](Direction, std::span<std::byte>) {
    const bool restarts = world.status_of(granted.id, StepName::restart) == StepStatus::running;
    if (restarts && !world.serial.at) world.serial.at = world.serial.steps;
  };
  EXPECT_EQ(code_of([&] { world.provision(granted.id); }), "board.demo_no_answer");
  world.serial.on_step = nullptr;
  world.stop_sabotage();
  world.provision(granted.id);
  EXPECT_EQ(world.status_of(granted.id, StepName::program_demo), StepStatus::done);
}

}  // namespace
