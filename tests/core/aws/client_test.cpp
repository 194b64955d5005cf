// Tests what the client sends, and how it reports refusals by AWS.
#include "aws/client.hpp"

#include <gtest/gtest.h>
#include <set>

#include "aws/errors.hpp"
#include "aws/iot.hpp"
#include "aws/sts.hpp"
#include "base/text.hpp"
#include "fakes.hpp"

namespace {

using fakes::Cloud;
using fakes::describe;

TEST(Client, SendsIotOnlyTheHeadersThatItsCrossOriginRulesAdmit) {
  const std::set<std::string> admitted{"authorization",        "x-amz-date",           "x-amz-security-token",
                                       "x-amzn-iot-principal", "x-amz-content-sha256", "x-amz-user-agent",
                                       "content-type",         "x-amzn-principal"};
  Cloud cloud(
      "us-east-1", {},
      aws::typed_credentials("ASIAIOSFODNN7EXAMPLE", base::Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                             base::Secret("token")));
  cloud.http.answer(200, "{}").answer(200, std::string(fakes::thing_json));
  cloud.executor.run(cloud.iot.attach_thing_principal("board", "arn:aws:iot:us-east-1:123456789012:cert/00"));
  cloud.executor.run(cloud.iot.create_thing("board"));
  for (const auto& request : cloud.http.requests) {
    for (const auto& header : request.headers)
      EXPECT_TRUE(admitted.count(base::to_lower(header.first))) << header.first;
    EXPECT_EQ(fakes::header_of(request, "x-amz-security-token"), "token");
  }
  const auto& attach = cloud.http.requests.at(0);
  EXPECT_EQ(attach.url, "https://iot.us-east-1.amazonaws.com/things/board/principals");
  EXPECT_EQ(fakes::header_of(attach, "x-amzn-principal"), "arn:aws:iot:us-east-1:123456789012:cert/00");
  EXPECT_NE(fakes::header_of(attach, "authorization")
                .find("SignedHeaders=host;x-amz-date;x-amz-security-token;x-amzn-principal,"),
            std::string::npos);
  EXPECT_EQ(fakes::header_of(attach, "content-type"), "") << "a request without a body has no type";
  EXPECT_EQ(fakes::header_of(cloud.http.requests.at(1), "content-type"), "application/json");
}

TEST(Client, AddsNoHeaderThatTheRulesRefuse) {
  Cloud cloud;
  aws::Request request;
  request.action = "iot:Anything";
  request.headers.emplace_back("amz-sdk-request", "attempt=1");
  EXPECT_TRUE(cloud.error_of(cloud.client.send(request)).is(base::internal));
  EXPECT_TRUE(cloud.http.requests.empty());
}

TEST(Client, AsksStsForJsonOnTheRegionsHost) {
  Cloud cloud("cn-north-1");
  cloud.http.answer(200, std::string(fakes::identity_json));
  cloud.executor.run(aws::get_caller_identity(cloud.client));
  const auto& request = cloud.http.requests.at(0);
  EXPECT_EQ(request.url, "https://sts.cn-north-1.amazonaws.com.cn/");
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.body, "Action=GetCallerIdentity&Version=2011-06-15");
  EXPECT_EQ(fakes::header_of(request, "accept"), "application/json");
  EXPECT_NE(fakes::header_of(request, "authorization").find("/cn-north-1/sts/aws4_request"),
            std::string::npos);
}

TEST(Client, SendsEveryServiceToTheOneEndpointThatItIsGiven) {
  Cloud cloud("us-east-1", "http://127.0.0.1:4566/");
  cloud.http.answer(200, std::string(fakes::identity_json)).answer(200, std::string(fakes::thing_json));
  cloud.executor.run(aws::get_caller_identity(cloud.client));
  cloud.executor.run(describe(cloud));
  EXPECT_EQ(cloud.http.requests.at(0).url, "http://127.0.0.1:4566/");
  EXPECT_EQ(cloud.http.requests.at(1).url, "http://127.0.0.1:4566/things/board");
  EXPECT_NE(fakes::header_of(cloud.http.requests.at(0), "authorization").find("/sts/"), std::string::npos);
  EXPECT_NE(fakes::header_of(cloud.http.requests.at(1), "authorization").find("/iot/"), std::string::npos);
  // The signed host is the host of the URL, including its port.
  aws::SignableRequest expected;
  expected.method = "GET";
  expected.path = "/things/board";
  expected.payload_hash = aws::sha256_hex({});
  expected.headers.emplace_back("host", "127.0.0.1:4566");
  aws::sign(expected, fakes::example_credentials(), {fakes::start_time(), "us-east-1", "iot"});
  EXPECT_EQ(fakes::header_of(cloud.http.requests.at(1), "authorization"), expected.headers.back().second);
}

struct RefusalRow {
  int status;
  std::string name;  // from the header; empty in a browser
  std::string body;
  base::ErrorCode code;
};

class Refusals : public testing::TestWithParam<RefusalRow> {};

TEST_P(Refusals, MapToErrorCodes) {
  Cloud cloud;
  const RefusalRow& row = GetParam();
  ports::HttpHeaders headers;
  if (!row.name.empty()) headers.emplace_back("x-amzn-ErrorType", row.name);
  for (int i = 0; i < 60; ++i) cloud.http.answer(row.status, row.body, headers);
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_EQ(error.code().name(), row.code.name()) << error.describe();
  EXPECT_EQ(error.param("action"), "iot:DescribeThing");
  EXPECT_EQ(error.param("status"), std::to_string(row.status));
}

const std::string not_authorized =
    R"({"message":"User: arn:aws:iam::123456789012:user/bob is not authorized to perform: iot:DescribeThing on resource: arn:aws:iot:us-east-1:123456789012:thing/board because no identity-based policy allows the iot:DescribeThing action"})";
const std::string xml_error =
    "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <Error>\n    "
    "<Type>Sender</Type>\n"
    "    <Code>InvalidClientTokenId</Code>\n    <Message>The security token is &lt;invalid&gt;</Message>\n  "
    "</Error>\n"
    "</ErrorResponse>";
const std::string invalid_token = R"({"message":"The security token included in the request is invalid."})";
const std::string wrong_signature =
    R"({"message":"The request signature we calculated does not match the signature you provided. Check your key."})";

INSTANTIATE_TEST_SUITE_P(
    Client, Refusals,
    testing::Values(
        RefusalRow{403, "UnrecognizedClientException", invalid_token, aws::unknown_key},
        RefusalRow{403, "", invalid_token, aws::unknown_key},
        RefusalRow{403, "", xml_error, aws::unknown_key},
        RefusalRow{403, "InvalidSignatureException:http://internal/", wrong_signature,
                   aws::signature_mismatch},
        RefusalRow{403, "", wrong_signature, aws::signature_mismatch},
        RefusalRow{403, "", R"({"message":"The security token included in the request is expired"})",
                   aws::token_expired},
        RefusalRow{403, "", fakes::sts_error("ExpiredToken", "expired"), aws::token_expired},
        RefusalRow{403, "", fakes::sts_error("OptInRequired", "no subscription"), aws::not_subscribed},
        RefusalRow{403, "", not_authorized, aws::not_permitted},
        RefusalRow{403, "", R"({"message":"Forbidden"})", aws::not_permitted},
        RefusalRow{403, "AccessDeniedException", R"({"Message":null})", aws::not_permitted},
        RefusalRow{401, "", R"({"message":"no"})", aws::not_permitted},
        RefusalRow{400, "", R"({"message":"Rate exceeded"})", aws::throttled},
        RefusalRow{400, "ThrottlingException", R"({"message":"slow"})", aws::throttled},
        RefusalRow{429, "", "", aws::throttled},
        RefusalRow{400, "", R"({"message":"Invalid name"})", aws::invalid_request},
        RefusalRow{400, "", R"({"__type":"com.amazonaws#LimitExceededException","message":"x"})",
                   aws::limit_exceeded},
        RefusalRow{402, "ServiceQuotaExceededException", R"({"message":"x"})", aws::limit_exceeded},
        RefusalRow{404, "", R"({"message":"Thing board is not found."})", aws::not_found},
        RefusalRow{406, "", R"({"message":"still active"})", aws::wrong_state},
        RefusalRow{409, "", R"({"message":"exists"})", aws::conflict},
        RefusalRow{409, "DeleteConflictException", R"({"message":"attached"})", aws::in_use},
        RefusalRow{410, "", R"({"message":"too many"})", aws::limit_exceeded},
        RefusalRow{418, "", R"({"message":"teapot"})", aws::refused},
        RefusalRow{302, "", R"({"message":"elsewhere"})", aws::refused},
        RefusalRow{500, "", "", aws::service_failed},
        RefusalRow{503, "", "<html>down</html>", aws::service_failed},
        // Not an answer of AWS. The answer of a proxy or a portal says nothing about the account.
        RefusalRow{404, "", "<html>Not found</html>", aws::bad_answer},
        RefusalRow{403, "", "", aws::bad_answer}, RefusalRow{409, "", "[]", aws::bad_answer},
        RefusalRow{400, "", "{\"message\":", aws::bad_answer}));

TEST(Client, NamesTheActionAndTheResourceThatAreNotPermitted) {
  Cloud cloud;
  cloud.http.answer(403, not_authorized);
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_EQ(error.param("action"), "iot:DescribeThing");
  EXPECT_EQ(error.param("resource"), "arn:aws:iot:us-east-1:123456789012:thing/board");
}

TEST(Client, DistinguishesAnExplicitDenialFromAMissingPermission) {
  Cloud cloud;
  cloud.http.answer(
      403,
      R"({"message":"User: arn:aws:iam::123456789012:user/bob is not authorized to perform: iot:DescribeThing on resource: arn:aws:iot:us-east-1:123456789012:thing/board with an explicit deny in a service control policy"})");
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_TRUE(error.is(aws::explicitly_denied)) << error.describe();
  EXPECT_EQ(error.param("action"), "iot:DescribeThing");
  EXPECT_EQ(error.param("policy"), "a service control policy");
}

TEST(Client, NamesTheResourceOfTheRequestIfAwsNamesNone) {
  Cloud cloud;
  cloud.http.answer(403, R"({"message":"Forbidden"})").answer(403, R"({"message":"Forbidden"})");
  EXPECT_EQ(cloud.error_of(describe(cloud)).param("resource"), "arn:aws:iot:us-east-1:*:thing/board");
  const std::string certificate = "arn:aws:iot:us-east-1:123456789012:cert/" + std::string(64, 'a');
  const base::Error attaching = cloud.error_of(cloud.iot.attach_policy("zt_policy", certificate));
  EXPECT_EQ(attaching.param("resource"), "arn:aws:iot:us-east-1:*:cert/" + std::string(64, 'a'));
}

TEST(Client, ShowsOnlyTheLastFourCharactersOfAnUnknownKey) {
  Cloud cloud;
  cloud.http.answer(403, xml_error);
  const base::Error error = cloud.error_of(describe(cloud));
  EXPECT_EQ(error.param("key"), "MPLE");
  EXPECT_EQ(error.detail(), "InvalidClientTokenId: The security token is <invalid>");
}

TEST(Client, NamesTheResourceThatAlreadyExists) {
  const std::string id(64, 'a');
  Cloud cloud;
  cloud.http.answer(409, R"({"message":"The certificate is already provisioned.","resourceId":")" + id +
                             R"(","resourceArn":"arn:aws:iot:us-east-1:123456789012:cert/)" + id + R"("})");
  cloud.http.answer(409, R"({"message":"CA certificate already registered. ID:)" + id + R"("})");
  const base::Error certificate = cloud.error_of(cloud.iot.register_certificate_without_ca("pem"));
  EXPECT_TRUE(certificate.is(aws::conflict));
  EXPECT_EQ(certificate.param("resource_id"), id);
  EXPECT_EQ(certificate.param("resource_arn"), "arn:aws:iot:us-east-1:123456789012:cert/" + id);
  EXPECT_EQ(cloud.error_of(cloud.iot.register_ca_certificate("pem", "pem")).param("resource_id"), id);
}

TEST(Client, ReportsAConflictOnDeletingAsInUse) {
  Cloud cloud;
  cloud.http.answer(409, R"({"message":"The policy cannot be deleted as it is attached"})");
  EXPECT_TRUE(cloud.error_of(cloud.iot.delete_policy("zt_policy")).is(aws::in_use));
}

TEST(Client, RefusesHugeAnswers) {
  Cloud cloud;
  cloud.http.answer(200, std::string(std::size_t{3} << 20, ' ')).fail(ports::http_too_large);
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::bad_answer));
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::bad_answer));
}

}  // namespace
