#include "provision/plan.hpp"

#include <gtest/gtest.h>

#include "mar_stage.hpp"
#include "provision/errors.hpp"

namespace {

using mar_stage::Stage;
using provision::CertificateChoice;
using provision::PlanAction;
using provision::PlanItem;

provision::Plan plan_of(const provision::Survey& survey, CertificateChoice choice = CertificateChoice::keep) {
  return make_plan(survey, choice, aws::Region::parse("us-east-2"));
}

const PlanItem& item(const std::vector<PlanItem>& items, std::string_view what) {
  for (const PlanItem& one : items) {
    if (one.what == what) return one;
  }
  throw std::runtime_error("not in the plan: " + std::string(what));
}

std::string param(const PlanItem& item, std::string_view name) {
  for (const auto& [key, value] : item.params) {
    if (key == name) return value;
  }
  return {};
}

TEST(Plan, OfANewBoardSaysAllThatWillBeMadeBeforeAnythingIs) {
  Stage stage;
  const base::Bytes flash = stage.board.state().winc_flash.cells();
  const provision::Survey survey = stage.survey();
  const provision::Plan plan = plan_of(survey);
  EXPECT_FALSE(plan.complete());
  EXPECT_EQ(item(plan.board, "endpoint").action, PlanAction::write);
  EXPECT_EQ(param(item(plan.board, "endpoint"), "to"), survey.account.endpoint);
  EXPECT_EQ(param(item(plan.board, "thing_name"), "name").size(), 40U);
  for (const auto what : {"policy", "certificate", "thing", "policy_attachment", "thing_attachment"})
    EXPECT_EQ(item(plan.aws, what).action, PlanAction::create) << what;
  EXPECT_GT(plan.expected, base::Duration::zero());
  EXPECT_EQ(stage.http.changes, 0);
  EXPECT_TRUE(stage.memory.entries.empty());
  EXPECT_TRUE(flash == stage.board.state().winc_flash.cells());
}

TEST(Plan, OfAProvisionedBoardKeepsEverything) {
  Stage stage;
  stage.provision();
  const provision::Plan plan = plan_of(stage.survey());
  EXPECT_TRUE(plan.complete());
  EXPECT_TRUE(plan.warnings.empty());
}

TEST(Plan, SaysFromWhereToWhereABoardMoves) {
  Stage stage;
  stage.provision();
  provision::Survey survey = stage.survey();
  survey.board.endpoint = "other-ats.iot.eu-west-1.amazonaws.com";
  survey.registration = provision::Registration();
  const provision::Plan plan = plan_of(survey);
  const PlanItem& endpoint = item(plan.board, "endpoint");
  EXPECT_EQ(endpoint.action, PlanAction::replace);
  EXPECT_EQ(param(endpoint, "from"), "other-ats.iot.eu-west-1.amazonaws.com");
  EXPECT_EQ(param(endpoint, "to"), survey.account.endpoint);
  EXPECT_EQ(item(plan.board, "certificate").action, PlanAction::keep) << "one certificate, many accounts";
  EXPECT_EQ(item(plan.aws, "certificate").action, PlanAction::create);
}

TEST(Plan, OfARenewalNamesTheCertificateThatGoes) {
  Stage stage;
  const provision::MarResult result = stage.provision();
  const provision::Plan plan = plan_of(stage.survey(CertificateChoice::renew), CertificateChoice::renew);
  EXPECT_EQ(item(plan.board, "certificate").action, PlanAction::replace);
  EXPECT_EQ(item(plan.aws, "old_certificate").action, PlanAction::remove);
  EXPECT_EQ(param(item(plan.aws, "old_certificate"), "id"), result.certificate_id);
  EXPECT_EQ(item(plan.aws, "certificate").action, PlanAction::create);
  EXPECT_EQ(item(plan.aws, "thing").action, PlanAction::keep) << "it is named by the key, which stays";
}

TEST(Plan, SaysThatACertificateIsNotActive) {
  Stage stage;
  stage.provision();
  provision::Survey survey = stage.survey();
  survey.registration->status = aws::CertificateStatus::inactive;
  const provision::Plan plan = plan_of(survey);
  EXPECT_EQ(item(plan.aws, "certificate").action, PlanAction::replace);
  EXPECT_EQ(param(item(plan.aws, "certificate"), "from"), "INACTIVE");
}

TEST(Plan, NamesOldModuleFirmware) {
  Stage stage;
  provision::Survey survey = stage.survey();
  survey.board.module_firmware = board::Version{19, 6, 1};
  const provision::Plan plan = plan_of(survey);
  ASSERT_EQ(plan.warnings.size(), 1U);
  EXPECT_TRUE(plan.warnings[0].is(provision::old_module_firmware));
  EXPECT_EQ(plan.warnings[0].param("found"), "19.6.1");
  EXPECT_EQ(plan.warnings[0].param("required"), "19.7.7");
}

/// A board as delivered: a chain of the vendor's signer in its module.
provision::Survey with_vendors_chain(Stage& stage) {
  const pki::AuthorityNames vendor{"Microchip Technology Inc", "Crypto Authentication Root CA 002",
                                   "Crypto Authentication Signer F601"};
  stage.authorities = pki::create_authorities(vendor, stage.clock.now(), stage.random);
  stage.provision();
  stage.authorities.reset();
  return stage.survey();
}

TEST(Plan, ReplacesTheVendorsCertificateAndLooksForItNowhere) {
  Stage stage;
  const provision::Survey survey = with_vendors_chain(stage);
  for (const auto choice : {CertificateChoice::keep, CertificateChoice::renew}) {
    const provision::Plan plan = plan_of(survey, choice);
    EXPECT_EQ(item(plan.board, "certificate").action, PlanAction::replace);
    EXPECT_EQ(predecessor(survey.board, survey.journal, choice, survey.account.identity.account), "");
  }
}

TEST(Plan, GoesOnWithUnfinishedWorkOfTheSameAccountOnly) {
  Stage stage;
  const provision::MarResult result = stage.provision();
  provision::Survey survey = stage.survey();
  const std::string account = survey.account.identity.account;
  const provision::JournalEntry noted{result.chain->device, result.chain->signer, account, "us-east-2", {}};
  survey.board.chain.reset();
  EXPECT_FALSE(existing_chain(survey.board, std::nullopt, CertificateChoice::keep, account));
  const auto resumed = existing_chain(survey.board, noted, CertificateChoice::keep, account);
  ASSERT_TRUE(resumed);
  EXPECT_EQ(resumed->device, result.chain->device);
  EXPECT_FALSE(existing_chain(survey.board, noted, CertificateChoice::keep, "999999999999"));
  survey.board.public_key = crypto::PrivateKey::generate(stage.random).public_key();
  EXPECT_FALSE(existing_chain(survey.board, noted, CertificateChoice::keep, account));
}

}  // namespace
