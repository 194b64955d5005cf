// MAR where something is left over, refused, damaged or shared with a neighbour.
#include <algorithm>
#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "base/when_all.hpp"
#include "mar_outcome.hpp"
#include "pki/device.hpp"
#include "provision/errors.hpp"
#include "provision/mar.hpp"

namespace {

using mar_stage::error_of;
using mar_stage::expect_complete;
using mar_stage::Stage;
using provision::CertificateChoice;

TEST(MarAtItsEdges, ARenewalThatIsAskedForAfterUnfinishedWorkLeavesNoCertificateBehind) {
  Stage undisturbed;
  undisturbed.provision();
  Stage stage;
  stage.serial.fail_write = undisturbed.serial.writes * 3 / 4;
  error_of(stage);
  ASSERT_EQ(stage.http.certificates.size(), 1U) << "registered while the board was written";
  stage.serial.fail_write.reset();
  const provision::MarResult result = stage.provision(CertificateChoice::renew);
  EXPECT_EQ(stage.http.certificates, std::set<std::string>{result.certificate_id});
  expect_complete(stage);
}

TEST(MarAtItsEdges, WaitsUntilAwsHasForgottenThatTheOldCertificateWasAttached) {
  Stage stage;
  stage.provision();
  stage.http.still_attached = 3;
  const base::Instant start = stage.executor.now();
  stage.provision(CertificateChoice::renew);
  EXPECT_LT(stage.executor.now() - start, std::chrono::seconds(10));
  expect_complete(stage);

  stage.http.still_attached = 1000;
  const base::Error error = error_of(stage, CertificateChoice::renew);
  EXPECT_TRUE(error.is(aws::in_use)) << error.describe();
  EXPECT_EQ(error.param("step"), "clean_up");
  stage.http.still_attached = 0;
  stage.provision();
  expect_complete(stage);
}

TEST(MarAtItsEdges, NeverRemovesTheCertificateThatTheBoardHolds) {
  Stage stage;
  const provision::MarResult first = stage.provision();
  // As if a renewal had noted its predecessor, and the board were given that one back since.
  const provision::Survey survey = stage.survey();
  provision::Journal journal(stage.memory);
  stage.executor.run(
      journal.put(survey.board.serial, {first.chain->device, first.chain->signer,
                                        survey.account.identity.account, "us-east-2", first.certificate_id}));
  const provision::MarResult second = stage.provision();
  EXPECT_EQ(second.certificate_id, first.certificate_id);
  expect_complete(stage);
}

TEST(MarAtItsEdges, RefusesTheVendorsSandboxBeforeAnythingIsTouched) {
  Stage stage;
  stage.http.on_answer = [](const std::string& url, ports::HttpResponse& response) {
    if (url.find("/endpoint?") != std::string::npos)
      response.body = R"({"endpointAddress":"a1gqt8sttiign3-ats.iot.us-east-2.amazonaws.com"})";
  };
  const base::Bytes flash = stage.board.state().winc_flash.cells();
  const base::Error error = error_of(stage);
  EXPECT_TRUE(error.is(provision::sandbox_account)) << error.describe();
  EXPECT_EQ(error.param("step"), "check_account");
  EXPECT_EQ(stage.http.changes, 0);
  EXPECT_TRUE(flash == stage.board.state().winc_flash.cells());
}

TEST(MarAtItsEdges, AttachesNoPolicyOfItsNameThatSaysSomethingElse) {
  Stage stage;
  stage.http.on_answer = [](const std::string& url, ports::HttpResponse& response) {
    if (url.find("/policies/zt_policy") == std::string::npos) return;
    response.status = 200;
    response.body =
        R"({"policyName":"zt_policy","policyArn":"arn:aws:iot:us-east-2:000000000000:policy/zt_policy",)"
        R"("policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"})";
  };
  const base::Error error = error_of(stage);
  EXPECT_TRUE(error.is(provision::policy_differs)) << error.describe();
  EXPECT_EQ(stage.http.changes, 0);
}

TEST(MarAtItsEdges, SaysThatABoardWithoutAKeyCannotBeProvisioned) {
  auto options = Stage::board_options();
  options.faults = simulation::parse_fault_plan("status@cmd:MC+ECC+GENPUBKEY=0x1F4");
  Stage stage(std::move(options));
  const base::Error error = error_of(stage);
  EXPECT_TRUE(error.is(provision::key_missing)) << error.describe();
  EXPECT_EQ(error.param("step"), "read_board");
}

TEST(MarAtItsEdges, WritesNothingWhenTheBoardsSignatureIsNotOfItsKey) {
  Stage stage;
  stage.serial.on_read = [&stage](base::Bytes& heard) {
    if (stage.serial.last_written.size() != 65) return;  // a digest and its newline
    std::replace(heard.begin(), heard.end(), std::byte{'1'}, std::byte{'2'});
  };
  const base::Bytes flash = stage.board.state().winc_flash.cells();
  const base::Error error = error_of(stage);
  EXPECT_TRUE(error.is(provision::bad_signature_from_board)) << error.describe();
  EXPECT_EQ(stage.http.changes, 0);
  EXPECT_TRUE(flash == stage.board.state().winc_flash.cells());
}

/// The same board with noise in one page of its module.
Stage::Options damaged(const Stage& stage, std::uint32_t page, ports::Random& noise) {
  auto options = Stage::board_options();
  options.state = stage.board.state();
  base::Bytes cells = options.state->winc_flash.cells();
  noise.fill(std::span(cells).subspan(page, simulation::NorFlash::page_size));
  options.state->winc_flash = simulation::NorFlash(std::move(cells));
  return options;
}

TEST(MarAtItsEdges, WritesAnewWhatIsDamaged) {
  Stage first;
  first.provision();
  simulation::SeededRandom noise(3);
  for (const std::uint32_t page : {0x5000U, 0x5200U, 0x6E00U, 0x6F00U}) {
    SCOPED_TRACE(page);
    Stage stage(damaged(first, page, noise));
    const provision::Plan plan =
        provision::make_plan(stage.survey(), CertificateChoice::keep, aws::Region::parse("us-east-2"));
    EXPECT_FALSE(plan.complete());
    EXPECT_TRUE(stage.provision().changed);
    expect_complete(stage);
  }
}

TEST(MarAtItsEdges, TwoBoardsAtOnceDoNotDisturbEachOther) {
  Stage stage;
  simulation::VirtualBoard neighbour(stage.executor, stage.random, Stage::board_options());
  mar_stage::Serial port(neighbour.serial());
  auto first = stage.job(stage.serial, CertificateChoice::keep);
  auto second = stage.job(port, CertificateChoice::keep);
  const auto [one, other] = stage.executor.run(base::when_all(std::move(first), std::move(second)));
  EXPECT_NE(one.thing_name, other.thing_name);
  EXPECT_EQ(stage.http.certificates, (std::set<std::string>{one.certificate_id, other.certificate_id}));
  EXPECT_TRUE(stage.memory.entries.empty());
  EXPECT_FALSE(stage.provision().changed);
  auto again = stage.job(port, CertificateChoice::keep);
  EXPECT_FALSE(stage.executor.run(std::move(again)).changed);
}

}  // namespace
