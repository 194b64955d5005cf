// Tests the content of the policy documents, and which documents count as the same policy.
#include "aws/policy.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "aws/json.hpp"
#include "aws/policy_grants.hpp"

namespace {

using aws::Json;
using aws::Region;
using aws::same_policy;
using fakes::allowed;

TEST(ZeroTouchPolicy, LetsABoardUseItsOwnTopicsAndNothingElse) {
  const std::string arn = "arn:aws-cn:iot:cn-north-1:123456789012:";
  const std::string own = "${iot:Connection.Thing.ThingName}/*";
  const std::string shadow = "$aws/things/${iot:Connection.Thing.ThingName}/shadow/*";
  const std::string document = aws::zero_touch_policy(Region::parse("cn-north-1"), "123456789012");
  EXPECT_EQ(
      allowed(document),
      (std::set<std::string>{"iot:Connect " + arn + "client/${iot:Connection.Thing.ThingName}",
                             "iot:Publish " + arn + "topic/" + own, "iot:Publish " + arn + "topic/" + shadow,
                             "iot:Receive " + arn + "topic/" + own, "iot:Receive " + arn + "topic/" + shadow,
                             "iot:Subscribe " + arn + "topicfilter/" + own,
                             "iot:Subscribe " + arn + "topicfilter/" + shadow,
                             "iot:UpdateThingShadow " + arn + "topic/" + shadow,
                             "iot:GetThingShadow " + arn + "topic/" + shadow}));
  std::string dense = document;
  dense.erase(std::remove_if(dense.begin(), dense.end(), [](char c) { return c == ' ' || c == '\n'; }),
              dense.end());
  EXPECT_LE(dense.size(), 2048U) << "AWS IoT's limit";
}

TEST(SamePolicy, ComparesPermissionsNotWording) {
  const std::string a =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iot:Publish","iot:Receive"],"Resource":["x","y"]},)"
      R"({"Effect":"Allow","Action":"iot:Connect","Resource":"c"}]})";
  const std::string rewritten =
      R"({"Statement":[{"Sid":"1","Action":["iot:connect"],"Resource":["c","c"],"Effect":"Allow"},)"
      R"({"Resource":["y","x"],"Action":"iot:Receive","Effect":"Allow"},)"
      R"({"Resource":["y","x"],"Action":["iot:Publish"],"Effect":"Allow"}],"Version":"2012-10-17"})";
  EXPECT_TRUE(same_policy(a, a));
  EXPECT_TRUE(same_policy(a, rewritten));
  EXPECT_TRUE(same_policy(rewritten, a));
  const std::string whole = aws::zero_touch_policy(Region::parse("us-east-1"), "123456789012");
  EXPECT_TRUE(same_policy(whole, Json::parse(whole)->dump()));
  EXPECT_FALSE(same_policy(whole, aws::zero_touch_policy(Region::parse("us-east-1"), "123456789013")));
  EXPECT_FALSE(same_policy(whole, aws::zero_touch_policy(Region::parse("us-east-2"), "123456789012")));
}

TEST(SamePolicy, DetectsEveryDifference) {
  const auto document = [](const std::string& statement) {
    return R"({"Version":"2012-10-17","Statement":{)" + statement + "}}";
  };
  const std::string a = document(R"("Effect":"Allow","Action":"a:B","Resource":"x")");
  for (const std::string& other :
       {document(R"("Effect":"Deny","Action":"a:B","Resource":"x")"),
        document(R"("Effect":"Allow","Action":"a:C","Resource":"x")"),
        document(R"("Effect":"Allow","Action":"a:B","Resource":"X")"),
        document(R"("Effect":"Allow","Action":["a:B","a:C"],"Resource":"x")"),
        document(R"("Effect":"Allow","NotAction":"a:B","Resource":"x")"),
        document(R"("Effect":"Allow","Action":"a:B","Resource":"x","Condition":{"Bool":{"k":"true"}})"),
        std::string(
            R"({"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"a:B","Resource":"x"}})"),
        std::string(R"({"Version":"2012-10-17","Statement":[]})")})
    EXPECT_FALSE(same_policy(a, other)) << other;
}

TEST(SamePolicy, IsFalseForTextsThatAreNotPolicies) {
  for (const std::string& invalid :
       {std::string(), std::string("[]"), std::string("{}"), std::string("text"),
        std::string(R"({"Version":"2012-10-17"})"),
        std::string(R"({"Version":"2012-10-17","Statement":["x"]})"),
        std::string(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[1]}]})"),
        std::string(9000, '[')})
    EXPECT_FALSE(same_policy(invalid, invalid)) << invalid.substr(0, 80);
}

TEST(GuidePolicy, MatchesTheVendorsGuide) {
  const auto grants = allowed(aws::guide_policy());
  EXPECT_EQ(grants.size(), 1U + 8U + 9U + 4U);
  EXPECT_TRUE(grants.count("iot:* *"));
  EXPECT_TRUE(grants.count("iam:PassRole *"));
  EXPECT_TRUE(grants.count("lambda:UpdateFunctionCode *"));
  EXPECT_TRUE(grants.count("cloudformation:CreateStack *"));
}

TEST(PermittingPolicy, PermitsWhatWasRefused) {
  EXPECT_EQ(allowed(aws::permitting_policy("iot:X", "")), (std::set<std::string>{"iot:X *"}));
}

}  // namespace
