// Tests devices that are attached, lost and attached again while a job runs on them: the job ends by itself,
// and nothing that it uses is destroyed before the job ends.
#include <gtest/gtest.h>

#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using provision::CertificateChoice;
using session::JobStatus;
using support::code_of;
using World = support::SessionWorld;

template <class T>
base::Spawned start_beside(World& world, base::task<T> work, std::string& ended) {
  return base::spawn<T>(world.executor, std::move(work), [&ended](base::Outcome<T> outcome) {
    ended = code_of([&] { std::move(outcome).get(); });
    if (ended.empty()) ended = "ok";
  });
}

/// A second device with the same serial number, as when the browser reports a debugger as new without having
/// reported that the previous one was unplugged.
simulation::VirtualBoard& add_twin(World& world, const simulation::VirtualBoard& board) {
  simulation::VirtualBoard::Options options;
  options.state = simulation::manufacture(world.random, FirmwareRole::demo);
  options.state->usb_serial_number = board.state().usb_serial_number;
  return world.add_board(std::move(options));
}

TEST(ADebuggerWithAKnownSerialNumber, MayBeAttachedAtAnyMomentOfAJob) {
  for (auto moment = 100ms; moment < 20s; moment += 1300ms) {
    SCOPED_TRACE(moment.count());
    World world;
    const support::Granted granted = world.grant_board();
    simulation::VirtualBoard& twin = add_twin(world, granted.board);
    std::string provisioned;
    std::string attached;
    const auto job = start_beside(world, world.session->jobs().provision(granted.id, CertificateChoice::keep),
                                  provisioned);
    world.executor.run_for(moment);
    const auto attaching = start_beside<int>(
        world, world.session->devices().attach_debugger(world.debugger_of(twin), session::World::simulated),
        attached);
    world.executor.run_for(60s);
    EXPECT_EQ(provisioned, "ok");
    EXPECT_EQ(attached, "ok");
    EXPECT_EQ(world.session->devices().find(granted.id)->jobs().current().status, JobStatus::done);
    EXPECT_EQ(world.session->devices().debuggers().size(), 1U) << "both are one debugger";
    EXPECT_EQ(world.session->devices().debuggers().front()->id(), granted.tool);
  }
}

TEST(ADebuggerWithAKnownSerialNumber, MayBeAttachedWhileItsBoardIsInspected) {
  for (auto moment = 100ms; moment < 20s; moment += 1700ms) {
    SCOPED_TRACE(moment.count());
    World world;
    const support::Granted granted = world.grant_board();
    simulation::VirtualBoard& twin = add_twin(world, granted.board);
    std::string inspected;
    std::string attached;
    const auto job =
        start_beside(world, world.session->jobs().run(granted.id, session::JobKind::inspect), inspected);
    world.executor.run_for(moment);
    const auto attaching = start_beside<int>(
        world, world.session->devices().attach_debugger(world.debugger_of(twin), session::World::simulated),
        attached);
    world.executor.run_for(60s);
    EXPECT_EQ(inspected, "ok");
    EXPECT_EQ(attached, "ok");
    EXPECT_EQ(granted.board.state().firmware(), FirmwareRole::demo);
  }
}

TEST(ADebugger, MayBeForgottenAtAnyMomentOfAJob) {
  for (auto moment = 100ms; moment < 20s; moment += 1700ms) {
    SCOPED_TRACE(moment.count());
    World world;
    const support::Granted granted = world.grant_board();
    std::string provisioned;
    const auto job = start_beside(world, world.session->jobs().provision(granted.id, CertificateChoice::keep),
                                  provisioned);
    world.executor.run_for(moment);
    world.executor.run(world.session->devices().forget_debugger(granted.tool));
    world.executor.run_for(60s);
    EXPECT_NE(provisioned, "") << "the job hangs";
    EXPECT_TRUE(world.session->devices().debuggers().empty());
  }
}

TEST(ADebugger, ReturnsUnderItsOldIdIfItIsLostWithoutAnEvent) {
  World world;
  const support::Granted granted = world.grant_board();
  world.hid.on_strike = {};  // its HID device alone
  world.hid.fault = support::HidFault::unplugged;
  world.hid.at = world.hid.steps + 1400;
  EXPECT_EQ(code_of([&] { world.provision(granted.id); }), "hid.disconnected");
  ASSERT_EQ(world.session->devices().debuggers().size(), 1U);
  EXPECT_EQ(world.session->devices().debuggers().front()->status(), session::DeviceStatus::gone);
  world.stop_sabotage();
  EXPECT_EQ(world.grant_debugger(granted.board), granted.tool);
  EXPECT_EQ(world.session->devices().debuggers().size(), 1U);
  world.provision(granted.id);
  EXPECT_EQ(world.session->devices().find(granted.id)->jobs().current().status, JobStatus::done);
}

TEST(TheAccount, MayBeSignedOutAtAnyMomentOfAJob) {
  for (auto moment = 100ms; moment < 20s; moment += 1700ms) {
    SCOPED_TRACE(moment.count());
    World world;
    const support::Granted granted = world.grant_board();
    std::string provisioned;
    const auto job = start_beside(world, world.session->jobs().provision(granted.id, CertificateChoice::keep),
                                  provisioned);
    world.executor.run_for(moment);
    world.session->sign_out();
    world.executor.run_for(60s);
    EXPECT_NE(provisioned, "") << "the job hangs";
  }
}

}  // namespace
