// Tests what happens to the certificates that a board was delivered with, and to those that are replaced.
#include <algorithm>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "provision/errors.hpp"
#include "state/json.hpp"
#include "support/session_world.hpp"

namespace {

using board::FirmwareRole;
using provision::CertificateChoice;
using namespace std::chrono_literals;
using provision::StepName;
using provision::StepStatus;
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
  const session::BoardSession& seen = *world.session->devices().find(id);
  world.executor.run(world.session->jobs().run(id, session::JobKind::restore));
  world.executor.run(world.session->jobs().run(id, session::JobKind::inspect));
  const auto& found = seen.jobs().findings().inspection;
  EXPECT_EQ(found->secure_element.part, name(GetParam()));
  EXPECT_TRUE(found->warnings.empty());
  EXPECT_EQ(found->certificates.size(), 2U);
  EXPECT_EQ(state::json_text(found->certificates), state::json_text(found->delivered_certificates));
  EXPECT_EQ(found->certificates[0].chain_ok, true);
  EXPECT_EQ(found->key_matches, true);

  world.sign_in();
  world.executor.run(world.session->jobs().plan(id, CertificateChoice::keep));
  EXPECT_TRUE(seen.jobs().current().plan->warnings.empty());
  EXPECT_EQ(seen.jobs().current().plan->board.front().action, provision::PlanAction::replace);
  world.provision(id);
  EXPECT_NE(base::to_hex(seen.jobs().current().result->chain->device.serial_number()),
            found->delivered_certificates[0].serial_number);
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
    world.executor.run(world.session->jobs().provision(id, CertificateChoice::renew));
    const std::vector<provision::Step> steps = world.session->devices().find(id)->jobs().progress().steps();
    return std::any_of(steps.begin(), steps.end(),
                       [](const provision::Step& step) { return step.name == StepName::clean_up; });
  };
  EXPECT_FALSE(cleans_up("us-east-2")) << "no older certificate exists yet";
  EXPECT_TRUE(cleans_up("us-east-2"));
  EXPECT_FALSE(cleans_up("eu-west-1")) << "the older ones are in the other region";
}

/// What AWS refuses of the removal of an old certificate.
struct RefusedRemoval {
  const char* method;
  const char* address;
  /// An inactive certificate is surely not the one that the board uses, so it is removed without reading the
  /// board.
  bool goes_once_permitted;
};

/// A board whose renewal has left the old certificate in the account.
struct WithOldCertificate : World {
  explicit WithOldCertificate(const RefusedRemoval& removal) : granted(grant_board()) {
    provision(granted.id);
    executor.run_for(30s);
    http.instead = [removal](const ports::HttpRequest& request) {
      std::optional<ports::HttpResponse> refusal;
      if (request.method == removal.method && request.url.find(removal.address) != std::string::npos)
        refusal = ports::HttpResponse{403, {}, R"({"message":"User is not authorized to perform this"})"};
      return refusal;
    };
    executor.run(session->jobs().provision(granted.id, CertificateChoice::renew));
    executor.run_for(30s);
  }
  const session::BoardSession& seen() const { return *session->devices().find(granted.id); }
  const support::Granted granted;
};

TEST(Certificates, DoNotMakeEachClickProgramTheBoardIfAwsRefusesToRemoveThem) {
  for (const RefusedRemoval& row :
       {RefusedRemoval{"DELETE", "/certificates/", true}, RefusedRemoval{"DELETE", "/principals", true},
        RefusedRemoval{"PUT", "newStatus=INACTIVE", false}}) {
    SCOPED_TRACE(row.address);
    WithOldCertificate world(row);
    ASSERT_EQ(world.http.certificates.size(), 2U) << "the refusal did not happen";
    EXPECT_EQ(world.seen().jobs().findings().warnings.size(), 1U);
    for (int click = 0; click < 2; ++click) {
      world.provision(world.granted.id);
      EXPECT_EQ(world.status_of(world.granted.id, StepName::program_provisioning), StepStatus::already);
      EXPECT_FALSE(world.seen().jobs().current().result->changed);
      ASSERT_EQ(world.seen().jobs().findings().warnings.size(), 1U);
      EXPECT_TRUE(world.seen().jobs().findings().warnings[0].is(provision::old_certificate_left));
    }
    world.http.instead = nullptr;
    world.provision(world.granted.id);
    EXPECT_EQ(world.status_of(world.granted.id, StepName::program_provisioning), StepStatus::already);
    EXPECT_EQ(world.seen().jobs().current().result->changed, row.goes_once_permitted);
    EXPECT_EQ(world.seen().jobs().findings().warnings.size(), row.goes_once_permitted ? 0U : 1U);
    EXPECT_EQ(world.http.certificates.size(), row.goes_once_permitted ? 1U : 2U);
  }
}

}  // namespace
