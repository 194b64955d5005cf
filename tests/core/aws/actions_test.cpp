// Tests the table of actions and the policies that are made from it.
#include "aws/actions.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "aws/policy_grants.hpp"

namespace {

using aws::Purpose;
using fakes::allowed;

std::set<std::string> permitted(std::initializer_list<Purpose> purposes) {
  const aws::Owner owner{aws::Region::parse("eu-west-1"), "123456789012", "page-*"};
  return allowed(aws::policy_for(aws::actions_for(purposes), owner));
}

std::size_t dense_size(std::string document) {
  document.erase(
      std::remove_if(document.begin(), document.end(), [](char c) { return c == ' ' || c == '\n'; }),
      document.end());
  return document.size();
}

TEST(LeastPrivilege, NamesTheAccountThePolicyAndThePagesOwnClientId) {
  const std::string arn = "arn:aws:iot:eu-west-1:123456789012:";
  const auto provisioning = permitted({Purpose::provisioning});
  const auto watching = permitted({Purpose::watching});
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
  EXPECT_EQ(permitted({Purpose::provisioning, Purpose::watching}), both);
}

TEST(LeastPrivilege, DeletesThingsAndPoliciesOnlyForCleaningUp) {
  for (const Purpose purpose : {Purpose::provisioning, Purpose::registration, Purpose::watching}) {
    for (const auto& grant : permitted({purpose})) {
      EXPECT_NE(grant.find("iot:DeleteThing "), 0U) << grant;
      EXPECT_NE(grant.find("iot:DeletePolicy "), 0U) << grant;
    }
  }
  const auto cleaning = permitted({Purpose::clean_up});
  EXPECT_TRUE(cleaning.count("iot:DeleteThing arn:aws:iot:eu-west-1:123456789012:thing/*"));
  EXPECT_TRUE(cleaning.count("iot:DeletePolicy arn:aws:iot:eu-west-1:123456789012:policy/zt_policy"));
  for (const auto& grant : cleaning) EXPECT_EQ(grant.find("iot:Create"), std::string::npos) << grant;
}

TEST(LeastPrivilege, DeletesShadowsAndLogsOnlyForCleaningUp) {
  const std::string shadows =
      "iot:Publish arn:aws:iot:eu-west-1:123456789012:topic/$aws/things/*/shadow/delete";
  const std::string logs =
      "logs:DeleteLogGroup arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/MCHPStack-*";
  for (const Purpose purpose : {Purpose::provisioning, Purpose::registration, Purpose::watching}) {
    EXPECT_EQ(permitted({purpose}).count(shadows), 0U);
    EXPECT_EQ(permitted({purpose}).count(logs), 0U);
  }
  EXPECT_EQ(permitted({Purpose::clean_up}).count(shadows), 1U);
  EXPECT_EQ(permitted({Purpose::clean_up}).count(logs), 1U);
}

TEST(LeastPrivilege, NamesNoResourceOutsideTheStackOfRegistration) {
  for (const auto& grant : permitted({Purpose::registration})) {
    const bool is_of_other_service = grant.find("iot:") != 0 && grant.find("lambda:ListFunctions ") != 0;
    if (is_of_other_service) {
      EXPECT_NE(grant.find("MCHPStack"), std::string::npos) << grant;
    }
  }
}

TEST(LeastPrivilege, OfProvisioningFitsIntoThePolicyOfAUser) {
  const aws::Owner owner{aws::Region::parse("ap-northeast-1"), "123456789012", "web-provisioner-*"};
  const auto actions = aws::actions_for({Purpose::provisioning, Purpose::watching});
  EXPECT_LE(dense_size(aws::policy_for(actions, owner)), 2048U) << "IAM's limit for the policies of a user";
}

TEST(LeastPrivilege, UsesThePartitionOfTheRegion) {
  const aws::Owner owner{aws::Region::parse("cn-north-1"), "123456789012", "page-*"};
  for (const auto& grant : allowed(aws::policy_for(aws::actions_for({Purpose::registration}), owner))) {
    const std::string resource = grant.substr(grant.find(' ') + 1);
    EXPECT_TRUE(resource == "*" || resource.find("arn:aws-cn:") == 0) << grant;
  }
}

TEST(Actions, AreListedOnceForEachPurpose) {
  for (const Purpose purpose :
       {Purpose::provisioning, Purpose::registration, Purpose::watching, Purpose::clean_up, Purpose::users}) {
    std::set<std::string> names;
    for (const aws::Action& action : aws::actions_for({purpose}))
      EXPECT_TRUE(names.insert(action.name()).second) << action.name();
    EXPECT_FALSE(names.empty());
  }
  for (const aws::Action& action : aws::all_actions()) EXPECT_NE(action.purposes, 0) << action.name();
}

}  // namespace
