// The request layer: what it sends, and how it reports what AWS refuses.
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
  std::string name;  // as the header tells it; empty in a browser
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
        // Not an answer of AWS: what a proxy or a portal says must not be taken for news about the account.
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

TEST(Client, RetriesThrottlingAndOutagesWithGrowingPauses) {
  Cloud cloud;
  cloud.http.answer(400, R"({"message":"Rate exceeded"})").answer(503, "").answer(500, "{}").answer(429, "");
  cloud.http.answer(200, std::string(fakes::thing_json));
  EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
  EXPECT_EQ(cloud.executor.elapsed(), 200ms + 400ms + 800ms + 1600ms);
}

TEST(Client, ShortensItsPausesAtRandomByUpToHalf) {
  Cloud cloud;
  cloud.random.value = std::byte{0};
  cloud.http.answer(503, "").answer(503, "").answer(200, std::string(fakes::thing_json));
  cloud.executor.run(describe(cloud));
  EXPECT_EQ(cloud.executor.elapsed(), 100ms + 200ms);
}

TEST(Client, GivesUpAfterFiveAttempts) {
  Cloud cloud;
  for (int i = 0; i < 9; ++i) cloud.http.answer(503, "");
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::service_failed));
  EXPECT_EQ(cloud.http.requests.size(), 5U);
}

/// AWS throttles for the given time, as in a workshop where thirty people start at once.
void throttle_for(Cloud& cloud, base::Duration duration) {
  for (int i = 0; i < 100; ++i) {
    cloud.http.then([&cloud, duration](const ports::HttpRequest&) {
      if (cloud.executor.elapsed() < duration) return ports::HttpResponse{429, {}, ""};
      return ports::HttpResponse{200, {}, std::string(fakes::thing_json)};
    });
  }
}

TEST(Client, WaitsOutThrottlingAndReportsThatItWaits) {
  for (const base::Duration duration : {base::Duration(15s), base::Duration(30s), base::Duration(60s)}) {
    Cloud cloud;
    throttle_for(cloud, duration);
    std::vector<bool> told;
    cloud.client.on_throttling = [&] { told.push_back(cloud.client.is_throttled()); };
    EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
    EXPECT_GE(cloud.executor.elapsed(), duration);
    EXPECT_EQ(told, (std::vector{true, false}));
  }
}

TEST(Client, DoesNotReportShortThrottling) {
  Cloud cloud;
  throttle_for(cloud, 1s);
  cloud.client.on_throttling = [] { ADD_FAILURE() << "told"; };
  EXPECT_EQ(cloud.executor.run(describe(cloud)).name, "board");
}

TEST(Client, GivesUpWhenThrottlingDoesNotEnd) {
  Cloud cloud;
  throttle_for(cloud, 1h);
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::throttled));
  EXPECT_GE(cloud.executor.elapsed(), 90s);
  EXPECT_LE(cloud.executor.elapsed(), 100s);
  EXPECT_FALSE(cloud.client.is_throttled());
}

TEST(Client, WaitsUntilAwsFindsWhatWasJustCreated) {
  const std::string certificate = "arn:aws:iot:us-east-1:123456789012:cert/" + std::string(64, 'a');
  for (const bool attach_policy : {true, false}) {
    Cloud cloud;
    for (int i = 0; i < 20; ++i) {
      cloud.http.then([&cloud](const ports::HttpRequest&) {
        if (cloud.executor.elapsed() < 5s) return ports::HttpResponse{404, {}, R"({"message":"not found"})"};
        return ports::HttpResponse{200, {}, "{}"};
      });
    }
    cloud.executor.run(attach_policy ? cloud.iot.attach_policy("zt_policy", certificate)
                                     : cloud.iot.attach_thing_principal("board", certificate));
    EXPECT_GE(cloud.executor.elapsed(), 5s);
    EXPECT_LE(cloud.executor.elapsed(), 10s);
  }
}

TEST(Client, DoesNotWaitLongForWhatAwsNeverFinds) {
  Cloud cloud;
  for (int i = 0; i < 20; ++i) cloud.http.answer(404, R"({"message":"no such policy"})");
  EXPECT_TRUE(
      cloud.error_of(cloud.iot.attach_policy("zt_policy", "arn:aws:iot:us-east-1:123456789012:cert/0"))
          .is(aws::not_found));
  EXPECT_GE(cloud.executor.elapsed(), 8s);
  EXPECT_LE(cloud.executor.elapsed(), 15s);
}

TEST(Client, SignsEachAttemptWithTheCurrentTime) {
  Cloud cloud;
  for (int i = 0; i < 4; ++i) cloud.http.answer(503, "");
  cloud.http.answer(200, std::string(fakes::thing_json));
  cloud.executor.run(describe(cloud));
  EXPECT_EQ(fakes::header_of(cloud.http.requests.front(), "x-amz-date"), "20261123T100000Z");
  EXPECT_EQ(fakes::header_of(cloud.http.requests.back(), "x-amz-date"), "20261123T100003Z");
}

TEST(Client, DoesNotRetryARefusal) {
  Cloud cloud;
  cloud.http.answer(404, R"({"message":"no such thing"})");
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::not_found));
  EXPECT_EQ(cloud.http.requests.size(), 1U);
}

TEST(Client, CorrectsAWrongClockFromTheMessageAndRetriesOnce) {
  struct Row {
    std::string_view message;
    std::chrono::seconds offset;
  };
  for (const Row& row : {Row{fakes::expired, 7200s}, Row{from_the_future, -5400s}}) {
    Cloud cloud;
    cloud.http.answer(403, fakes::sts_error("SignatureDoesNotMatch", row.message));
    cloud.http.answer(200, std::string(fakes::identity_json));
    cloud.executor.run(aws::get_caller_identity(cloud.client));
    EXPECT_EQ(cloud.client.clock_offset(), row.offset);
    EXPECT_EQ(fakes::header_of(cloud.http.requests.at(1), "x-amz-date"),
              aws::amz_date(fakes::start_time() + row.offset));
    EXPECT_EQ(cloud.client.now(), fakes::start_time() + row.offset);
  }
}

TEST(Client, CorrectsAWrongClockFromTheDateHeader) {
  Cloud cloud;
  cloud.http.answer(403, fakes::sts_error("RequestExpired", "too old"),
                    {{"Date", "Mon, 23 Nov 2026 10:30:00 GMT"}});
  cloud.http.answer(200, std::string(fakes::identity_json));
  cloud.executor.run(aws::get_caller_identity(cloud.client));
  EXPECT_EQ(cloud.client.clock_offset(), 30min);
}

TEST(Client, CorrectsAClockThatAwsStillAccepts) {
  struct Row {
    std::string date;
    std::chrono::seconds offset;
  };
  for (const Row& row :
       {Row{"Mon, 23 Nov 2026 10:10:00 GMT", 600s}, Row{"Mon, 23 Nov 2026 09:56:00 GMT", -240s},
        Row{"Mon, 23 Nov 2026 10:01:30 GMT", 0s}, Row{"yesterday", 0s}}) {
    Cloud cloud;
    cloud.http.answer(200, std::string(fakes::identity_json), {{"Date", row.date}});
    cloud.executor.run(aws::get_caller_identity(cloud.client));
    EXPECT_EQ(cloud.client.clock_offset(), row.offset) << row.date;
    EXPECT_EQ(cloud.http.requests.size(), 1U);
  }
}

TEST(Client, ReportsAClockThatStaysWrong) {
  Cloud cloud;
  cloud.http.answer(403, fakes::sts_error("SignatureDoesNotMatch", fakes::expired));
  cloud.http.answer(403, fakes::sts_error("SignatureDoesNotMatch", fakes::expired));
  const base::Error error = cloud.error_of(aws::get_caller_identity(cloud.client));
  EXPECT_TRUE(error.is(aws::clock_skewed));
  EXPECT_EQ(error.param("seconds"), "7200");
  EXPECT_EQ(cloud.http.requests.size(), 2U);
  Cloud timeless;
  timeless.http.answer(403, fakes::sts_error("RequestExpired", "too old"));
  EXPECT_TRUE(timeless.error_of(aws::get_caller_identity(timeless.client)).is(aws::clock_skewed));
}

TEST(Client, DoesNotRetryAnUnsafeRequestAfterALostAnswer) {
  Cloud cloud;
  cloud.http.unreachable();
  aws::Request request =
      aws::query_request(aws::Service::iam, "CreateUser", "2010-05-08", {}, aws::Repeat::unsafe);
  EXPECT_TRUE(cloud.error_of(cloud.client.send(request)).is(aws::unreachable));
  EXPECT_EQ(cloud.http.requests.size(), 1U);
}

TEST(Client, RetriesARequestThatTimesOutAfterTwentySeconds) {
  Cloud cloud;
  cloud.http.hang().answer(200, std::string(fakes::identity_json));
  cloud.executor.run(aws::get_caller_identity(cloud.client));
  EXPECT_EQ(cloud.executor.elapsed(), 20s + 200ms);
}

TEST(Client, StopsAtOnceWhenCancelledWhileItWaits) {
  for (const bool in_pause : {false, true}) {
    Cloud cloud;
    if (in_pause) {
      cloud.http.answer(503, "");
    } else {
      cloud.http.hang();
    }
    base::Outcome<aws::Thing> outcome;
    base::Spawned run =
        base::spawn<aws::Thing>(cloud.executor, describe(cloud),
                                [&](base::Outcome<aws::Thing> result) { outcome = std::move(result); });
    cloud.executor.run_for(100ms);
    EXPECT_FALSE(outcome.done());
    run.cancel();
    cloud.executor.run_for(0ms);
    ASSERT_TRUE(outcome.done());
    EXPECT_TRUE(outcome.error().is(base::cancelled));
    EXPECT_EQ(cloud.http.requests.size(), 1U);
  }
}

TEST(Client, RefusesHugeAnswers) {
  Cloud cloud;
  cloud.http.answer(200, std::string(std::size_t{3} << 20, ' ')).fail(ports::http_too_large);
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::bad_answer));
  EXPECT_TRUE(cloud.error_of(describe(cloud)).is(aws::bad_answer));
}

}  // namespace
