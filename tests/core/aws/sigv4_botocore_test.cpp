// Compares every stage of the signature with botocore's, for the cases of generate_sigv4_cases.py.
#include <algorithm>
#include <gtest/gtest.h>

#include "aws/json.hpp"
#include "aws/sigv4.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "embedded/sigv4_cases_jsonl.hpp"

namespace {

using aws::Json;

aws::Query pairs_at(const Json& json, std::string_view name) {
  aws::Query pairs;
  for (const Json& pair : json.list_at(name)) {
    const auto items = pair.items();
    pairs.emplace_back(items.at(0).text().value(), items.at(1).text().value());
  }
  return pairs;
}

struct Case {
  explicit Case(const Json& case_json) : json(case_json) {
    credentials.access_key_id = json.text_at("key");
    credentials.secret_access_key = base::Secret(json.text_at("secret"));
    credentials.session_token = base::Secret(json.text_at("token"));
    scope = {aws::parse_amz_date(json.text_at("time")).value(), json.text_at("region"),
             json.text_at("service")};
    request.method = json.text_at("method");
    request.path = json.text_at("path");
    request.query = pairs_at(json, "query");
    request.headers = pairs_at(json, "headers");
    request.headers.emplace_back("Host", json.text_at("host"));
    request.payload_hash = aws::sha256_hex(base::from_hex(json.text_at("body")));
  }
  std::string expected(std::string_view stage) const { return json.text_at(stage); }

  Json json;
  aws::Credentials credentials;
  aws::SigningScope scope;
  aws::SignableRequest request;
};

std::vector<Case> cases_of(std::string_view kind) {
  std::vector<Case> cases;
  for (const auto line : base::split(embedded::sigv4_cases_jsonl, '\n')) {
    if (line.empty()) continue;
    const auto json = Json::parse(line);
    if (json.value().text_at("kind") == kind) cases.emplace_back(*json);
  }
  return cases;
}

std::vector<std::string> sorted_parameters(std::string_view query) {
  std::vector<std::string> parameters;
  for (const auto part : base::split(query, '&')) parameters.emplace_back(part);
  std::sort(parameters.begin(), parameters.end());
  return parameters;
}

void expect_stages(const Case& test, const aws::SignableRequest& request) {
  const base::Secret canonical = aws::canonical_request(request);
  EXPECT_EQ(canonical.reveal(), test.expected("canonical_request"));
  const std::string to_sign = aws::string_to_sign(test.scope, canonical);
  EXPECT_EQ(to_sign, test.expected("string_to_sign"));
  EXPECT_EQ(aws::signature(test.credentials.secret_access_key, test.scope, to_sign),
            test.expected("signature"));
}

TEST(SigV4AgainstBotocore, SignsHeadersIdenticallyAtEveryStage) {
  const auto cases = cases_of("header");
  ASSERT_GE(cases.size(), 500U);
  for (const Case& test : cases) {
    SCOPED_TRACE(test.json.dump());
    aws::SignableRequest request = test.request;
    aws::sign(request, test.credentials, test.scope);
    ASSERT_EQ(request.headers.back().first, "Authorization");
    EXPECT_EQ(request.headers.back().second, test.expected("authorization"));
    request.headers.pop_back();
    expect_stages(test, request);
  }
}

/// The query without its signature, which is the part that was signed.
aws::SignableRequest presigned_request(const Case& test, bool with_token) {
  aws::SignableRequest request = test.request;
  request.query.emplace_back("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
  request.query.emplace_back("X-Amz-Credential", test.credentials.access_key_id + "/" + test.scope.text());
  request.query.emplace_back("X-Amz-Date", aws::amz_date(test.scope.time));
  request.query.emplace_back("X-Amz-Expires", test.json.at("expires").dump());
  request.query.emplace_back("X-Amz-SignedHeaders", "host");
  if (with_token) request.query.emplace_back("X-Amz-Security-Token", test.credentials.session_token.reveal());
  return request;
}

void expect_presigned(const std::vector<Case>& cases, aws::TokenPlacement placement) {
  for (const Case& test : cases) {
    SCOPED_TRACE(test.json.dump());
    const bool token_is_signed = placement == aws::TokenPlacement::is_signed && test.credentials.temporary();
    expect_stages(test, presigned_request(test, token_is_signed));
    const std::chrono::seconds expires(base::parse_decimal(test.json.at("expires").dump()).value());
    const base::Secret query =
        aws::presigned_query(test.request, test.credentials, test.scope, expires, placement);
    EXPECT_EQ(sorted_parameters(query.reveal()), sorted_parameters(test.expected("signed_query")));
  }
}

TEST(SigV4AgainstBotocore, PresignsIdenticallyAtEveryStage) {
  const auto cases = cases_of("presigned");
  ASSERT_GE(cases.size(), 100U);
  expect_presigned(cases, aws::TokenPlacement::is_signed);
}

TEST(SigV4AgainstBotocore, AppendsTheTokenOfMqttAfterSigning) {
  const auto cases = cases_of("mqtt");
  ASSERT_GE(cases.size(), 50U);
  ASSERT_TRUE(
      std::any_of(cases.begin(), cases.end(), [](const Case& c) { return c.credentials.temporary(); }));
  expect_presigned(cases, aws::TokenPlacement::after_signing);
}

}  // namespace
