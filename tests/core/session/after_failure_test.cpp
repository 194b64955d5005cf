// What a second attempt says, and does, after a job that failed on the way.
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
  const session::BoardSession& seen() const { return *session->find(granted.id); }
  const support::Granted granted;
};

TEST(AfterAFailure, ABoardWhoseRestoreFailedAtVerificationIsProvisionedAgain) {
  WithProvisionedBoard world;
  const std::string endpoint = world.seen().endpoint();
  // The board is heard wrongly while the written store is read back.
  world.serial.on_step = [&](Direction direction, std::span<std::byte> bytes) {
    if (direction == Direction::in &&
        world.status_of(world.granted.id, StepName::verify_store) == StepStatus::running)
      for (std::byte& byte : bytes) byte = byte == std::byte{'3'} ? std::byte{'4'} : byte;
  };
  EXPECT_EQ(code_of([&] { world.executor.run(world.session->restore(world.granted.id)); }),
            "board.verify_failed");
  world.serial.on_step = nullptr;
  world.executor.run_for(30s);
  world.provision(world.granted.id);
  EXPECT_TRUE(world.seen().job().result->changed) << "the board is still in the vendor's sandbox";
  EXPECT_EQ(world.seen().endpoint(), endpoint);
}

}  // namespace
