// Tests just-in-time registration in a session, from the user's choice to the first message. The tests play
// the part of AWS IoT and of the function that registers a board.
#include <gtest/gtest.h>

#include "provision/register_board.hpp"
#include "session/errors.hpp"
#include "support/error_of.hpp"
#include "support/fake_stacks.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using provision::FirstConnectionState;
using provision::MethodName;
using provision::RegistrationEffect;
using provision::StepName;
using provision::StepStatus;

constexpr auto keep = provision::CertificateChoice::keep;

class RegistrationWorld : public support::SessionWorld {
 public:
  RegistrationWorld() {
    http.instead = [this](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
      if (is_pending && request.url.find("/certificates/") != std::string::npos) return pending();
      if (is_pending && request.url.find("/attached-policies/") != std::string::npos)
        return ports::HttpResponse{200, {}, R"({"policies":[]})"};
      return stacks.answer(request);
    };
  }
  /// A board with its debugger and its Wi-Fi settings, and an authority that the user has saved.
  int grant_ready_board() {
    const int id = grant_board().id;
    executor.run(session->jobs().set_wifi(
        id, board::WifiNetwork{"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")}));
    executor.run(session->authority().files());
    return id;
  }
  void provision_by(MethodName method, int id) {
    executor.run(session->jobs().provision(id, keep, session::PairingClaim::proved, method));
  }
  void plan_by(MethodName method, int id) { executor.run(session->jobs().plan(id, keep, method)); }
  const session::Job& job(int id) const { return session->devices().find(id)->jobs().current(); }
  provision::PlanAction action(int id, provision::AwsItem item) const {
    for (const provision::PlanItem& one : job(id).plan->aws)
      if (one.what == name(item)) return one.action;
    return provision::PlanAction::remove;
  }
  /// Does what the function does for a board whose certificate AWS IoT has seen.
  void run_function(int id) {
    const provision::ProvisioningResult& result = *job(id).result;
    const aws::Client::Dependencies dependencies{cloud.http(), clock, random, log};
    aws::Client client(dependencies, aws::Region::parse("us-east-2"), keys());
    provision::Progress progress(executor);
    executor.run(provision::register_board(client, log, progress, provision::Registration(), *result.chain,
                                           result.certificate_arn));
  }

  support::FakeStacks stacks;
  bool is_pending = false;

 private:
  static ports::HttpResponse pending() {
    const std::string id(64, 'a');
    const std::string arn = "arn:aws:iot:us-east-2:123456789012:cert/" + id;
    return {200,
            {},
            R"({"certificateDescription":{"certificateId":")" + id + R"(","certificateArn":")" + arn +
                R"(","status":"PENDING_ACTIVATION"}})"};
  }
};

TEST(Registration, IsRefusedWhileOnlyThisSessionHasTheAuthority) {
  RegistrationWorld world;
  const int id = world.grant_board().id;
  EXPECT_EQ(support::code_of([&] { world.provision_by(MethodName::jitr, id); }),
            session::authority_not_kept.name());
  EXPECT_EQ(world.http.changes, 0);
  EXPECT_NO_THROW(world.provision_by(MethodName::mar, id)) << "MAR does not need the authority again";
}

TEST(Registration, LastsUntilTheBoardHasConnectedAndEndsWithItsFirstMessage) {
  RegistrationWorld world;
  const int id = world.grant_ready_board();
  world.provision_by(MethodName::jitr, id);
  EXPECT_EQ(world.job(id).status, session::JobStatus::done);
  EXPECT_EQ(world.status_of(id, StepName::create_stack), StepStatus::done);
  EXPECT_EQ(world.status_of(id, StepName::register_authority), StepStatus::done);
  world.executor.run_for(10s);
  ASSERT_TRUE(world.job(id).registration);
  EXPECT_EQ(world.job(id).registration->state, FirstConnectionState::not_seen);
  EXPECT_EQ(world.status_of(id, StepName::first_connection), StepStatus::running);
  EXPECT_EQ(world.status_of(id, StepName::registration), StepStatus::waiting);
  EXPECT_EQ(world.session->devices().find(id)->status(), session::DeviceStatus::ready) << "the port is free";

  world.is_pending = true;
  world.executor.run_for(10s);
  EXPECT_EQ(world.job(id).registration->state, FirstConnectionState::seen);
  EXPECT_EQ(world.status_of(id, StepName::first_connection), StepStatus::done);
  EXPECT_EQ(world.status_of(id, StepName::registration), StepStatus::running);
  EXPECT_FALSE(world.job(id).registration->missing);
  world.executor.run_for(30s);
  EXPECT_EQ(world.job(id).registration->missing, RegistrationEffect::thing_type);

  world.is_pending = false;
  world.run_function(id);
  world.executor.run_for(30s);
  EXPECT_FALSE(world.job(id).registration);
  for (const StepName step : {StepName::first_connection, StepName::registration, StepName::first_message})
    EXPECT_EQ(world.status_of(id, step), StepStatus::done) << name(step);
}

TEST(Registration, NeedsNoPluggedInBoard) {
  RegistrationWorld world;
  const int id = world.grant_ready_board();
  world.provision_by(MethodName::jitr, id);
  world.session->devices().board_gone(id);
  world.run_function(id);
  world.executor.run_for(10s);
  EXPECT_FALSE(world.job(id).registration);
  EXPECT_EQ(world.status_of(id, StepName::registration), StepStatus::done);
}

TEST(Registration, IsStillAwaitedAfterTheUserHasSignedInAgain) {
  RegistrationWorld world;
  const int id = world.grant_ready_board();
  world.provision_by(MethodName::jitr, id);
  world.session->sign_out();
  world.run_function(id);
  world.executor.run_for(10s);
  EXPECT_TRUE(world.job(id).registration);
  world.sign_in();
  world.executor.run_for(30s);
  EXPECT_FALSE(world.job(id).registration);
  EXPECT_EQ(world.status_of(id, StepName::first_message), StepStatus::done);
}

TEST(Registration, EndsWithAWarningIfTheCertificateCannotBeRead) {
  RegistrationWorld world;
  const int id = world.grant_ready_board();
  world.provision_by(MethodName::jitr, id);
  world.http.instead = [](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
    if (request.url.find("/certificates/") == std::string::npos) return std::nullopt;
    return ports::HttpResponse{403, {}, R"({"message":"User is not authorized to perform this"})"};
  };
  world.executor.run_for(20s);
  EXPECT_FALSE(world.job(id).registration);
  EXPECT_EQ(world.status_of(id, StepName::first_connection), StepStatus::failed);
  EXPECT_EQ(world.session->devices().find(id)->jobs().findings().warnings.size(), 1U);
}

TEST(Registration, OfASilentBoardIsNotBlamedOnTheMissingThing) {
  RegistrationWorld world;
  support::Granted granted = world.grant_board();
  world.executor.run(world.session->authority().files());
  world.provision_by(MethodName::jitr, granted.id);
  world.executor.run_for(120s);
  const auto& diagnosis = world.session->devices().find(granted.id)->jobs().findings().diagnosis;
  ASSERT_TRUE(diagnosis);
  EXPECT_EQ(diagnosis->cause.code().name(), "diagnosis.not_connected");
}

TEST(Registration, ShowsThePartOfTheAccountInThePlanBeforeAnythingIsWritten) {
  RegistrationWorld world;
  auto& board = world.add_board(board::FirmwareRole::provisioning);
  world.executor.run_for(2s);
  const int id = world.grant_port(board);
  world.sign_in();
  world.plan_by(MethodName::jitr, id);
  using provision::AwsItem;
  using provision::PlanAction;
  for (const AwsItem item : {AwsItem::policy, AwsItem::stack, AwsItem::authority})
    EXPECT_EQ(world.action(id, item), PlanAction::create) << name(item);
  for (const AwsItem item : {AwsItem::certificate, AwsItem::thing, AwsItem::policy_attachment})
    EXPECT_EQ(world.action(id, item), PlanAction::later) << name(item);
  EXPECT_EQ(world.http.changes, 0);

  world.executor.run(world.session->authority().files());
  world.provision_by(MethodName::jitr, id);
  world.plan_by(MethodName::jitr, id);
  for (const AwsItem item : {AwsItem::policy, AwsItem::stack, AwsItem::authority})
    EXPECT_EQ(world.action(id, item), PlanAction::keep) << name(item);
  EXPECT_FALSE(world.job(id).plan->complete()) << "the board has not registered itself yet";
  world.plan_by(MethodName::mar, id);
  EXPECT_EQ(world.action(id, AwsItem::stack), PlanAction::remove) << "not in a plan of MAR";
  EXPECT_EQ(world.action(id, AwsItem::certificate), PlanAction::create);
}

TEST(Registration, OfABoardThatMarHasSetUpPreparesTheAccountAndAnotherRunChangesNothing) {
  RegistrationWorld world;
  const int id = world.grant_ready_board();
  world.provision_by(MethodName::mar, id);
  world.executor.run_for(30s);
  const std::string certificate = world.job(id).result->certificate_id;
  world.provision_by(MethodName::jitr, id);
  EXPECT_EQ(world.stacks.creations, 1);
  EXPECT_EQ(world.status_of(id, StepName::register_authority), StepStatus::done);
  EXPECT_EQ(world.job(id).result->certificate_id, certificate);
  world.executor.run_for(30s);
  EXPECT_FALSE(world.job(id).registration) << "MAR has registered the board";
  const int changes = world.http.changes;
  world.executor.run(world.session->jobs().set_wifi(id, std::nullopt));
  world.provision_by(MethodName::jitr, id);
  EXPECT_FALSE(world.job(id).result->changed);
  EXPECT_EQ(world.status_of(id, StepName::program_provisioning), StepStatus::already);
  EXPECT_EQ(world.http.changes, changes);
}

}  // namespace
