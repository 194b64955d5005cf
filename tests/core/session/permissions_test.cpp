// Tests that a job of a board asks first what the keys may do: what is denied stops it before the board is
// touched, and what is unknown does not.
#include <algorithm>
#include <gtest/gtest.h>
#include <utility>

#include "provision/errors.hpp"
#include "session/snapshot.hpp"
#include "support/error_of.hpp"
#include "support/fake_iam.hpp"
#include "support/fake_stacks.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using aws::Need;
using aws::Purpose;
using provision::CertificateChoice;
using provision::MethodName;
using provision::StepName;
using provision::StepStatus;

class PermissionsWorld : public support::SessionWorld {
 public:
  explicit PermissionsWorld(std::set<std::string> denied = {}) {
    iam.actions = &actions;
    iam.owner = &owner;
    iam.denied = std::move(denied);
    http.instead = [this](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
      if (auto answer = stacks.answer(request)) return answer;
      if (request.url.find("probe-") != std::string::npos) ++probes;
      const bool is_sign_in =
          request.url.find("/endpoint?") != std::string::npos && !std::exchange(is_signed_in, true);
      return is_sign_in ? std::nullopt : iam.answer(request);
    };
  }
  /// The error of a job by this method; empty if it succeeds.
  std::string run(int id, MethodName method = MethodName::mar) {
    return support::code_of(
        [&] { executor.run(session->jobs().provision(id, CertificateChoice::keep, {}, method)); });
  }
  /// A parameter of the error that the page shows with the job.
  std::string param(const std::string& name) const {
    const auto jobs = session::snapshot(*session).jobs;
    if (jobs.empty() || !jobs.front().error) return {};
    return std::get<std::string>(jobs.front().error->params.at(name));
  }

  std::vector<aws::Action> actions = aws::actions_for({Purpose::provisioning, Purpose::registration});
  aws::Owner owner{aws::Region::parse("us-east-2"), simulation::Cloud::account(), "web-provisioner-*"};
  support::FakeIam iam;
  support::FakeStacks stacks;
  int probes = 0;             // harmless requests for things that do not exist
  bool is_signed_in = false;  // also with keys to which an action of the sign-in is denied
};

std::vector<aws::Action> needed(Need need) {
  std::vector<aws::Action> actions = aws::actions_for({Purpose::provisioning});
  std::erase_if(actions, [need](const aws::Action& action) { return action.need != need; });
  return actions;
}

TEST(Permissions, EachThatIsDeniedStopsTheJobBeforeTheBoardIsTouched) {
  for (const bool by_simulation : {true, false}) {
    for (const aws::Action& action : needed(Need::always)) {
      SCOPED_TRACE(action.name());
      PermissionsWorld world({action.name()});
      world.iam.may_simulate = by_simulation;
      const support::Granted granted = world.grant_board();
      const int reports = world.hid.steps;
      EXPECT_EQ(world.run(granted.id), provision::permissions_missing.name());
      EXPECT_EQ(world.hid.steps, reports) << "the debugger was used";
      EXPECT_EQ(granted.board.state().firmware(), board::FirmwareRole::demo);
      EXPECT_TRUE(world.http.certificates.empty());
      EXPECT_EQ(world.status_of(granted.id, StepName::check_account), StepStatus::failed);
      EXPECT_EQ(world.param("actions"), action.name());
      EXPECT_EQ(world.param("statement"), aws::policy_for({action}, world.owner));
    }
  }
}

TEST(Permissions, ThatNoNewBoardNeedsDoNotStopTheJob) {
  std::set<std::string> denied;
  for (const aws::Action& action : needed(Need::seldom)) denied.insert(action.name());
  ASSERT_FALSE(denied.empty());
  PermissionsWorld world(denied);
  const int id = world.grant_board().id;
  EXPECT_EQ(world.run(id), "");
}

TEST(Permissions, ToSetUpTheAccountAreNeededUntilItIsSetUp) {
  PermissionsWorld world({"iot:CreatePolicy"});
  const int id = world.grant_board().id;
  EXPECT_EQ(world.run(id), provision::permissions_missing.name());
  const aws::Client::Dependencies dependencies{world.cloud.http(), world.clock, world.random, world.log};
  aws::Client colleague(dependencies, aws::Region::parse("us-east-2"), support::World::keys());
  provision::Account account;
  account.identity.account = simulation::Cloud::account();
  world.executor.run(provision::create_policy(colleague, account));
  EXPECT_EQ(world.run(id), "");
}

TEST(Permissions, OfTheStackAreNotNeededInAnAccountThatRegistersBoards) {
  PermissionsWorld world;
  const int id = world.grant_board().id;
  world.executor.run(world.session->authority().files());
  world.iam.denied = {"cloudformation:CreateStack", "iam:CreateRole"};
  EXPECT_EQ(world.run(id, MethodName::jitr), provision::permissions_missing.name());
  EXPECT_EQ(world.param("actions"), "cloudformation:CreateStack, iam:CreateRole");
  world.iam.denied.clear();
  EXPECT_EQ(world.run(id, MethodName::jitr), "");
  world.sign_in();  // what the last job has found is forgotten with the account
  world.iam.denied = {"cloudformation:CreateStack", "iam:CreateRole"};
  EXPECT_EQ(world.run(id, MethodName::jitr), "");
}

TEST(Permissions, AreAskedForAgainOnceTheyWereGranted) {
  PermissionsWorld world({"iot:CreateThing"});
  const int id = world.grant_board().id;
  world.executor.run(world.session->jobs().set_wifi(id, std::nullopt));
  EXPECT_EQ(world.run(id), provision::permissions_missing.name());
  EXPECT_EQ(world.session->next(), session::NextAction::proceed);
  world.iam.denied.clear();
  EXPECT_EQ(world.run(id), "");
}

TEST(Permissions, AreAskedForAtTheSignInIfASimulationSuffices) {
  PermissionsWorld world;
  const int id = world.grant_board().id;
  world.executor.run_for(2s);
  const int simulations = world.iam.simulations;
  EXPECT_GT(simulations, 0);
  EXPECT_EQ(world.probes, 0);
  EXPECT_EQ(world.run(id), "");
  EXPECT_EQ(world.iam.simulations, simulations) << "no job waits for it again";
}

/// Under AddressSanitizer, this also shows that what the check holds lives as long as the check.
TEST(Permissions, MayBeAskedForWhileThePageIsClosed) {
  PermissionsWorld world;
  world.sign_in();
  ASSERT_EQ(world.session->account().status(), session::AccountStatus::good);
  ASSERT_FALSE(world.session->account_jobs().permissions()) << "the check has ended already";
  world.session.reset();
  world.executor.run_for(1min);
  EXPECT_FALSE(world.executor.has_timer());
}

TEST(Permissions, AreAskedForByHarmlessRequestsAtTheSignInOnly) {
  PermissionsWorld world;
  world.iam.may_simulate = false;
  const int id = world.grant_board().id;
  world.executor.run_for(2s);
  const int probes = world.probes;
  EXPECT_GT(probes, 0);
  EXPECT_EQ(world.run(id), "");
  EXPECT_EQ(world.probes, probes) << "no job waits for them again";
}

TEST(Permissions, ThatAreUnknownDoNotStopTheJob) {
  PermissionsWorld world;
  const int id = world.grant_board().id;
  const auto decide = std::move(world.http.instead);
  world.http.instead = [&](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
    if (request.url.find("//iam.") != std::string::npos || request.url.find("probe-") != std::string::npos)
      return ports::HttpResponse{429, {}, R"({"message":"Rate exceeded"})"};
    return decide(request);
  };
  EXPECT_EQ(world.run(id), "");
}

}  // namespace
