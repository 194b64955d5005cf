#include "provision/plan.hpp"

#include <gtest/gtest.h>

#include "provision/errors.hpp"
#include "support/mar_outcome.hpp"
#include "support/mar_world.hpp"

namespace {

using provision::CertificateChoice;
using provision::PlanAction;
using provision::PlanItem;
using support::MarWorld;

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

TEST(Plan, OfANewBoardListsEverythingBeforeAnythingIsWritten) {
  MarWorld world;
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  const provision::Survey survey = world.survey();
  const provision::Plan plan = plan_of(survey);
  EXPECT_FALSE(plan.complete());
  EXPECT_EQ(item(plan.board, "endpoint").action, PlanAction::write);
  EXPECT_EQ(param(item(plan.board, "endpoint"), "to"), survey.account.endpoint);
  EXPECT_EQ(param(item(plan.board, "thing_name"), "name").size(), 40U);
  for (const auto what : {"policy", "certificate", "thing", "policy_attachment", "thing_attachment"})
    EXPECT_EQ(item(plan.aws, what).action, PlanAction::create) << what;
  EXPECT_GT(plan.expected, base::Duration::zero());
  EXPECT_EQ(world.http.changes, 0);
  EXPECT_TRUE(world.store.entries.empty());
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
}

TEST(Plan, OfAProvisionedBoardKeepsEverything) {
  MarWorld world;
  world.provision();
  const provision::Plan plan = plan_of(world.survey());
  EXPECT_TRUE(plan.complete());
  EXPECT_TRUE(plan.warnings.empty());
}

TEST(Plan, NamesTheOldAndTheNewEndpoint) {
  MarWorld world;
  world.provision();
  provision::Survey survey = world.survey();
  survey.board.endpoint = "other-ats.iot.eu-west-1.amazonaws.com";
  survey.registration = provision::Registration();
  const provision::Plan plan = plan_of(survey);
  const PlanItem& endpoint = item(plan.board, "endpoint");
  EXPECT_EQ(endpoint.action, PlanAction::replace);
  EXPECT_EQ(param(endpoint, "from"), "other-ats.iot.eu-west-1.amazonaws.com");
  EXPECT_EQ(param(endpoint, "to"), survey.account.endpoint);
  EXPECT_EQ(item(plan.board, "certificate").action, PlanAction::keep)
      << "one certificate may be registered in several accounts";
  EXPECT_EQ(item(plan.aws, "certificate").action, PlanAction::create);
}

TEST(Plan, OfARenewalNamesTheCertificateThatIsRemoved) {
  MarWorld world;
  const provision::ProvisioningResult result = world.provision();
  const provision::Plan plan = plan_of(world.survey(CertificateChoice::renew), CertificateChoice::renew);
  EXPECT_EQ(item(plan.board, "certificate").action, PlanAction::replace);
  EXPECT_EQ(item(plan.aws, "old_certificate").action, PlanAction::remove);
  EXPECT_EQ(param(item(plan.aws, "old_certificate"), "id"), result.certificate_id);
  EXPECT_EQ(item(plan.aws, "certificate").action, PlanAction::create);
  EXPECT_EQ(item(plan.aws, "thing").action, PlanAction::keep)
      << "the thing is named by the key, which stays the same";
}

TEST(Plan, ReplacesTheStatusOfAnInactiveCertificate) {
  MarWorld world;
  world.provision();
  provision::Survey survey = world.survey();
  survey.registration->status = aws::CertificateStatus::inactive;
  const provision::Plan plan = plan_of(survey);
  EXPECT_EQ(item(plan.aws, "certificate").action, PlanAction::replace);
  EXPECT_EQ(param(item(plan.aws, "certificate"), "from"), "INACTIVE");
}

TEST(Plan, WarnsOfOldModuleFirmware) {
  MarWorld world;
  provision::Survey survey = world.survey();
  survey.board.module_firmware = board::Version{19, 6, 1};
  const provision::Plan plan = plan_of(survey);
  ASSERT_EQ(plan.warnings.size(), 1U);
  EXPECT_TRUE(plan.warnings[0].is(provision::old_module_firmware));
  EXPECT_EQ(plan.warnings[0].param("found"), "19.6.1");
  EXPECT_EQ(plan.warnings[0].param("required"), "19.7.7");
}

/// A board as delivered: the store of its Wi-Fi module holds a chain of the vendor's signer.
provision::Survey with_vendors_chain(MarWorld& world) {
  const pki::AuthorityNames vendor{"Microchip Technology Inc", "Crypto Authentication Root CA 002",
                                   "Crypto Authentication Signer F601"};
  world.authorities = pki::create_authorities(vendor, world.clock.now(), world.random);
  world.provision();
  world.authorities.reset();
  return world.survey();
}

TEST(Plan, ReplacesTheVendorsCertificateButDoesNotRemoveItFromTheAccount) {
  MarWorld world;
  const provision::Survey survey = with_vendors_chain(world);
  for (const auto choice : {CertificateChoice::keep, CertificateChoice::renew}) {
    const provision::Plan plan = plan_of(survey, choice);
    EXPECT_EQ(item(plan.board, "certificate").action, PlanAction::replace);
    EXPECT_EQ(predecessor(survey.board, survey.journal, choice, survey.account.identity.account), "");
  }
}

/// A chain for this key by another authority, with these extensions in the device certificate.
provision::Chain others_chain(const crypto::PublicKey& key, const crypto::Extensions& extensions,
                              ports::Random& random) {
  const pki::Authorities others = pki::create_authorities({}, support::start_of_time(), random);
  const crypto::Certificate& signer = others.signer.certificate;
  const base::Bytes content = crypto::encode(crypto::CertificateInfo{
      {std::byte{0x42}}, signer.subject(), signer.validity(), signer.subject(), key, extensions});
  const crypto::Signature signature = others.signer.private_key.sign(crypto::sha256(content));
  return {crypto::Certificate::from_der(crypto::with_signature(content, signature)), signer};
}

TEST(Plan, ReplacesACertificateThatDoesNotNameTheBoardByItsKey) {
  crypto::Extensions other_method;
  other_method.add_subject_key_identifier({std::byte{0x20}});
  for (const crypto::Extensions& extensions : {crypto::Extensions(), other_method}) {
    auto options = MarWorld::board_options();
    simulation::SeededRandom random(11);
    options.state = simulation::manufacture(random, options.firmware);
    const crypto::PublicKey key = options.state->secure_element.key(0)->public_key();
    const provision::Chain chain = others_chain(key, extensions, random);
    options.state->winc_flash.write(board::client_store_region.offset,
                                    board::ClientStore::of(chain.device, chain.signer).build());
    MarWorld world(std::move(options));
    const provision::Plan plan = plan_of(world.survey());
    EXPECT_EQ(item(plan.board, "certificate").action, PlanAction::replace);
    EXPECT_EQ(item(plan.board, "store").action, PlanAction::replace);
    EXPECT_EQ(world.provision().thing_name, param(item(plan.aws, "thing"), "name"));
    expect_complete(world);
  }
}

TEST(Plan, OfARenewalListsNoRemovalOfACertificateThatTheAccountLacks) {
  MarWorld world;
  const std::string first = world.provision().certificate_id;
  world.region = "eu-west-1";
  const provision::Survey survey = world.survey(CertificateChoice::renew);
  EXPECT_EQ(plan_of(survey, CertificateChoice::renew).aws.size(), 5U) << "one row is for a removal";
  const std::string second = world.run(survey, CertificateChoice::renew).certificate_id;
  EXPECT_EQ(world.http.certificates, (std::set<std::string>{first, second}));
}

TEST(Plan, ContinuesUnfinishedWorkOfTheSameAccountOnly) {
  MarWorld world;
  const provision::ProvisioningResult result = world.provision();
  provision::Survey survey = world.survey();
  const std::string account = survey.account.identity.account;
  const provision::JournalEntry noted{result.chain->device, result.chain->signer, account, "us-east-2", {}};
  survey.board.chain.reset();
  EXPECT_FALSE(existing_chain(survey.board, std::nullopt, CertificateChoice::keep, account));
  const auto resumed = existing_chain(survey.board, noted, CertificateChoice::keep, account);
  ASSERT_TRUE(resumed);
  EXPECT_EQ(resumed->device, result.chain->device);
  EXPECT_FALSE(existing_chain(survey.board, noted, CertificateChoice::keep, "999999999999"));
  survey.board.public_key = crypto::PrivateKey::generate(world.random).public_key();
  EXPECT_FALSE(existing_chain(survey.board, noted, CertificateChoice::keep, account));
}

}  // namespace
