#include "simulation/cloud_policy.hpp"

#include <gtest/gtest.h>

#include "aws/policy.hpp"

using simulation::permits;
using simulation::policy_fault;
using simulation::PolicyContext;

namespace {

const std::string head = "arn:aws:iot:us-east-2:000000000000:";

std::string statement(const std::string& members) {
  return R"({"Version":"2012-10-17","Statement":[{)" + members + "}]}";
}

TEST(CloudPolicy, AllowsABoardWithZtPolicyOnlyItsOwnTopics) {
  const std::vector<std::string> documents{
      aws::zero_touch_policy(aws::Region::parse("us-east-2"), "000000000000")};
  ASSERT_EQ(policy_fault(documents.front()), std::nullopt);
  const PolicyContext attached{"board1", "board1"};
  const PolicyContext stranger{"board1", std::nullopt};
  struct Case {
    const char* action;
    const char* resource;
    bool allowed;
  };
  const Case cases[] = {
      {"iot:Connect", "client/board1", true},
      {"iot:Connect", "client/board2", false},
      {"iot:Connect", "client/board11", false},
      {"iot:Publish", "topic/board1/sensors", true},
      {"iot:Publish", "topic/board1", false},
      {"iot:Publish", "topic/board2/sensors", false},
      {"iot:Publish", "topic/$aws/things/board1/shadow/update", true},
      {"iot:Publish", "topic/$aws/things/board2/shadow/update", false},
      {"iot:Receive", "topic/$aws/things/board1/shadow/update/delta", true},
      {"iot:Receive", "topic/board2/sensors", false},
      {"iot:Subscribe", "topicfilter/board1/#", true},
      {"iot:Subscribe", "topicfilter/+/sensors", false},
      {"iot:Subscribe", "topicfilter/#", false},
      {"iot:Subscribe", "topic/board1/x", false},
      {"iot:DeleteThing", "thing/board1", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(permits(documents, c.action, head + c.resource, attached), c.allowed)
        << c.action << " " << c.resource;
    EXPECT_FALSE(permits(documents, c.action, head + c.resource, stranger)) << c.action << " " << c.resource;
  }
}

TEST(CloudPolicy, EvaluatesStatementsAsAwsDoes) {
  const PolicyContext context{"c*d", std::nullopt};
  const std::string allow_all = statement(R"("Effect":"Allow","Action":"iot:*","Resource":"*")");
  const auto allowed = [&](const std::vector<std::string>& documents,
                           const std::string& resource = "topic/a/b") {
    return permits(documents, "iot:Publish", head + resource, context);
  };
  EXPECT_FALSE(allowed({}));
  EXPECT_TRUE(allowed({allow_all}));
  EXPECT_TRUE(allowed({statement(R"("Effect":"Allow","Action":["IOT:publish"],"Resource":["x","*/a/?"])")}));
  EXPECT_FALSE(allowed({statement(R"("Effect":"Allow","Action":"iot:Publish","Resource":"*/a/??")")}));
  EXPECT_FALSE(allowed({allow_all, statement(R"("Effect":"Deny","Action":"iot:Pub*","Resource":"*/a/b")")}));
  EXPECT_TRUE(allowed({allow_all, statement(R"("Effect":"Deny","Action":"iot:Pub*","Resource":"*/a/c")")}));
  EXPECT_TRUE(allowed({statement(R"("Effect":"Allow","NotAction":"iot:Connect","NotResource":"*/c")")}));
  EXPECT_FALSE(allowed({statement(R"("Effect":"Allow","NotAction":"iot:Publish","Resource":"*")")}));
  // The value of a variable is literal. An unknown variable matches nothing.
  const std::string own = statement(R"("Effect":"Allow","Action":"*","Resource":"*topic/${iot:ClientId}")");
  EXPECT_TRUE(allowed({own}, "topic/c*d"));
  EXPECT_FALSE(allowed({own}, "topic/cxd"));
  EXPECT_FALSE(allowed({statement(R"("Effect":"Allow","Action":"*","Resource":"*${iot:Nothing}")")}));
  EXPECT_TRUE(allowed({statement(R"("Effect":"Allow","Action":"*","Resource":"*${*}d")")}, "topic/c*d"));
}

TEST(CloudPolicy, EvaluatesTheConditionThatTheThingIsAttached) {
  const std::string document = statement(
      R"("Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"iot:Connection.Thing.IsAttached":["true"]}})");
  EXPECT_TRUE(permits({document}, "iot:Connect", head, {"x", "x"}));
  EXPECT_FALSE(permits({document}, "iot:Connect", head, {"x", std::nullopt}));
  const std::string unknown = statement(
      R"("Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})");
  EXPECT_FALSE(permits({unknown}, "iot:Connect", head, {"x", "x"}));
}

TEST(CloudPolicy, RefusesDocumentsThatAwsRefuses) {
  EXPECT_EQ(policy_fault(statement(R"("Effect":"Allow","Action":"*","Resource":"*")")), std::nullopt);
  for (const std::string& document :
       {std::string(), std::string("[]"), std::string("{"), std::string(R"({"Version":"2012-10-17"})"),
        std::string(R"({"Version":"2020-01-01","Statement":[]})"),
        statement(R"("Effect":"Maybe","Action":"*","Resource":"*")"),
        statement(R"("Effect":"Allow","Resource":"*")"),
        statement(R"("Effect":"Allow","Action":1,"Resource":"*")"),
        statement(R"("Effect":"Allow","Action":"*","Resource":")" + std::string(2048, 'x') + "\"")}) {
    EXPECT_TRUE(policy_fault(document)) << document;
    EXPECT_FALSE(permits({document}, "iot:Connect", head, PolicyContext())) << document;
  }
}

}  // namespace
