// Tests how the client finds out whose keys it has (STS) and how powerful they are (IAM).
#include "aws/sts.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/iam.hpp"
#include "base/text.hpp"
#include "fakes.hpp"

namespace {

using aws::IdentityKind;
using fakes::Cloud;

std::string answer(std::string_view account, std::string_view arn) {
  return base::replace_all(
      base::replace_all(fakes::identity_json, "arn:aws:iam::123456789012:user/workshop/bob", arn),
      "\"123456789012\"", "\"" + std::string(account) + "\"");
}

TEST(CallerIdentity, RecognisesRootUserRoleAndFederatedUser) {
  struct Row {
    std::string_view arn;
    IdentityKind kind;
    std::string_view name;
  };
  for (const Row& row :
       {Row{"arn:aws:iam::123456789012:root", IdentityKind::root, ""},
        Row{"arn:aws:iam::123456789012:user/bob", IdentityKind::user, "bob"},
        Row{"arn:aws:iam::123456789012:user/a/b/bob", IdentityKind::user, "bob"},
        Row{"arn:aws-cn:sts::123456789012:assumed-role/Teacher/bob@x", IdentityKind::role, "Teacher"},
        Row{"arn:aws:sts::123456789012:federated-user/bob", IdentityKind::federated_user, "bob"}}) {
    const auto identity = aws::parse_caller_identity(answer("123456789012", row.arn));
    EXPECT_EQ(identity.kind, row.kind) << row.arn;
    EXPECT_EQ(identity.name, row.name);
    EXPECT_EQ(identity.account, "123456789012");
  }
}

TEST(CallerIdentity, IsAlsoReadFromXml) {
  const auto identity = aws::parse_caller_identity(
      "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/bob</Arn>"
      "<UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult></"
      "GetCallerIdentityResponse>");
  EXPECT_EQ(identity.name, "bob");
  EXPECT_EQ(identity.user_id, "AIDA");
}

TEST(CallerIdentity, IsABadAnswerIfItContradictsItself) {
  const std::string whole(fakes::identity_json);
  std::vector<std::string> bodies{answer("12345678901", "arn:aws:iam::12345678901:user/bob"),
                                  answer("123456789012", "arn:aws:iam::210987654321:user/bob"),
                                  answer("123456789012", "arn:aws:iam::123456789012:user"),
                                  answer("123456789012", "nonsense"),
                                  "<Arn>arn:aws:iam::123456789012:user/bob</Arn>",
                                  "{}"};
  for (std::size_t i = 0; i < whole.size(); i += 3) bodies.push_back(whole.substr(0, i));
  for (const std::string& body : bodies) {
    try {
      aws::parse_caller_identity(body);
      FAIL() << body;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(aws::bad_answer)) << body;
    }
  }
}

std::string simulated(std::string_view first, std::string_view second) {
  return R"({"SimulatePrincipalPolicyResponse":{"SimulatePrincipalPolicyResult":{"EvaluationResults":[)"
         R"({"EvalActionName":"iam:CreateUser","EvalDecision":")" +
         std::string(first) + R"("},{"EvalActionName":"iam:AttachUserPolicy","EvalDecision":")" +
         std::string(second) + R"("}]}}})";
}

aws::Power power(int status, const std::string& body,
                 std::string_view arn = "arn:aws:iam::123456789012:user/bob") {
  Cloud cloud;
  for (int i = 0; i < 5; ++i) cloud.http.answer(status, body);
  return cloud.executor.run(
      aws::power_of(cloud.client, aws::parse_caller_identity(answer("123456789012", arn))));
}

TEST(Power, FollowsIamsSimulation) {
  EXPECT_EQ(power(200, simulated("allowed", "allowed")), aws::Power::administrator);
  EXPECT_EQ(power(200, simulated("allowed", "implicitDeny")), aws::Power::limited);
  const auto in_xml = [](const std::string& decision) {
    return "<EvalActionName>iam:CreateUser</EvalActionName><EvalDecision>" + decision + "</EvalDecision>";
  };
  EXPECT_EQ(power(200, "<r>" + in_xml("allowed") + in_xml("allowed") + "</r>"), aws::Power::administrator);
  EXPECT_EQ(power(200, "<r>" + in_xml("explicitDeny") + "</r>"), aws::Power::limited);
  EXPECT_EQ(power(200, "<r><EvalDecision>allowed</EvalDecision></r>"), aws::Power::unknown)
      << "a decision on no action";
}

TEST(Power, IsLimitedWithoutPermissionToSimulateAndUnknownIfIamFails) {
  EXPECT_EQ(
      power(403, fakes::sts_error("AccessDenied", "User: x is not authorized to perform: iam:Simulate")),
      aws::Power::limited);
  EXPECT_EQ(power(500, ""), aws::Power::unknown);
  EXPECT_EQ(power(200, "<r></r>"), aws::Power::unknown);
  EXPECT_EQ(power(200, "{}"), aws::Power::unknown);
  Cloud cloud;
  cloud.http.unreachable(5);
  EXPECT_EQ(cloud.executor.run(aws::power_of(cloud.client, aws::parse_caller_identity(fakes::identity_json))),
            aws::Power::unknown);
}

TEST(Power, LogsARefusedSimulationAtDebugOnly) {
  Cloud cloud;
  cloud.http.answer(403, fakes::sts_error("AccessDenied", "not authorized to perform: iam:Simulate"));
  cloud.executor.run(aws::power_of(cloud.client, aws::parse_caller_identity(fakes::identity_json)));
  EXPECT_FALSE(cloud.log.lines().empty());
  for (const base::LogLine& line : cloud.log.lines())
    EXPECT_EQ(line.level, base::LogLevel::debug) << line.text;
}

TEST(Power, OfRootNeedsNoRequest) {
  Cloud cloud;
  const auto root = aws::parse_caller_identity(answer("123456789012", "arn:aws:iam::123456789012:root"));
  EXPECT_EQ(cloud.executor.run(aws::power_of(cloud.client, root)), aws::Power::root);
  EXPECT_TRUE(cloud.http.requests.empty());
}

TEST(Power, OfASessionIsThatOfItsRole) {
  const auto role = aws::parse_caller_identity(
      answer("123456789012", "arn:aws-cn:sts::123456789012:assumed-role/Teacher/bob"));
  const std::string arn = "arn:aws-cn:iam::123456789012:role/school/Teacher";  // with the path
  for (const std::string& response :
       {R"({"GetRoleResponse":{"GetRoleResult":{"Role":{"RoleName":"Teacher","Arn":")" + arn + R"("}}}})",
        "<GetRoleResponse><GetRoleResult><Role><Arn>" + arn +
            "</Arn></Role></GetRoleResult></GetRoleResponse>"}) {
    Cloud cloud("cn-north-1");
    cloud.http.answer(200, response).answer(200, simulated("allowed", "allowed"));
    EXPECT_EQ(cloud.executor.run(aws::power_of(cloud.client, role)), aws::Power::administrator);
    EXPECT_NE(cloud.http.requests.at(0).body.find("Action=GetRole&Version=2010-05-08&RoleName=Teacher"),
              std::string::npos);
    EXPECT_NE(cloud.http.requests.at(1).body.find(
                  "PolicySourceArn=arn%3Aaws-cn%3Aiam%3A%3A123456789012%3Arole%2Fschool%2FTeacher&"),
              std::string::npos);
    EXPECT_EQ(cloud.http.requests.at(1).url, "https://iam.cn-north-1.amazonaws.com.cn/");
  }
}

TEST(Power, OfARoleThatMayNotBeReadIsLimited) {
  Cloud cloud;
  cloud.http.answer(403, fakes::sts_error("AccessDenied", "not authorized to perform: iam:GetRole"));
  const auto role = aws::parse_caller_identity(
      answer("123456789012", "arn:aws:sts::123456789012:assumed-role/Teacher/bob"));
  EXPECT_EQ(cloud.executor.run(aws::power_of(cloud.client, role)), aws::Power::limited);
}

}  // namespace
