// Tests each rule of the signature against results that AWS publishes: the example of its documents
// (ListUsers of IAM) and the get-vanilla family of its test suite.
#include "aws/sigv4.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace {

using aws::canonical_headers;
using aws::canonical_path;
using aws::canonical_query;

aws::Credentials suite_credentials() {
  return aws::Credentials{"AKIDEXAMPLE", base::Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), {}};
}
aws::SigningScope suite_scope() {
  return {aws::parse_amz_date("20150830T123600Z").value(), "us-east-1", "service"};
}

std::string authorization_of(std::string method, std::string path, aws::Query query,
                             ports::HttpHeaders headers = {}) {
  aws::SignableRequest request;
  request.method = std::move(method);
  request.path = std::move(path);
  request.query = std::move(query);
  request.headers = std::move(headers);
  request.headers.emplace_back("Host", "example.amazonaws.com");
  request.payload_hash = aws::sha256_hex({});
  aws::sign(request, suite_credentials(), suite_scope());
  return request.headers.back().second;
}

std::string signature_of(const std::string& authorization) {
  return authorization.substr(authorization.rfind('=') + 1);
}

constexpr std::string_view vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

TEST(SigV4Suite, GetVanilla) {
  EXPECT_EQ(authorization_of("GET", "/", {}),
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            "SignedHeaders=host;x-amz-date, Signature=" +
                std::string(vanilla));
}

TEST(SigV4Suite, PostVanilla) {
  EXPECT_EQ(signature_of(authorization_of("POST", "/", {})),
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
}

TEST(SigV4Suite, SignsPathsThatResolveToTheRootAsTheRoot) {
  for (const std::string path : {"/", "//", "/./", "/./.", "/example/..", "/example1/example2/../..", "/../"})
    EXPECT_EQ(signature_of(authorization_of("GET", path, {})), vanilla) << path;
}

TEST(SigV4Suite, GetVanillaQueryOrderKeyCase) {
  EXPECT_EQ(signature_of(authorization_of("GET", "/", {{"Param2", "value2"}, {"Param1", "value1"}})),
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
}

TEST(SigV4Suite, AddsAnotherHeaderToTheSignedNamesInOrder) {
  const std::string authorization =
      authorization_of("GET", "/", {}, {{"My-Header1", "value1"}, {"aaa", "b"}});
  EXPECT_NE(authorization.find("SignedHeaders=aaa;host;my-header1;x-amz-date,"), std::string::npos);
}

TEST(SigV4, DerivesTheKeyAndSignsAsAwsDocumentsShow) {
  const base::Secret secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  aws::SignableRequest request;
  request.method = "GET";
  request.path = "/";
  request.query = {{"Version", "2010-05-08"}, {"Action", "ListUsers"}};
  request.headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"},
                     {"host", "iam.amazonaws.com"},
                     {"x-amz-date", "20150830T123600Z"}};
  request.payload_hash = aws::sha256_hex({});
  const aws::SigningScope scope{aws::parse_amz_date("20150830T123600Z").value(), "us-east-1", "iam"};
  const base::Secret canonical = aws::canonical_request(request);
  EXPECT_EQ(canonical.reveal(),
            "GET\n/\nAction=ListUsers&Version=2010-05-08\n"
            "content-type:application/x-www-form-urlencoded; charset=utf-8\nhost:iam.amazonaws.com\n"
            "x-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\n"
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const std::string to_sign = aws::string_to_sign(scope, canonical);
  EXPECT_EQ(to_sign,
            "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n"
            "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
  EXPECT_EQ(aws::signature(secret, scope, to_sign),
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
}

TEST(SigV4Path, IsNormalisedThenEncodedOnceMore) {
  EXPECT_EQ(canonical_path(""), "/");
  EXPECT_EQ(canonical_path("/things/a"), "/things/a");
  EXPECT_EQ(canonical_path("/things/a/"), "/things/a/");
  EXPECT_EQ(canonical_path("//things///a"), "/things/a");
  EXPECT_EQ(canonical_path("/a/./b/../c"), "/a/c");
  EXPECT_EQ(canonical_path("/../../a"), "/a");
  EXPECT_EQ(canonical_path("/attached-policies/arn%3Aaws"), "/attached-policies/arn%253Aaws");
  EXPECT_EQ(canonical_path("/a b"), "/a%20b");
  EXPECT_EQ(canonical_path("/-._~"), "/-._~");
}

TEST(SigV4Query, IsSortedByEncodedNameThenValue) {
  EXPECT_EQ(canonical_query({}), "");
  EXPECT_EQ(canonical_query({{"b", "1"}, {"a", "2"}, {"a", "1"}, {"B", ""}}), "B=&a=1&a=2&b=1");
  EXPECT_EQ(canonical_query({{"a b", "/=&+~"}, {"\xC3\xA9", "%"}}), "%C3%A9=%25&a%20b=%2F%3D%26%2B~");
  EXPECT_EQ(aws::query_string({{"b", "1"}, {"a", "2"}}), "b=1&a=2") << "in the given order";
}

TEST(SigV4Headers, AreTrimmedFoldedLoweredAndJoined) {
  const auto headers =
      canonical_headers({{"X-B", "  a   b\t c "}, {"x-a", "2"}, {"X-A", "1"}, {"x-empty", " "}});
  EXPECT_EQ(headers.text, "x-a:2,1\nx-b:a b c\nx-empty:\n");
  EXPECT_EQ(headers.signed_names, "x-a;x-b;x-empty");
}

TEST(AmzDate, ReadsWhatItWritesAndNothingElse) {
  for (const std::string text :
       {"20150830T123600Z", "20000229T000000Z", "20991231T235959Z", "19700101T000000Z"})
    EXPECT_EQ(aws::amz_date(aws::parse_amz_date(text).value()), text);
  for (const std::string text :
       {"", "20150830T123600", "20150830 123600Z", "20151330T123600Z", "20150230T123600Z", "20150830T243600Z",
        "20150830T126000Z", "2015083OT123600Z", "20150830T123600ZZ"})
    EXPECT_FALSE(aws::parse_amz_date(text)) << text;
}

}  // namespace
