#include "provision/mar.hpp"

#include <gtest/gtest.h>

#include "pki/device.hpp"
#include "provision/errors.hpp"
#include "stage.hpp"

namespace {

using provision::CertificateChoice;
using stage::Stage;

base::Error error_of(Stage& stage, CertificateChoice choice = CertificateChoice::keep) {
  try {
    stage.provision(choice);
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::ErrorCode("test.no_error"));
}

/// Everything in place, as a look with fresh eyes finds it.
void expect_complete(Stage& stage) {
  const provision::Survey survey = stage.survey();
  ASSERT_TRUE(survey.registration);
  EXPECT_TRUE(survey.registration->complete());
  EXPECT_EQ(survey.policy, provision::PolicyState::present);
  ASSERT_TRUE(survey.board.chain);
  EXPECT_EQ(survey.board.endpoint, survey.account.endpoint);
  EXPECT_EQ(survey.board.thing_name, pki::thing_name(survey.board.chain->device));
  EXPECT_TRUE(stage.memory.entries.empty()) << "unfinished work is noted";
  EXPECT_TRUE(
      provision::make_plan(survey, CertificateChoice::keep, aws::Region::parse("us-east-2")).complete());
}

TEST(Mar, ProvisionsABoardAsItComesOutOfItsBox) {
  Stage stage;
  const provision::MarResult result = stage.provision();
  EXPECT_TRUE(result.changed);
  EXPECT_EQ(result.thing_name.size(), 40U);
  EXPECT_EQ(result.certificate_id, provision::certificate_id(result.chain->device));
  EXPECT_TRUE(result.request->verify_own_signature());
  expect_complete(stage);
}

TEST(Mar, ASecondRunChangesNothing) {
  Stage stage;
  const provision::MarResult first = stage.provision();
  const base::Bytes flash = stage.board.state().winc_flash.cells();
  const int changes = stage.http.changes;
  const provision::MarResult second = stage.provision();
  EXPECT_FALSE(second.changed);
  EXPECT_EQ(second.certificate_id, first.certificate_id);
  EXPECT_TRUE(flash == stage.board.state().winc_flash.cells());
  EXPECT_EQ(stage.http.changes, changes);
}

TEST(Mar, ASecondRunAfterAReloadWithoutTheAuthorityChangesNothingEither) {
  Stage stage;
  stage.provision();
  stage.authorities.reset();
  EXPECT_FALSE(stage.provision().changed);
  EXPECT_FALSE(stage.authorities);
}

TEST(Mar, RenewsAtOnceWithANewSerialNumberAndCleansUp) {
  Stage stage;
  const provision::MarResult first = stage.provision();
  const provision::MarResult second = stage.provision(CertificateChoice::renew);
  EXPECT_TRUE(second.changed);
  EXPECT_NE(second.certificate_id, first.certificate_id);
  EXPECT_NE(second.chain->device.serial_number(), first.chain->device.serial_number());
  EXPECT_EQ(second.thing_name, first.thing_name);
  expect_complete(stage);
  const provision::Survey survey = stage.survey();
  EXPECT_EQ(survey.registration->certificate_id, second.certificate_id);
}

TEST(Mar, ErasesNothingBeforeTheCertificateIsInTheJournal) {
  Stage stage;
  stage.memory.broken = true;
  const base::Bytes flash = stage.board.state().winc_flash.cells();
  const base::Error error = error_of(stage);
  EXPECT_TRUE(error.is(ports::storage_failed));
  EXPECT_EQ(error.param("step"), "make_certificate");
  EXPECT_TRUE(flash == stage.board.state().winc_flash.cells());
}

TEST(Mar, KeepsTheCertificateOfUnfinishedWork) {
  Stage undisturbed;
  undisturbed.provision();
  Stage stage;
  stage.writes.fail_at = undisturbed.writes.steps * 3 / 4;  // while the store is written
  error_of(stage);
  ASSERT_EQ(stage.memory.entries.size(), 1U);
  const std::string noted = stage.memory.entries.begin()->second;
  stage.writes.fail_at.reset();
  const provision::MarResult result = stage.provision();
  std::string pem = result.chain->device.pem();
  EXPECT_NE(noted.find(pem.substr(30, 60)), std::string::npos);
  expect_complete(stage);
}

/// Walks through every step of one kind: each failure is named, says its step, and the next run completes.
template <class Break>
int walk(CertificateChoice choice, int stride, Break break_at) {
  int walked = 0;
  for (int step = 0;; step += stride) {
    Stage stage;
    if (choice == CertificateChoice::renew) stage.provision();
    const bool failed = break_at(stage, step, choice);
    if (!failed) return walked;
    ++walked;
    stage.writes.fail_at.reset();
    stage.reads.fail_at.reset();
    stage.http.fail_at.reset();
    try {
      stage.provision(choice);
    } catch (const base::Error& error) {
      ADD_FAILURE() << "the retry after step " << step << ": " << error.describe();
      return walked;
    }
    SCOPED_TRACE(step);
    expect_complete(stage);
  }
}

void expect_named(const base::Error& error, int step) {
  EXPECT_FALSE(error.is(base::internal)) << step << " " << error.describe();
  EXPECT_NE(error.param("step"), "") << step << " " << error.describe();
}

class EveryStep : public testing::TestWithParam<CertificateChoice> {};

TEST_P(EveryStep, OfWritingToTheBoardMayFail) {
  const int walked = walk(GetParam(), 2, [](Stage& stage, int step, CertificateChoice choice) {
    stage.writes = stage::Saboteur{step, ports::serial_disconnected, 0};
    const base::Error error = error_of(stage, choice);
    if (stage.writes.steps <= step) return false;
    expect_named(error, step);
    return true;
  });
  EXPECT_GT(walked, 10);
}

TEST_P(EveryStep, OfReadingFromTheBoardMayFail) {
  const int walked = walk(GetParam(), 97, [](Stage& stage, int step, CertificateChoice choice) {
    stage.reads = stage::Saboteur{step, ports::serial_disconnected, 0};
    const base::Error error = error_of(stage, choice);
    if (stage.reads.steps <= step) return false;
    expect_named(error, step);
    return true;
  });
  EXPECT_GT(walked, 10);
}

TEST_P(EveryStep, OfAskingAwsMayFail) {
  for (const auto fault : {stage::HttpFault::before, stage::HttpFault::answer_lost,
                           stage::HttpFault::forbidden, stage::HttpFault::nonsense}) {
    const int walked = walk(GetParam(), 1, [fault](Stage& stage, int step, CertificateChoice choice) {
      stage.http.requests = 0;
      stage.http.fail_at = step;
      stage.http.fault = fault;
      const base::Error error = error_of(stage, choice);
      if (stage.http.requests <= step) return false;
      // Some answers are not needed (an empty one that is nonsense, a repeat that AWS forgives): then nothing
      // failed.
      if (error.code().name() != "test.no_error") expect_named(error, step);
      return true;
    });
    EXPECT_GE(walked, 8);
  }
}

INSTANTIATE_TEST_SUITE_P(Mar, EveryStep, testing::Values(CertificateChoice::keep, CertificateChoice::renew),
                         [](const auto& chosen) {
                           return chosen.param == CertificateChoice::keep ? "New" : "Renewal";
                         });

}  // namespace
