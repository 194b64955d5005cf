// Tests the check of permissions against the simulated cloud, with an IAM in front of it that refuses chosen
// actions: by simulation, by harmless requests, and with temporary keys.
#include "provision/preflight.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "aws/probes.hpp"
#include "support/fake_iam.hpp"
#include "support/world.hpp"

namespace {

using aws::Layer;
using aws::Purpose;
using aws::Verdict;

constexpr auto purposes = {Purpose::provisioning, Purpose::registration, Purpose::watching, Purpose::clean_up,
                           Purpose::users};

class PreflightWorld : public support::World {
 public:
  explicit PreflightWorld(aws::Credentials credentials = keys())
      : client({http, clock, random, log}, aws::Region::parse("us-east-2"), std::move(credentials)) {
    account.identity.account = simulation::Cloud::account();
    account.identity.arn = "arn:aws:iam::000000000000:user/simulated";
    account.identity.kind = aws::IdentityKind::user;
    iam.owner = &owner;
    iam.actions = &checked;
    http.instead = [this](const ports::HttpRequest& request) { return iam.answer(request); };
  }
  provision::Permissions check(Purpose purpose) {
    checked = aws::actions_for({purpose});
    return executor.run(provision::check_permissions(client, random, account, purpose, "page-*"));
  }

  aws::Client client;
  provision::Account account;
  aws::Owner owner{aws::Region::parse("us-east-2"), simulation::Cloud::account(), "page-*"};
  std::vector<aws::Action> checked;
  support::FakeIam iam;
};

std::set<std::string> with(const provision::Permissions& found, Verdict verdict) {
  std::set<std::string> names;
  for (const aws::Decision& decision : found.decisions)
    if (decision.verdict == verdict) names.insert(decision.action);
  return names;
}

bool has_probe(const aws::Action& action) {
  const aws::Owner owner{aws::Region::parse("us-east-2"), "000000000000", "page-*"};
  return aws::harmless_request(action, owner, "N").has_value();
}

TEST(Preflight, BySimulationNamesExactlyTheRefusedAction) {
  for (const Purpose purpose : purposes) {
    for (const aws::Action& action : aws::actions_for({purpose})) {
      PreflightWorld world;
      world.iam.denied = {action.name()};
      const provision::Permissions found = world.check(purpose);
      EXPECT_EQ(with(found, Verdict::denied), world.iam.denied);
      EXPECT_TRUE(with(found, Verdict::unknown).empty());
      if (!found.has_old_guide_policy) {
        EXPECT_EQ(found.missing_policy, aws::policy_for({action}, world.owner));
      }
      EXPECT_EQ(world.iam.probes, 0) << "a simulation of a user's own keys needs no requests";
    }
  }
}

TEST(Preflight, ByHarmlessRequestsNamesExactlyTheRefusedActionOrCallsItUnknown) {
  for (const Purpose purpose : purposes) {
    for (const aws::Action& action : aws::actions_for({purpose})) {
      PreflightWorld world;
      world.iam.may_simulate = false;
      world.iam.denied = {action.name()};
      const provision::Permissions found = world.check(purpose);
      const std::set<std::string> expected = has_probe(action) ? world.iam.denied : std::set<std::string>();
      EXPECT_EQ(with(found, Verdict::denied), expected) << action.name();
      std::set<std::string> unknown;
      for (const aws::Action& one : world.checked)
        if (!has_probe(one)) unknown.insert(one.name());
      EXPECT_EQ(with(found, Verdict::unknown), unknown) << action.name();
    }
  }
}

TEST(Preflight, LeavesTheAccountUnchanged) {
  PreflightWorld world;
  world.iam.may_simulate = false;
  aws::IotClient iot(world.client);
  for (const Purpose purpose : purposes) world.check(purpose);
  EXPECT_TRUE(world.executor.run(iot.list_things()).empty());
  EXPECT_TRUE(world.executor.run(iot.list_policies()).empty());
  EXPECT_TRUE(world.http.certificates.empty());
}

TEST(Preflight, KeepsAnExistingPolicy) {
  PreflightWorld world;
  world.iam.may_simulate = false;
  world.executor.run(provision::create_policy(world.client, world.account));
  for (const Purpose purpose : purposes) world.check(purpose);
  EXPECT_EQ(world.executor.run(provision::check_policy(world.client, world.account)),
            provision::PolicyState::present);
}

TEST(Preflight, ChecksTemporaryKeysByRequestsBecauseOfTheirSessionPolicies) {
  aws::Credentials temporary = support::World::keys();
  temporary.session_token = base::Secret("a token");
  PreflightWorld world(std::move(temporary));
  world.iam.passes_on = false;  // the simulated cloud knows no temporary keys
  const provision::Permissions found = world.check(Purpose::watching);
  EXPECT_GT(world.iam.simulations, 0);
  EXPECT_GT(world.iam.probes, 0);
  // A simulation alone is no proof, and MQTT has no harmless request.
  EXPECT_TRUE(with(found, Verdict::unknown).count("iot:Connect"));
  EXPECT_TRUE(with(found, Verdict::allowed).count("iot:ListThings"));
}

TEST(Preflight, SaysWhichPoliciesRefuse) {
  PreflightWorld world;
  world.iam.denied = {"iot:CreateThing"};
  world.iam.layer = "boundary";
  const auto layer_of = [](const provision::Permissions& found) {
    for (const aws::Decision& decision : found.decisions)
      if (decision.verdict == Verdict::denied) return decision.layer;
    return Layer::unknown;
  };
  EXPECT_EQ(layer_of(world.check(Purpose::provisioning)), Layer::boundary);
  world.iam.may_simulate = false;
  world.iam.layer = "no session policy allows";
  EXPECT_EQ(layer_of(world.check(Purpose::provisioning)), Layer::session_policy);
  world.iam.layer = "no permissions boundary allows";
  EXPECT_EQ(layer_of(world.check(Purpose::provisioning)), Layer::boundary);
}

TEST(Preflight, RecognisesAnOlderPolicyOfTheGuide) {
  PreflightWorld world;
  world.iam.denied = {"iam:GetRolePolicy", "lambda:RemovePermission"};
  const provision::Permissions found = world.check(Purpose::registration);
  EXPECT_TRUE(found.has_old_guide_policy);
  EXPECT_EQ(found.missing_policy, aws::guide_policy());
  world.iam.denied.insert("cloudformation:DescribeStackEvents");  // which the guide has never permitted
  EXPECT_FALSE(world.check(Purpose::registration).has_old_guide_policy);
  world.iam.denied = {"iot:CreateThing"};  // every version of the guide's policy permits it
  EXPECT_FALSE(world.check(Purpose::registration).has_old_guide_policy);
}

TEST(Preflight, TakesNoLongerThanSeconds) {
  PreflightWorld world;
  world.iam.may_simulate = false;
  for (const aws::Action& action : aws::all_actions()) world.iam.denied.insert(action.name());
  const base::Instant start = world.executor.now();
  world.check(Purpose::provisioning);
  EXPECT_LT(world.executor.now() - start, std::chrono::seconds(5));
}

TEST(Preflight, CallsAnActionUnknownWhileAwsDoesNotDecide) {
  PreflightWorld world;
  world.iam.may_simulate = false;
  world.checked = aws::actions_for({Purpose::provisioning});
  world.http.instead = [&](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
    if (request.url.find("/things/") != std::string::npos && request.method == "POST")
      return ports::HttpResponse{500, {}, R"({"message":"Internal failure"})"};
    if (request.url.find("/cert") != std::string::npos)
      return ports::HttpResponse{429, {}, R"({"message":"Rate exceeded"})"};
    return world.iam.answer(request);
  };
  const base::Instant start = world.executor.now();
  const auto found = world.executor.run(provision::check_permissions(
      world.client, world.random, world.account, Purpose::provisioning, "page-*"));
  EXPECT_LT(world.executor.now() - start, std::chrono::seconds(10));
  EXPECT_TRUE(with(found, Verdict::denied).empty());
  const auto unknown = with(found, Verdict::unknown);
  EXPECT_TRUE(unknown.count("iot:CreateThing"));
  EXPECT_TRUE(unknown.count("iot:DescribeCertificate"));
  EXPECT_TRUE(with(found, Verdict::allowed).count("iot:GetPolicy"));
}

}  // namespace
