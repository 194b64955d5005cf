// Reads AWS's refusals: JSON of the REST services (with the error's name in a header that a page may not
// read), JSON or XML of the query services. Facts: "Common errors" in the API references of IoT, STS, IAM,
// CloudFormation, Lambda.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws/client.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "ports/http_client.hpp"

namespace aws {

struct Refusal {
  int status = 0;
  std::string name;     // "ThrottlingException"; empty if it cannot be read
  std::string message;  // empty if the body is not one of AWS's
  std::string resource_id;
  std::string resource_arn;
  std::optional<base::SystemTime> server_time;
};

Refusal parse_refusal(const ports::HttpResponse& response);

/// The error of errors.hpp that names the cause.
base::Error as_error(const Refusal& refusal, const Request& request, const Credentials& credentials,
                     Region region);

/// The error for AWS's sentence "User: … is not authorized to perform: ACTION on resource: ARN …" as a
/// service quotes it from another one: aws.not_permitted or aws.explicitly_denied. nullopt for other
/// sentences.
std::optional<base::Error> permission_error(std::string_view message);

/// "Mon, 23 Nov 2026 10:41:32 GMT" (RFC 9110, IMF-fixdate).
std::optional<base::SystemTime> parse_http_date(std::string_view text);

}  // namespace aws
