// Tests how the client keeps the user's keys out of the log and of errors.
#include <gtest/gtest.h>

#include "aws/client.hpp"
#include "aws/sts.hpp"
#include "base/spawn.hpp"
#include "fakes.hpp"

namespace {

using fakes::Cloud;
using namespace std::chrono_literals;

TEST(Client, KeepsItsSecretsOutOfTheLog) {
  Cloud cloud;
  const std::string secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const std::string encoded = aws::percent_encode(secret);
  cloud.http.answer(403, R"({"message":"you said )" + secret + " and " + encoded + R"("})");
  cloud.error_of(cloud.iot.describe_thing("board"));
  ASSERT_FALSE(cloud.log.lines().empty());
  for (const auto& line : cloud.log.lines()) {
    EXPECT_EQ(line.text.find(secret), std::string::npos);
    EXPECT_EQ(line.text.find(encoded), std::string::npos);
    EXPECT_EQ(line.text.find("AKIAIOSFODNN7EXAMPLE"), std::string::npos);
  }
}

TEST(Client, SendsNothingAfterItsKeysAreForgotten) {
  Cloud cloud;
  for (int i = 0; i < 5; ++i) cloud.http.answer(500, "");
  base::Outcome<aws::Thing> outcome;
  const base::Spawned request =
      base::spawn<aws::Thing>(cloud.executor, cloud.iot.describe_thing("board"),
                              [&](base::Outcome<aws::Thing> result) { outcome = std::move(result); });
  cloud.executor.run_for(50ms);  // the first answer has arrived, and the next attempt has not begun
  ASSERT_EQ(cloud.http.requests.size(), 1U);
  cloud.client.forget_keys();
  EXPECT_EQ(cloud.client.credentials().masked(), "");
  cloud.executor.run_for(60s);
  ASSERT_TRUE(outcome.done());
  EXPECT_TRUE(outcome.error().is(base::cancelled));
  EXPECT_EQ(cloud.http.requests.size(), 1U);
}

// AWS's message may quote the request that it expected. The page shows the message as technical detail.
TEST(Client, RemovesKeysFromQuotedRequests) {
  const std::string token = "IQoJb3JpZ2luX2VjEXAMPLE/token+==";
  Cloud cloud(
      "us-east-1", {},
      aws::typed_credentials("ASIAIOSFODNN7EXAMPLE", base::Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                             base::Secret(token)));
  cloud.http.answer(403,
                    fakes::sts_error("SignatureDoesNotMatch",
                                     "The Canonical String for this request should have been 'POST\\n/\\n"
                                     "x-amz-security-token:" +
                                         token +
                                         "\\nAction=&amp;X-Amz-Security-Token="
                                         "IQoJb3JpZ2luX2VjEXAMPLE%2Ftoken%2B%3D%3D' "
                                         "Credential=ASIAIOSFODNN7EXAMPLE/20261123"));
  const base::Error error = cloud.error_of(aws::get_caller_identity(cloud.client));
  const std::string description = error.describe();
  EXPECT_NE(description.find("x-amz-security-token:[secret]"), std::string::npos) << description;
  EXPECT_NE(description.find("Credential=MPLE/"), std::string::npos) << description;
  EXPECT_EQ(description.find("IQoJb3JpZ2lu"), std::string::npos) << description;
  EXPECT_EQ(description.find("ASIAIOSFODNN"), std::string::npos) << description;
}

}  // namespace
