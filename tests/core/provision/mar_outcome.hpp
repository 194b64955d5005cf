// How a job on the stage ended, and whether all is as it should be.
#pragma once

#include <gtest/gtest.h>

#include "mar_stage.hpp"
#include "pki/device.hpp"

namespace mar_stage {

inline base::Error error_of(Stage& stage,
                            provision::CertificateChoice choice = provision::CertificateChoice::keep) {
  try {
    stage.provision(choice);
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::ErrorCode("test.no_error"));
}

/// Everything in place, as a look with fresh eyes finds it, and nothing else in the account.
inline void expect_complete(Stage& stage) {
  const provision::Survey survey = stage.survey();
  ASSERT_TRUE(survey.registration);
  EXPECT_TRUE(survey.registration->complete());
  EXPECT_EQ(stage.http.certificates, std::set<std::string>{survey.registration->certificate_id});
  EXPECT_EQ(survey.policy, provision::PolicyState::present);
  ASSERT_TRUE(survey.board.chain);
  EXPECT_EQ(survey.board.endpoint, survey.account.endpoint);
  EXPECT_EQ(survey.board.thing_name, pki::thing_name(survey.board.chain->device));
  EXPECT_TRUE(stage.memory.entries.empty()) << "unfinished work is noted";
  EXPECT_TRUE(
      make_plan(survey, provision::CertificateChoice::keep, aws::Region::parse("us-east-2")).complete());
}

}  // namespace mar_stage
