// Tests answers of AWS IoT that a page cannot read. The client finds the cause by asking STS and by probing
// the host.
#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "fakes.hpp"

namespace {

using fakes::Cloud;
using fakes::describe;
using namespace std::chrono_literals;

TEST(UnreadableAnswer, ReportsWhatStsSaysAboutTheKeys) {
  struct Row {
    std::string_view name;
    base::ErrorCode code;
  };
  for (const Row& row :
       {Row{"InvalidClientTokenId", aws::unknown_key}, Row{"SignatureDoesNotMatch", aws::signature_mismatch},
        Row{"ExpiredToken", aws::token_expired}}) {
    Cloud cloud;
    cloud.http.unreachable().answer(403, fakes::sts_error(row.name, "no"));
    EXPECT_EQ(cloud.error_of(describe(cloud)).code().name(), row.code.name());
    EXPECT_TRUE(cloud.http.done());
  }
}

TEST(UnreadableAnswer, MeansAMissingPermissionIfTheKeysAreGoodAndTheHostAnswersThreeTimes) {
  Cloud cloud;
  cloud.http.reachable_hosts = {"iot.us-east-1.amazonaws.com"};
  for (int i = 0; i < 3; ++i) cloud.http.unreachable().answer(200, std::string(fakes::identity_json));
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_TRUE(error.is(aws::not_permitted)) << error.describe();
  EXPECT_EQ(error.param("action"), "iot:DescribeThing");
  EXPECT_EQ(error.param("resource"), "arn:aws:iot:us-east-1:123456789012:thing/board");
  EXPECT_GE(cloud.executor.elapsed(), 2s) << "the retries last longer than short throttling";
  EXPECT_LE(cloud.executor.elapsed(), 6s);
}

TEST(UnreadableAnswer, IsNotARefusalIfItTimesOut) {
  Cloud cloud;
  cloud.http.reachable_hosts = {"iot.us-east-1.amazonaws.com"};
  for (int i = 0; i < 2; ++i) cloud.http.hang().answer(200, std::string(fakes::identity_json));
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::service_failed));
  EXPECT_TRUE(cloud.http.done());
}

TEST(UnreadableAnswer, IsIgnoredIfTheRetrySucceeds) {
  Cloud cloud;
  cloud.http.reachable_hosts = {"iot.us-east-1.amazonaws.com"};
  cloud.http.unreachable()
      .answer(200, std::string(fakes::identity_json))
      .answer(200, std::string(fakes::thing_json));
  EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
}

TEST(UnreadableAnswer, MeansABlockedHostWhenOnlyStsAnswers) {
  Cloud cloud;
  cloud.http.reachable_hosts = {"sts.us-east-1.amazonaws.com"};
  for (int i = 0; i < 5; ++i) cloud.http.unreachable().answer(200, std::string(fakes::identity_json));
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_TRUE(error.is(aws::host_blocked)) << error.describe();
  EXPECT_EQ(error.param("host"), "iot.us-east-1.amazonaws.com");
}

// A firewall that drops packets makes requests and probes wait.
TEST(UnreadableAnswer, MeansABlockedHostWithinAMinuteIfPacketsAreDropped) {
  Cloud cloud;
  cloud.http.reachable_hosts = {"sts.us-east-1.amazonaws.com"};
  cloud.http.dropping_hosts = {"iot.us-east-1.amazonaws.com"};
  for (int i = 0; i < 2; ++i) cloud.http.hang().answer(200, std::string(fakes::identity_json));
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_TRUE(error.is(aws::host_blocked)) << error.describe();
  EXPECT_EQ(error.param("host"), "iot.us-east-1.amazonaws.com");
  EXPECT_LT(cloud.executor.elapsed(), 1min);
}

TEST(UnreadableAnswer, NamesStsIfStsIsBlocked) {
  Cloud cloud;
  cloud.http.reachable_hosts = {"iot.us-east-1.amazonaws.com"};
  cloud.http.unreachable(1 + 5);
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_TRUE(error.is(aws::host_blocked)) << error.describe();
  EXPECT_EQ(error.param("host"), "sts.us-east-1.amazonaws.com");
}

TEST(UnreadableAnswer, MeansNoNetworkWhenNothingAnswers) {
  Cloud cloud;
  cloud.http.unreachable(1 + 5);
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::unreachable));
  EXPECT_TRUE(cloud.http.done());
}

TEST(UnreadableAnswer, IsRetriedWithTheClockCorrectedBySts) {
  Cloud cloud;
  cloud.http.unreachable().answer(403, fakes::sts_error("SignatureDoesNotMatch", fakes::expired));
  cloud.http.answer(200, std::string(fakes::identity_json)).answer(200, std::string(fakes::thing_json));
  EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
  EXPECT_EQ(cloud.client.clock_offset(), 7200s);
  EXPECT_EQ(fakes::header_of(cloud.http.requests.back(), "x-amz-date"), "20261123T120000Z");
}

}  // namespace
