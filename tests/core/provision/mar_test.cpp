#include "provision/mar.hpp"

#include <gtest/gtest.h>

#include "support/mar_outcome.hpp"
#include "support/mar_world.hpp"

namespace {

using provision::CertificateChoice;
using support::MarWorld;

TEST(Mar, ProvisionsABoardAsDelivered) {
  MarWorld world;
  const provision::ProvisioningResult result = world.provision();
  EXPECT_TRUE(result.changed);
  EXPECT_EQ(result.thing_name.size(), 40U);
  EXPECT_EQ(result.certificate_id, provision::certificate_id(result.chain->device));
  EXPECT_TRUE(result.request->verify_own_signature());
  expect_complete(world);
}

TEST(Mar, ASecondRunChangesNothing) {
  MarWorld world;
  const provision::ProvisioningResult first = world.provision();
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  const int changes = world.http.changes;
  const provision::ProvisioningResult second = world.provision();
  EXPECT_FALSE(second.changed);
  EXPECT_EQ(second.certificate_id, first.certificate_id);
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
  EXPECT_EQ(world.http.changes, changes);
}

TEST(Mar, ASecondRunAfterAReloadWithoutTheAuthorityChangesNothingEither) {
  MarWorld world;
  world.provision();
  world.authorities.reset();
  EXPECT_FALSE(world.provision().changed);
  EXPECT_FALSE(world.authorities);
}

TEST(Mar, RenewsWithANewSerialNumberAndRemovesTheOldCertificate) {
  MarWorld world;
  const provision::ProvisioningResult first = world.provision();
  const provision::ProvisioningResult second = world.provision(CertificateChoice::renew);
  EXPECT_TRUE(second.changed);
  EXPECT_NE(second.certificate_id, first.certificate_id);
  EXPECT_NE(second.chain->device.serial_number(), first.chain->device.serial_number());
  EXPECT_EQ(second.thing_name, first.thing_name);
  expect_complete(world);
  const provision::Survey survey = world.survey();
  EXPECT_EQ(survey.registration->certificate_id, second.certificate_id);
}

TEST(Mar, ErasesNothingBeforeTheCertificateIsInTheJournal) {
  MarWorld world;
  world.store.sabotage.at = 1;  // access 0 reads the journal, access 1 writes it
  const base::Bytes flash = base::to_bytes(world.board.state().winc_flash.cells());
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(ports::storage_failed));
  EXPECT_EQ(error.param("step"), "make_certificate");
  EXPECT_TRUE(base::equal(flash, world.board.state().winc_flash.cells()));
}

TEST(Mar, KeepsTheCertificateOfUnfinishedWork) {
  MarWorld undisturbed;
  undisturbed.provision();
  MarWorld world;
  world.serial.fault = support::SerialFault::disconnected;
  world.serial.at = undisturbed.serial.steps * 3 / 4;  // while the store is written and read back
  error_of(world);
  ASSERT_EQ(world.store.entries.size(), 1U);
  const std::string noted = world.store.entries.begin()->second;
  world.plug_in();
  const provision::ProvisioningResult result = world.provision();
  std::string pem = result.chain->device.pem();
  EXPECT_NE(noted.find(pem.substr(30, 60)), std::string::npos);
  expect_complete(world);
}

}  // namespace
