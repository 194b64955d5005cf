// What comes next where boards, accounts and jobs cross each other.
#include <gtest/gtest.h>

#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using provision::CertificateChoice;
using session::JobStatus;
using session::NextAction;
using simulation::FirmwareKind;
using support::code_of;
using World = support::SessionWorld;

template <class T>
base::Spawned start(World& world, base::task<T> work, std::string& ended) {
  return base::spawn<T>(world.executor, std::move(work), [&ended](base::Outcome<T> outcome) {
    ended = code_of([&] { std::move(outcome).get(); });
    if (ended.empty()) ended = "well";
  });
}

void sign_in_to(World& world, std::string_view region) {
  world.executor.run(world.session->sign_in(World::keys(), aws::Region::parse(region), true));
}

/// A board that has been provisioned by its debugger and sends.
struct Live : World {
  Live() : board(add_board(FirmwareKind::demo)) {
    executor.run_for(10s);
    id = grant_port(board);
    grant_debugger(board);
    sign_in();
    executor.run(
        session->set_wifi(id, board::WifiNetwork{"home", board::WifiSecurity::open, base::Secret()}));
    provision(id);
    executor.run_for(30s);
  }
  simulation::VirtualBoard& board;
  int id = 0;
};

/// Without its debugger.
struct ByHand : World {
  ByHand() : board(add_board(FirmwareKind::provisioning)) {
    executor.run_for(2s);
    id = grant_port(board);
    sign_in();
  }
  const session::Job& job() const { return session->find(id)->job(); }
  simulation::VirtualBoard& board;
  int id = 0;
};

TEST(NextStep, OfABoardThatIsLiveIsNoneUntilItIsToBeProvisionedAgain) {
  Live world;
  EXPECT_EQ(world.session->next(), NextAction::none);
  world.executor.run(world.session->plan(world.id, CertificateChoice::renew));
  EXPECT_EQ(world.session->next(), NextAction::provision);
  world.executor.run(world.session->provision(world.id, CertificateChoice::renew));
  world.executor.run_for(30s);
  EXPECT_EQ(world.session->next(), NextAction::none);
}

TEST(NextStep, OfASecondBoardIsItsOwnWhileTheFirstIsLive) {
  Live world;
  auto& second = world.add_board(FirmwareKind::provisioning);
  world.executor.run_for(2s);
  world.grant_port(second);
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.session->select_board(world.id);
  EXPECT_EQ(world.session->next(), NextAction::none);
}

TEST(NextStep, AfterALookInsideIsWhatItWasBefore) {
  ByHand world;
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.executor.run(world.session->inspect(world.id));
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.provision(world.id);
  EXPECT_EQ(world.session->next(), NextAction::load_demo_firmware);
  world.executor.run(world.session->inspect(world.id));
  EXPECT_EQ(world.session->next(), NextAction::load_demo_firmware);
}

TEST(NextStep, OfABoardAsItWasDeliveredIsTheDemoFirmware) {
  ByHand world;
  world.executor.run(world.session->restore(world.id));
  EXPECT_EQ(world.session->next(), NextAction::load_demo_firmware);
}

TEST(OtherAccount, APlanIsNotCarriedOutInIt) {
  ByHand world;
  world.executor.run(world.session->plan(world.id, CertificateChoice::keep));
  EXPECT_EQ(world.session->next(), NextAction::provision);
  sign_in_to(world, "us-east-2");
  EXPECT_EQ(world.job().status, JobStatus::planned) << "the same account";
  sign_in_to(world, "eu-west-1");
  EXPECT_EQ(world.session->next(), NextAction::plan);
  world.provision(world.id);
  EXPECT_EQ(world.job().result->endpoint, world.session->account().account().endpoint);
  EXPECT_NE(world.job().result->certificate_arn.find(":eu-west-1:"), std::string::npos);
}

TEST(OtherAccount, AResultDoesNotCountInIt) {
  ByHand world;
  world.provision(world.id);
  world.session->sign_out();
  EXPECT_EQ(world.job().status, JobStatus::done) << "it can still be read";
  sign_in_to(world, "eu-west-1");
  EXPECT_EQ(world.job().status, JobStatus::none);
  EXPECT_EQ(world.session->next(), NextAction::plan);
}

TEST(SigningIn, EndsNoWorkThatNeedsNoKeys) {
  ByHand world;
  std::string restored;
  const auto restoring = start(world, world.session->restore(world.id), restored);
  world.executor.run_for(100ms);
  sign_in_to(world, "us-east-2");
  world.executor.run_for(30s);
  EXPECT_EQ(restored, "well");

  std::string identified;
  const auto identifying = start(world, world.session->identify_again(world.id), identified);
  world.executor.run_for(1ms);
  world.session->sign_out();
  world.executor.run_for(30s);
  EXPECT_EQ(identified, "well");
}

TEST(SigningOut, EndsProvisioning) {
  ByHand world;
  std::string provisioned;
  const auto job = start(world, world.session->provision(world.id, CertificateChoice::keep), provisioned);
  world.executor.run_for(300ms);
  world.session->sign_out();
  world.executor.run_for(1s);
  EXPECT_EQ(provisioned, base::cancelled.name());
}

TEST(SigningOut, DropsAListOfThingsThatIsStillOnItsWay) {
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

TEST(BoardBack, WaitsForWhoeverUsesItsOldPort) {
  World world;
  auto& a = world.add_board(FirmwareKind::demo);
  auto& b = world.add_board(FirmwareKind::demo);
  world.executor.run_for(10s);
  world.grant_port(a);
  const int second = world.grant_port(b);
  std::string paired;
  std::string back;
  const auto pairing = start(world, world.session->attach_debugger(world.debugger_of(a), true), paired);
  world.executor.run_for(1s);
  b.unplug();
  world.session->board_gone(second);
  world.executor.run_for(50ms);
  b.replug();
  const auto returning = start(world, world.session->board_back(second, world.port_of(b)), back);
  world.executor.run_for(60s);
  EXPECT_EQ(paired, "well");
  EXPECT_EQ(back, "well");
}

}  // namespace
