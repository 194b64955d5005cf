// MAR in special cases: unfinished work, refusals, damaged stores, two boards at once.
#include <algorithm>
#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "base/when_all.hpp"
#include "provision/errors.hpp"
#include "provision/mar.hpp"
#include "support/error_of.hpp"
#include "support/mar_outcome.hpp"
#include "support/mar_world.hpp"

namespace {

using provision::CertificateChoice;
using support::code_of;
using support::Direction;
using support::MarWorld;

/// Pulls the cable while the board is written, and plugs it in again.
void leave_unfinished(MarWorld& world) {
  MarWorld undisturbed;
  undisturbed.provision();
  world.serial.fault = support::SerialFault::disconnected;
  world.serial.at = undisturbed.serial.steps * 3 / 4;
  error_of(world);
  ASSERT_EQ(world.http.certificates.size(), 1U) << "registered while the board was written";
  world.plug_in();
}

TEST(MarInSpecialCases, ARenewalAfterUnfinishedWorkLeavesNoCertificateBehind) {
  MarWorld world;
  ASSERT_NO_FATAL_FAILURE(leave_unfinished(world));
  const provision::ProvisioningResult result = world.provision(CertificateChoice::renew);
  EXPECT_EQ(world.http.certificates, std::set<std::string>{result.certificate_id});
  expect_complete(world);
}

/// Within the hour, the same certificate is issued again: it must not be removed as an old one.
TEST(MarInSpecialCases, ARestoredBoardKeepsTheCertificateThatIsIssuedAgain) {
  MarWorld world;
  const std::string first = world.provision().certificate_id;
  world.restore_delivered_state();
  EXPECT_EQ(world.provision().certificate_id, first);
  expect_complete(world);
}

/// Makes AWS refuse the first `count` deletions of a certificate as too early.
void refuse_deletions(MarWorld& world, int count) {
  world.http.instead = [count](const ports::HttpRequest& request) mutable {
    std::optional<ports::HttpResponse> refusal;
    const bool deletes =
        request.method == "DELETE" && request.url.find("/certificates/") != std::string::npos;
    if (deletes && count-- > 0)
      refusal = ports::HttpResponse{409, {}, R"({"message":"Things must be detached before deletion"})"};
    return refusal;
  };
}

TEST(MarInSpecialCases, WaitsUntilAwsHasForgottenThatTheOldCertificateWasAttached) {
  MarWorld world;
  world.provision();
  refuse_deletions(world, 3);
  const base::Instant start = world.executor.now();
  world.provision(CertificateChoice::renew);
  EXPECT_LT(world.executor.now() - start, std::chrono::seconds(10));
  expect_complete(world);

  // The board works without the deletion, and the certificate that stays is inactive.
  refuse_deletions(world, 1000);
  const provision::ProvisioningResult result = world.provision(CertificateChoice::renew);
  EXPECT_EQ(world.http.certificates.size(), 2U);
  EXPECT_EQ(world.http.certificates.count(result.certificate_id), 1U);
  EXPECT_EQ(world.unfinished(), 0U) << "the next renewal does not continue this one";
}

TEST(MarInSpecialCases, ContinuesWhenTheAnswerToARegistrationWasLost) {
  MarWorld world;
  world.attempts = 3;
  world.requests.fault = support::HttpFault::answer_lost;
  world.requests.on_step = [&](support::Direction, std::span<std::byte> url) {
    const bool registers = base::as_text(url).find("/certificate/register-no-ca") != std::string_view::npos;
    if (registers && !world.requests.at) world.requests.at = world.requests.steps;
  };
  world.provision();
  EXPECT_TRUE(world.requests.happened());
  expect_complete(world);
}

TEST(MarInSpecialCases, UnfinishedWorkWaitsUntilItsRegionIsChosenAgain) {
  MarWorld world;
  ASSERT_NO_FATAL_FAILURE(leave_unfinished(world));
  const std::set<std::string> unfinished = world.http.certificates;
  world.region = "eu-west-1";
  world.provision();
  EXPECT_EQ(world.unfinished(), 1U) << "the unfinished work in the other region is still in the journal";
  world.region = "us-east-2";
  const provision::ProvisioningResult result = world.provision();
  EXPECT_EQ(std::set<std::string>{result.certificate_id}, unfinished);
  EXPECT_EQ(world.unfinished(), 0U);
}

TEST(MarInSpecialCases, NeverRemovesTheCertificateThatTheBoardHolds) {
  MarWorld world;
  const provision::ProvisioningResult first = world.provision();
  // As if a renewal had begun, and the board had got its old certificate back since.
  const provision::Survey survey = world.survey();
  provision::Journal journal(world.store);
  world.executor.run(
      journal.put(survey.board.serial, {first.chain->device, first.chain->signer,
                                        survey.account.identity.account, "us-east-2", first.certificate_id}));
  const provision::ProvisioningResult second = world.provision();
  EXPECT_EQ(second.certificate_id, first.certificate_id);
  expect_complete(world);
}

/// Makes AWS answer every request with this address so.
void answer(MarWorld& world, std::string address, std::string body) {
  world.http.instead = [=](const ports::HttpRequest& request) {
    std::optional<ports::HttpResponse> answer;
    if (request.url.find(address) != std::string::npos) answer = ports::HttpResponse{200, {}, body};
    return answer;
  };
}

TEST(MarInSpecialCases, RefusesTheVendorsSandboxAccountBeforeItChangesAnything) {
  MarWorld world;
  answer(world, "/endpoint?", R"({"endpointAddress":"a1gqt8sttiign3-ats.iot.us-east-2.amazonaws.com"})");
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(provision::sandbox_account)) << error.describe();
  EXPECT_EQ(error.param("step"), "check_account");
  EXPECT_EQ(world.http.changes, 0);
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
}

TEST(MarInSpecialCases, DoesNotAttachAPolicyOfTheSameNameWithAnotherDocument) {
  MarWorld world;
  answer(world, "/policies/zt_policy",
         R"({"policyName":"zt_policy","policyArn":"arn:aws:iot:us-east-2:000000000000:policy/zt_policy",)"
         R"("policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"})");
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(provision::policy_differs)) << error.describe();
  EXPECT_EQ(world.http.changes, 0);
}

/// Somebody else makes the policy of this account number while the user reads the plan.
void make_policy(MarWorld& world, std::string_view account) {
  const aws::Region region = aws::Region::parse(world.region);
  const aws::Client::Dependencies dependencies{world.http, world.clock, world.random, world.log};
  aws::Client client(dependencies, region, MarWorld::keys());
  aws::IotClient iot(client);
  world.executor.run(
      iot.create_policy(std::string(aws::zero_touch_policy_name), aws::zero_touch_policy(region, account)));
}

TEST(MarInSpecialCases, UsesThePolicyThatAnotherUserCreatedMeanwhile) {
  MarWorld world;
  const provision::Survey survey = world.survey();
  make_policy(world, survey.account.identity.account);
  world.run(survey);
  expect_complete(world);
}

TEST(MarInSpecialCases, DoesNotAttachADifferentPolicyThatAnotherUserCreatedMeanwhile) {
  MarWorld world;
  const provision::Survey survey = world.survey();
  make_policy(world, "999999999999");
  const std::string code = code_of([&] { world.run(survey); });
  EXPECT_EQ(code, provision::policy_differs.name());
  EXPECT_TRUE(world.http.certificates.empty());
}

/// The lines of the log at level error.
std::string logged(const MarWorld& world) {
  std::string text;
  for (const base::LogLine& line : world.log.lines())
    if (line.level == base::LogLevel::error) text += line.text + "\n";
  return text;
}

/// Makes AWS refuse the next request, and the board fail at the same moment.
void break_both(MarWorld& world, support::SerialFault fault) {
  world.requests.fault = support::HttpFault::forbidden;
  world.requests.at = world.requests.steps;
  world.requests.on_strike = [&world, fault](support::HttpFault) {
    world.serial.fault = fault;
    world.serial.lasting = true;
    world.serial.at = world.serial.steps;
  };
}

TEST(MarInSpecialCases, ReportsThePulledCableAndLogsWhatAwsRefusedAtTheSameMoment) {
  for (const bool surveyed : {false, true}) {
    SCOPED_TRACE(surveyed);
    MarWorld world;
    std::optional<provision::Survey> survey;
    if (surveyed) survey = world.survey();
    break_both(world, support::SerialFault::disconnected);
    const std::string code = code_of([&] { survey ? world.run(*survey) : world.provision(); });
    EXPECT_EQ(code, ports::serial_disconnected.name());
    EXPECT_NE(logged(world).find("aws.not_permitted"), std::string::npos) << logged(world);
  }
}

TEST(MarInSpecialCases, ReportsWhatAwsRefusedAndLogsThatTheBoardFailedToo) {
  MarWorld world;
  const provision::Survey survey = world.survey();
  break_both(world, support::SerialFault::line_error);
  const std::string code = code_of([&] { world.run(survey); });
  EXPECT_EQ(code, aws::not_permitted.name());
  EXPECT_NE(logged(world).find("step=write_store"), std::string::npos) << logged(world);
}

TEST(MarInSpecialCases, RefusesABoardWithoutAKey) {
  auto options = MarWorld::board_options();
  options.faults = simulation::parse_fault_plan("status@cmd:MC+ECC+GENPUBKEY=0x1F4");
  MarWorld world(std::move(options));
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(provision::key_missing)) << error.describe();
  EXPECT_EQ(error.param("step"), "read_board");
}

TEST(MarInSpecialCases, WritesNothingWhenTheBoardsSignatureIsNotOfItsKey) {
  MarWorld world;
  bool signing = false;
  world.serial.on_step = [&signing, watch = world.serial.on_step](Direction direction,
                                                                  std::span<std::byte> bytes) {
    watch(direction, bytes);
    if (direction == Direction::out)
      signing = bytes.size() == 65;  // a digest and its newline
    else if (signing)
      std::replace(bytes.begin(), bytes.end(), std::byte{'1'}, std::byte{'2'});
  };
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(provision::bad_signature_from_board)) << error.describe();
  EXPECT_EQ(world.http.changes, 0);
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
}

/// The same board with random bytes in one flash page of its Wi-Fi module.
MarWorld::Options damaged(const MarWorld& world, std::uint32_t page, ports::Random& noise) {
  auto options = MarWorld::board_options();
  options.state = world.board.state();
  base::Bytes cells = base::to_bytes(options.state->winc_flash.cells());
  noise.fill(std::span(cells).subspan(page, simulation::NorFlash::page_size));
  options.state->winc_flash = simulation::NorFlash(cells);
  return options;
}

TEST(MarInSpecialCases, WritesADamagedStoreAgain) {
  MarWorld first;
  first.provision();
  simulation::SeededRandom noise(3);
  for (const std::uint32_t page : {0x5000U, 0x5200U, 0x6E00U, 0x6F00U}) {
    SCOPED_TRACE(page);
    MarWorld world(damaged(first, page, noise));
    const provision::Plan plan =
        provision::make_plan(world.survey(), CertificateChoice::keep, aws::Region::parse("us-east-2"));
    EXPECT_FALSE(plan.complete());
    EXPECT_TRUE(world.provision().changed);
    expect_complete(world);
  }
}

TEST(MarInSpecialCases, TwoBoardsAtOnceDoNotDisturbEachOther) {
  MarWorld world;
  simulation::VirtualBoard& neighbour = world.add_board(MarWorld::board_options());
  auto first = world.job(world.board, CertificateChoice::keep);
  auto second = world.job(neighbour, CertificateChoice::keep);
  const auto [one, other] = world.executor.run(base::when_all(std::move(first), std::move(second)));
  EXPECT_NE(one.thing_name, other.thing_name);
  EXPECT_EQ(world.http.certificates, (std::set<std::string>{one.certificate_id, other.certificate_id}));
  EXPECT_EQ(world.unfinished(), 0U);
  EXPECT_FALSE(world.provision().changed);
  auto again = world.job(neighbour, CertificateChoice::keep);
  EXPECT_FALSE(world.executor.run(std::move(again)).changed);
}

}  // namespace
