// Tests just-in-time registration on a virtual board and in the simulated cloud, up to the board's first
// connection.
#include "provision/jitr.hpp"

#include <gtest/gtest.h>

#include "pki/device.hpp"
#include "provision/errors.hpp"
#include "provision/jitr_authority.hpp"
#include "support/fake_stacks.hpp"
#include "support/mar_outcome.hpp"
#include "support/mar_world.hpp"

namespace {

using provision::AuthorityState;
using provision::CertificateChoice;
using provision::StepName;
using provision::StepStatus;
using support::error_of;
using support::MarWorld;

struct JitrWorld : MarWorld {
  JitrWorld() {
    method = &provision::jitr();
    http.instead = [this](const ports::HttpRequest& request) { return stacks.answer(request); };
  }
  AuthorityState authority() {
    const aws::Client::Dependencies dependencies{cloud.http(), clock, random, log};
    aws::Client client(dependencies, aws::Region::parse(region), keys());
    return executor.run(provision::find_authority(client, authorities->signer.certificate));
  }
  StepStatus status_of(StepName name) const {
    for (const provision::Step& step : last_steps) {
      if (step.name == name) return step.status;
    }
    return StepStatus::waiting;
  }
  /// Whether the board holds what AWS IoT asks for at its first connection, and the account holds nothing of
  /// it.
  void expect_ready() {
    const provision::Survey found = survey();
    ASSERT_TRUE(found.board.chain);
    EXPECT_EQ(found.board.chain->signer, authorities->signer.certificate);
    EXPECT_EQ(found.board.endpoint, found.account.endpoint);
    EXPECT_EQ(found.board.thing_name, pki::thing_name(found.board.chain->device));
    EXPECT_EQ(found.policy, provision::PolicyState::present);
    EXPECT_FALSE(found.registration->registered()) << "AWS IoT registers it at the first connection";
    EXPECT_FALSE(found.registration->thing_exists) << "the function creates it";
    EXPECT_EQ(unfinished(), 0U);
    EXPECT_EQ(stacks.status, "CREATE_COMPLETE");
    EXPECT_EQ(authority(), AuthorityState::enabled);
  }

  support::FakeStacks stacks;
};

TEST(Jitr, PreparesTheAccountAndTheBoardAsDelivered) {
  JitrWorld world;
  const provision::ProvisioningResult result = world.provision();
  EXPECT_TRUE(result.changed);
  EXPECT_EQ(result.thing_name.size(), 40U);
  EXPECT_EQ(world.stacks.creations, 1);
  EXPECT_TRUE(world.http.certificates.empty());
  for (const StepName step : {StepName::create_stack, StepName::register_authority, StepName::write_store})
    EXPECT_EQ(world.status_of(step), StepStatus::done) << name(step);
  world.expect_ready();
}

TEST(Jitr, ASecondRunChangesNothing) {
  JitrWorld world;
  const provision::ProvisioningResult first = world.provision();
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  const int changes = world.http.changes;
  const provision::ProvisioningResult second = world.provision();
  EXPECT_FALSE(second.changed);
  EXPECT_EQ(second.certificate_id, first.certificate_id);
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
  EXPECT_EQ(world.http.changes, changes);
  EXPECT_EQ(world.stacks.creations, 1);
  for (const StepName step : {StepName::create_stack, StepName::register_authority, StepName::write_store})
    EXPECT_EQ(world.status_of(step), StepStatus::already) << name(step);
}

TEST(Jitr, ASecondRunAfterAReloadWithoutTheAuthorityChangesNothingEither) {
  JitrWorld world;
  world.provision();
  world.authorities.reset();
  EXPECT_FALSE(world.provision().changed);
  EXPECT_FALSE(world.authorities);
}

TEST(Jitr, KeepsTheRegistrationOfABoardThatMarHasProvisioned) {
  JitrWorld world;
  world.method = &provision::mar();
  const provision::ProvisioningResult by_mar = world.provision();
  world.method = &provision::jitr();
  EXPECT_EQ(world.provision().certificate_id, by_mar.certificate_id);
  support::expect_complete(world);
  EXPECT_EQ(world.authority(), AuthorityState::enabled) << "for the next boards";
}

TEST(Jitr, WritesNothingIfTheStackMustBeDeletedFirst) {
  JitrWorld world;
  world.stacks.status = "ROLLBACK_COMPLETE";
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(provision::stack_unusable)) << error.describe();
  EXPECT_EQ(error.param("step"), "check_account");
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
  EXPECT_EQ(world.http.changes, 0);
}

TEST(Jitr, AsksForTheAuthorityThatIssuedTheBoardsCertificate) {
  JitrWorld world;
  world.method = &provision::mar();
  world.provision();
  world.method = &provision::jitr();
  world.authorities.reset();  // the next run makes another one
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(provision::other_authority)) << error.describe();
  EXPECT_EQ(error.param("step"), "check_account") << "before anything is written";
}

TEST(Jitr, RenewsTheCertificateOfABoardThatHasNotConnectedYet) {
  JitrWorld world;
  const provision::ProvisioningResult first = world.provision();
  const provision::ProvisioningResult second = world.provision(CertificateChoice::renew);
  EXPECT_NE(second.certificate_id, first.certificate_id);
  EXPECT_EQ(second.thing_name, first.thing_name);
  world.expect_ready();
}

/// The requests of a run that succeeds.
int requests_of_a_run() {
  JitrWorld world;
  world.provision();
  return world.requests.steps;
}

TEST(EveryJitrRequest, MayFailAndTheNextRunCompletes) {
  const int requests = requests_of_a_run();
  ASSERT_GT(requests, 12);
  for (const support::HttpFault fault : {support::HttpFault::server_error, support::HttpFault::answer_lost}) {
    for (int step = 0; step < requests; ++step) {
      SCOPED_TRACE(std::string(name(fault)) + " at request " + std::to_string(step));
      JitrWorld world;
      world.requests.fault = fault;
      world.requests.at = step;
      EXPECT_FALSE(error_of(world).param("step").empty());
      world.stop_sabotage();
      world.provision();
      world.expect_ready();
      EXPECT_EQ(world.stacks.creations, 1);
    }
  }
}

}  // namespace
