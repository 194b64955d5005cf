// Tests what happens to the certificates that a board was delivered with, and to those that are replaced.
#include <algorithm>
#include <gtest/gtest.h>

#include "support/session_world.hpp"

namespace {

using board::FirmwareRole;
using provision::CertificateChoice;
using provision::StepName;
using World = support::SessionWorld;

class EveryPart : public testing::TestWithParam<board::PartType> {};

TEST_P(EveryPart, IsRestoredAndThenPassesTheInspection) {
  World world;
  simulation::VirtualBoard::Options options;
  options.state = simulation::manufacture(world.random, FirmwareRole::provisioning);
  options.state->secure_element = simulation::SecureElement::manufacture(world.random, GetParam());
  auto& board = world.add_board(std::move(options));
  world.executor.run_for(std::chrono::seconds(2));
  const int id = world.grant_port(board);
  const session::BoardSession& seen = *world.session->find(id);
  world.executor.run(world.session->restore(id));
  world.executor.run(world.session->inspect(id));
  const auto& found = seen.inspection();
  EXPECT_EQ(found->part, GetParam());
  EXPECT_TRUE(found->board.warnings.empty());
  ASSERT_TRUE(found->delivered);
  ASSERT_EQ(found->certificates.size(), 2U);
  EXPECT_EQ(found->certificates[0], found->delivered->device);
  EXPECT_EQ(found->certificates[1], found->delivered->signer);

  world.sign_in();
  world.executor.run(world.session->plan(id, CertificateChoice::keep));
  EXPECT_TRUE(seen.job().plan->warnings.empty());
  EXPECT_EQ(seen.job().plan->board.front().action, provision::PlanAction::replace);
  world.provision(id);
  EXPECT_NE(seen.job().result->chain->device, found->delivered->device);
}

INSTANTIATE_TEST_SUITE_P(Certificates, EveryPart,
                         testing::Values(board::PartType::mah1h, board::PartType::mah4i,
                                         board::PartType::trust_and_go));

TEST(Certificates, AreRemovedFromTheAccountByARenewal) {
  World world;
  auto& board = world.add_board(FirmwareRole::provisioning);
  world.executor.run_for(std::chrono::seconds(2));
  const int id = world.grant_port(board);
  const auto cleans_up = [&](std::string_view region) {
    world.executor.run(
        world.session->sign_in(World::keys(), aws::Region::parse(region), session::World::simulated));
    world.executor.run(world.session->provision(id, CertificateChoice::renew));
    const std::vector<provision::Step> steps = world.session->find(id)->progress().steps();
    return std::any_of(steps.begin(), steps.end(),
                       [](const provision::Step& step) { return step.name == StepName::clean_up; });
  };
  EXPECT_FALSE(cleans_up("us-east-2")) << "no older certificate exists yet";
  EXPECT_TRUE(cleans_up("us-east-2"));
  EXPECT_FALSE(cleans_up("eu-west-1")) << "the older ones are in the other region";
}

}  // namespace
