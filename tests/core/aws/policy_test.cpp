// Tests the content of the policy documents, and which documents count as the same policy.
#include "aws/policy.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "aws/json.hpp"

namespace {

using aws::Json;
using aws::Region;
using aws::same_policy;

std::set<std::string> allowed(const std::string& document) {
  std::set<std::string> grants;
  const auto texts = [](const Json& value) {
    std::vector<std::string> list;
    if (const auto one = value.text()) return std::vector<std::string>{*one};
    for (const Json& item : value.items()) list.push_back(item.text().value());
    return list;
  };
  const auto json = Json::parse(document).value();
  EXPECT_EQ(json.text_at("Version"), "2012-10-17");
  for (const Json& statement : json.list_at("Statement")) {
    EXPECT_EQ(statement.text_at("Effect"), "Allow");
    for (const auto& action : texts(statement.at("Action"))) {
      for (const auto& resource : texts(statement.at("Resource")))
        grants.insert(std::string(action).append(" ").append(resource));
    }
  }
  return grants;
}

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

TEST(LeastPrivilege, NamesTheAccountThePolicyAndThePagesOwnClientId) {
  const Region region = Region::parse("eu-west-1");
  const std::string arn = "arn:aws:iot:eu-west-1:123456789012:";
  const auto provisioning = allowed(aws::provisioning_policy(region, "123456789012"));
  const auto watching = allowed(aws::watching_policy(region, "123456789012", "page-*"));
  EXPECT_TRUE(provisioning.count("iot:RegisterCertificateWithoutCA *"));
  EXPECT_TRUE(provisioning.count("iot:CreateThing " + arn + "thing/*"));
  EXPECT_TRUE(provisioning.count("iot:AttachPolicy " + arn + "cert/*"));
  EXPECT_TRUE(provisioning.count("iot:CreatePolicy " + arn + "policy/zt_policy"));
  EXPECT_TRUE(watching.count("iot:Connect " + arn + "client/page-*"));
  EXPECT_TRUE(watching.count("iot:Subscribe " + arn + "topicfilter/*/sensors"));
  EXPECT_TRUE(watching.count("iot:Publish " + arn + "topic/$aws/things/*/shadow/update"));
  for (const auto& grant : provisioning) EXPECT_EQ(grant.find("iot:*"), std::string::npos);
  for (const auto& grant : watching) EXPECT_EQ(grant.find("Create"), std::string::npos) << grant;
  auto both = provisioning;
  both.insert(watching.begin(), watching.end());
  EXPECT_EQ(allowed(aws::provisioning_and_watching_policy(region, "123456789012", "page-*")), both);
  EXPECT_EQ(allowed(aws::permitting_policy("iot:X", "")), (std::set<std::string>{"iot:X *"}));
}

}  // namespace
