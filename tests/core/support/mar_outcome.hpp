// How a MAR job ended: its error, and whether board and account are complete.
#pragma once

#include <gtest/gtest.h>
#include <set>
#include <string>

#include "pki/device.hpp"
#include "support/mar_world.hpp"

namespace support {

/// The error of the job; test.no_error when it succeeds.
inline base::Error error_of(MarWorld& world,
                            provision::CertificateChoice choice = provision::CertificateChoice::keep) {
  try {
    world.provision(choice);
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::ErrorCode("test.no_error"));
}

/// Expects that a new survey finds everything in place, and one certificate in the account.
inline void expect_complete(MarWorld& world) {
  const provision::Survey survey = world.survey();
  ASSERT_TRUE(survey.registration);
  EXPECT_TRUE(survey.registration->complete());
  EXPECT_EQ(world.http.certificates, std::set<std::string>{survey.registration->certificate_id});
  EXPECT_EQ(survey.policy, provision::PolicyState::present);
  ASSERT_TRUE(survey.board.chain);
  EXPECT_EQ(survey.board.endpoint, survey.account.endpoint);
  EXPECT_EQ(survey.board.thing_name, pki::thing_name(survey.board.chain->device));
  EXPECT_EQ(world.unfinished(), 0U);
  EXPECT_TRUE(
      make_plan(survey, provision::CertificateChoice::keep, aws::Region::parse("us-east-2")).complete());
}

}  // namespace support
