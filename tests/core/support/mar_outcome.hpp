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

/// Which certificates the account may hold beside the board's own: inactive ones that AWS refused to delete.
enum class OtherCertificates : std::uint8_t { none, inactive };

/// Expects that a new survey finds everything in place, and no other certificates than these in the account.
inline void expect_complete(MarWorld& world, OtherCertificates others = OtherCertificates::none) {
  const provision::Survey survey = world.survey();
  ASSERT_TRUE(survey.registration);
  EXPECT_TRUE(survey.registration->complete());
  std::set<std::string> found = world.http.certificates;
  EXPECT_EQ(found.erase(survey.registration->certificate_id), 1U);
  if (others == OtherCertificates::none) {
    EXPECT_EQ(found, std::set<std::string>());
  }
  for (const std::string& id : found) {
    const auto other = world.ask_aws([&](aws::IotClient& iot) { return iot.describe_certificate(id); });
    EXPECT_NE(other.status, aws::CertificateStatus::active) << id;
  }
  EXPECT_EQ(survey.policy, provision::PolicyState::present);
  ASSERT_TRUE(survey.board.chain);
  EXPECT_EQ(survey.board.endpoint, survey.account.endpoint);
  EXPECT_EQ(survey.board.thing_name, pki::thing_name(survey.board.chain->device));
  EXPECT_EQ(world.unfinished(), 0U);
  EXPECT_TRUE(
      make_plan(survey, provision::CertificateChoice::keep, aws::Region::parse("us-east-2")).complete());
}

}  // namespace support
