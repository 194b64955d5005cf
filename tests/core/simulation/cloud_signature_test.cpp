// The simulated cloud's verification of signatures against the product's signer: two implementations that
// share only AWS's documents.
#include "simulation/cloud_signature.hpp"

#include <gtest/gtest.h>

#include "aws/sigv4.hpp"
#include "aws/sts.hpp"
#include "simulation/cloud_testing.hpp"

using namespace simulation;
using namespace testing_cloud;
using std::chrono::minutes;

namespace {

const aws::SigningScope scope{start_time, "us-east-2", "iot"};

ExpectedSigner expected() {
  return {Cloud::access_key_id(), Cloud::secret_access_key(), "us-east-2", "iot"};
}

/// A request as the product sends it. `path` is encoded as in the URL.
ports::HttpRequest signed_request(const std::string& path, const aws::Query& query, const std::string& body,
                                  const aws::Credentials& credentials = demo_credentials(),
                                  const aws::SigningScope& its_scope = scope) {
  aws::SignableRequest request;
  request.method = "POST";
  request.path = path;
  request.query = query;
  request.headers = {{"host", "iot.us-east-2.amazonaws.com"},
                     {"Content-Type", " application/json;  charset=x "}};
  request.payload_hash = aws::sha256_hex(base::as_bytes(body));
  aws::sign(request, credentials, its_scope);
  ports::HttpRequest sent;
  sent.method = request.method;
  sent.url =
      "https://iot.us-east-2.amazonaws.com" + path + (query.empty() ? "" : "?" + aws::query_string(query));
  for (const auto& header : request.headers) {
    if (header.first != "host") sent.headers.push_back(header);
  }
  sent.body = body;
  return sent;
}

/// AWS's message; empty if the signature is accepted.
std::string verdict(const ports::HttpRequest& request, base::SystemTime now = start_time,
                    const ExpectedSigner& signer = expected()) {
  const auto refusal = refuse_signature(request, *CloudUrl::parse(request.url), signer, now);
  return refusal ? refusal->message : std::string();
}

bool starts_with(const std::string& text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}

TEST(CloudSignature, AcceptsTheProductsSignatures) {
  for (const std::string path : {"/", "/things/a%20b", "/attached-policies/arn%3Aaws%3Aiot%3Ax%2Fy",
                                 "/a//b/../c/./d/", "/policies/%E2%82%AC~-_.", "/trailing/.."}) {
    EXPECT_EQ(verdict(signed_request(path, {}, "{}")), "") << path;
    EXPECT_EQ(verdict(signed_request(path, {{"b", "2 +"}, {"a", "/?&="}, {"a", ""}, {"B", "\xC3\xA9"}}, "")),
              "")
        << path;
  }
}

TEST(CloudSignature, RefusesARequestThatWasChangedAfterSigning) {
  const ports::HttpRequest good = signed_request("/things/x", {{"a", "1"}}, "{}");
  const std::string wrong = "The request signature we calculated does not match";
  const auto changed = [&](auto change) {
    ports::HttpRequest request = good;
    change(request);
    return verdict(request);
  };
  EXPECT_EQ(verdict(good), "");
  EXPECT_TRUE(starts_with(changed([](auto& r) { r.body = "{ }"; }), wrong));
  EXPECT_TRUE(starts_with(changed([](auto& r) { r.method = "PUT"; }), wrong));
  EXPECT_TRUE(starts_with(changed([](auto& r) { r.url += "&b=2"; }), wrong));
  EXPECT_TRUE(
      starts_with(changed([](auto& r) { r.url.replace(r.url.find("/things/x"), 9, "/things/y"); }), wrong));
  EXPECT_TRUE(starts_with(changed([](auto& r) { r.url.replace(8, 3, "tio"); }), wrong));
  EXPECT_TRUE(starts_with(changed([](auto& r) { r.headers.front().second = "text/plain"; }), wrong));
  EXPECT_TRUE(starts_with(changed([](auto& r) { r.headers.erase(r.headers.begin()); }), wrong));
  EXPECT_TRUE(
      starts_with(changed([](auto& r) { r.headers.emplace_back("X-Amz-Content-Sha256", "00"); }), wrong));
}

TEST(CloudSignature, NamesTheReasonAsAwsDoes) {
  aws::Credentials wrong_secret = demo_credentials();
  wrong_secret.secret_access_key = base::Secret("simulated/secret/key/that/opens/nothing/");
  EXPECT_TRUE(
      starts_with(verdict(signed_request("/", {}, "", wrong_secret)), "The request signature we calculated"));
  aws::Credentials stranger = demo_credentials();
  stranger.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  EXPECT_EQ(verdict(signed_request("/", {}, "", stranger)),
            "The security token included in the request is invalid.");
  aws::Credentials temporary = demo_credentials();
  temporary.session_token = base::Secret("token");
  EXPECT_EQ(verdict(signed_request("/", {}, "", temporary)),
            "The security token included in the request is invalid.");
  const auto scoped = [](const std::string& region, const std::string& service) {
    return verdict(signed_request("/", {}, "", demo_credentials(), {start_time, region, service}));
  };
  EXPECT_EQ(scoped("eu-west-1", "iot"), "Credential should be scoped to a valid region, not 'eu-west-1'. ");
  EXPECT_EQ(scoped("us-east-2", "sts"), "Credential should be scoped to correct service: 'iot'. ");
  ports::HttpRequest unsigned_request;
  unsigned_request.url = "https://iot.us-east-2.amazonaws.com/";
  EXPECT_EQ(verdict(unsigned_request), "Request is missing Authentication Token");
}

TEST(CloudSignature, AcceptsAClockErrorOfUpToFifteenMinutes) {
  const ports::HttpRequest request = signed_request("/", {}, "");
  EXPECT_EQ(verdict(request, start_time + minutes(15)), "");
  EXPECT_EQ(verdict(request, start_time - minutes(15)), "");
  EXPECT_EQ(verdict(request, start_time + minutes(15) + std::chrono::seconds(1)),
            "Signature expired: 20261123T000000Z is now earlier than 20261123T000001Z (20261123T001501Z - 15 "
            "min.)");
  EXPECT_EQ(verdict(request, start_time - minutes(16)),
            "Signature not yet current: 20261123T000000Z is still later than 20261122T235900Z "
            "(20261122T234400Z + 15 min.)");
}

TEST(CloudSignature, AcceptsAPresignedUrlUntilItExpires) {
  const std::string host = "simulated-ats.iot.us-east-2.amazonaws.com";
  const base::Secret url =
      aws::mqtt_url(demo_credentials(), aws::Region::parse("us-east-2"), host, start_time, minutes(30));
  ExpectedSigner signer = expected();
  signer.service = "iotdevicegateway";
  const auto refused = [&](std::string text, base::SystemTime now = start_time) {
    return refuse_presigned(*CloudUrl::parse(text), signer, now).has_value();
  };
  const std::string good(url.reveal());
  EXPECT_FALSE(refused(good));
  EXPECT_FALSE(refused(good, start_time + minutes(30)));
  EXPECT_TRUE(refused(good, start_time + minutes(31)));
  EXPECT_TRUE(refused(good, start_time - minutes(16)));
  EXPECT_TRUE(refused(good + "0"));
  EXPECT_TRUE(refused(good + "&X-Amz-Security-Token=t"));
  std::string elsewhere = good;
  elsewhere.replace(elsewhere.find("simulated"), 9, "somebodys");
  EXPECT_TRUE(refused(elsewhere));
  std::string longer = good;
  longer.replace(longer.find("Expires=1800"), 12, "Expires=7200");
  EXPECT_TRUE(refused(longer));
}

/// A presigned URL needs a better clock than a signature in headers, and STS tells the time.
TEST(CloudSignature, TellsTheTimeInAnswersThatAPageCanRead) {
  World world;
  const base::VirtualWallClock slow(world.executor, start_time - minutes(9));
  aws::Client client = world.client_of(demo_credentials(), slow);
  world.executor.run(aws::get_caller_identity(client));
  EXPECT_EQ(client.clock_offset(), minutes(9));
}

}  // namespace
