// AWS Signature Version 4, a pure function for each stage. The same for every service, except for how AWS
// IoT's MQTT gateway accepts session tokens. Facts: "Create a signed AWS API request" and "Authenticating
// Requests: Using Query Parameters" in AWS's documents. Not included: S3's rules (paths as they are, unsigned
// and chunked payloads), SigV4A.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws/credentials.hpp"
#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"
#include "ports/http_client.hpp"

namespace aws {

/// Names and values before encoding, in any order; names may occur more than once.
using Query = std::vector<std::pair<std::string, std::string>>;

/// RFC 3986: every character except the unreserved ones as %XX in upper case.
std::string percent_encode(std::string_view text);
/// The query as in a URL; canonical_query() is the same, sorted.
std::string query_string(const Query& query);

/// 20150830T123600Z
std::string amz_date(base::SystemTime time);
std::optional<base::SystemTime> parse_amz_date(std::string_view text);

/// What is signed of a request.
struct SignableRequest {
  std::string method;
  std::string path;  // as it stands in the URL, percent-encoded
  Query query;
  ports::HttpHeaders headers;  // those to sign, host among them
  std::string payload_hash;    // sha256_hex of the body
};

std::string sha256_hex(base::ByteView payload);

/// RFC 3986 dot segments and repeated slashes resolved, then every segment encoded once more.
std::string canonical_path(std::string_view path);
std::string canonical_query(const Query& query);
struct CanonicalHeaders {
  std::string text;          // "host:example.com\nx-amz-date:…\n"
  std::string signed_names;  // "host;x-amz-date"
};
CanonicalHeaders canonical_headers(const ports::HttpHeaders& headers);
/// Holds the session token when that is signed: wipe it after use.
base::Secret canonical_request(const SignableRequest& request);

struct SigningScope {
  base::SystemTime time;
  std::string region;
  std::string service;
  std::string text() const;  // "20150830/us-east-1/iam/aws4_request"
};
std::string string_to_sign(const SigningScope& scope, const base::Secret& canonical_request);
/// 64 hex digits.
std::string signature(const base::Secret& secret_access_key, const SigningScope& scope,
                      std::string_view string_to_sign);

/// Adds X-Amz-Date, X-Amz-Security-Token where there is one, and Authorization to the request's headers.
void sign(SignableRequest& request, const Credentials& credentials, const SigningScope& scope);

/// Whether a session token is part of what a presigned URL signs. AWS IoT's MQTT gateway wants it appended
/// after signing.
enum class TokenPlacement : std::uint8_t { is_signed, after_signing };

/// The query of a presigned URL: the request's own, the X-Amz-… parameters and the signature.
base::Secret presigned_query(SignableRequest request, const Credentials& credentials,
                             const SigningScope& scope, std::chrono::seconds expires,
                             TokenPlacement placement);

}  // namespace aws
