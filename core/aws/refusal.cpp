#include "aws/refusal.hpp"

#include <algorithm>
#include <array>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/xml.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

struct Meaning {
  std::string_view words;
  base::ErrorCode code;
};

/// By the error's name, without the ending "Exception" that some services add.
constexpr Meaning by_name[] = {
    {"InvalidClientTokenId", unknown_key},
    {"UnrecognizedClient", unknown_key},
    {"InvalidAccessKeyId", unknown_key},
    {"SignatureDoesNotMatch", signature_mismatch},
    {"InvalidSignature", signature_mismatch},
    {"ExpiredToken", token_expired},
    {"TokenRefreshRequired", token_expired},
    {"RequestExpired", clock_skewed},
    {"RequestTimeTooSkewed", clock_skewed},
    {"RequestInTheFuture", clock_skewed},
    {"AccessDenied", not_permitted},
    {"Unauthorized", not_permitted},
    {"UnauthorizedOperation", not_permitted},
    {"NotAuthorized", not_permitted},
    {"Forbidden", not_permitted},
    {"OptInRequired", not_subscribed},
    {"SubscriptionRequired", not_subscribed},
    {"Throttling", throttled},
    {"Throttled", throttled},
    {"TooManyRequests", throttled},
    {"RequestLimitExceeded", throttled},
    {"RequestThrottled", throttled},
    {"PriorRequestNotComplete", throttled},
    {"ResourceAlreadyExists", conflict},
    {"EntityAlreadyExists", conflict},
    {"AlreadyExists", conflict},
    {"ResourceConflict", conflict},
    {"Conflict", conflict},
    {"ConflictingResourceUpdate", conflict},
    {"VersionConflict", conflict},
    {"DeleteConflict", in_use},
    {"CertificateState", wrong_state},
    {"InvalidStateTransition", wrong_state},
    {"ResourceNotFound", not_found},
    {"NoSuchEntity", not_found},
    {"LimitExceeded", limit_exceeded},
    {"VersionsLimitExceeded", limit_exceeded},
    {"ServiceQuotaExceeded", limit_exceeded},
    {"InternalFailure", service_failed},
    {"InternalError", service_failed},
    {"Internal", service_failed},
    {"ServiceUnavailable", service_failed},
    {"Service", service_failed},
};

/// By the message, for a name that cannot be read.
constexpr Meaning by_message[] = {
    {"security token included in the request is expired", token_expired},
    {"security token included in the request is invalid", unknown_key},
    {"signature we calculated does not match", signature_mismatch},
    {"is not authorized to perform", not_permitted},
    {"Rate exceeded", throttled},
};

base::ErrorCode by_status(int status, const Request& request) {
  switch (status) {
    case 401:
    case 403:
      return not_permitted;
    case 404:
      return not_found;
    case 406:
      return wrong_state;
    case 409:
      return request.method == "DELETE" ? in_use : conflict;
    case 410:
      return limit_exceeded;
    case 429:
      return throttled;
    case 400:
    case 413:
      return invalid_request;
    default:
      return status >= 500 ? service_failed : refused;
  }
}

bool blames_clock(std::string_view message) {
  return message.find("Signature expired") != std::string_view::npos ||
         message.find("Signature not yet current") != std::string_view::npos;
}

constexpr std::string_view before_action = "is not authorized to perform: ";
constexpr std::string_view before_resource = "on resource: ";
constexpr std::string_view denied_in = "with an explicit deny in ";

base::ErrorCode meaning(const Refusal& refusal, const Request& request) {
  // AWS reports a wrong clock under the name of a wrong signature; only the message tells them apart.
  if (blames_clock(refusal.message)) return clock_skewed;
  if (refusal.message.find(denied_in) != std::string::npos) return explicitly_denied;
  std::string_view name = refusal.name;
  constexpr std::string_view ending = "Exception";
  if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending)
    name.remove_suffix(ending.size());
  for (const Meaning& row : by_name) {
    if (row.words == name) return row.code;
  }
  // CloudFormation has no name of its own for "Stack with id NAME does not exist".
  if (request.service == Service::cloudformation && name == "ValidationError" &&
      refusal.message.find("does not exist") != std::string::npos)
    return not_found;
  for (const Meaning& row : by_message) {
    if (refusal.message.find(row.words) != std::string::npos) return row.code;
  }
  // Without AWS's name or message, a proxy or a portal may have answered. Then only statuses that mean "try
  // later" can be believed.
  const bool is_anonymous = refusal.name.empty() && refusal.message.empty();
  if (is_anonymous && refusal.status != 429 && refusal.status < 500) return bad_answer;
  return by_status(refusal.status, request);
}

/// The word after `lead`, up to a space.
std::string word_after(std::string_view text, std::string_view lead) {
  const std::size_t at = text.find(lead);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + lead.size());
  return std::string(text.substr(0, text.find(' ')));
}

/// "namespace#Name:detail" → "Name"
std::string_view bare_name(std::string_view name) {
  name = name.substr(0, name.find(':'));
  const std::size_t hash = name.rfind('#');
  return base::trim(hash == std::string_view::npos ? name : name.substr(hash + 1));
}

void read_json(const Json& body, Refusal& refusal) {
  const auto first_text = [](const Json& from, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
      if (auto text = from.find_text(name)) return *text;
    }
    return std::string();
  };
  const Json error = body.find("Error").value_or(body);
  if (refusal.name.empty()) refusal.name = bare_name(first_text(error, {"Code", "__type", "code"}));
  refusal.message = first_text(error, {"message", "Message", "errorMessage"});
  refusal.resource_id = first_text(body, {"resourceId"});
  refusal.resource_arn = first_text(body, {"resourceArn"});
}

void read_xml(std::string_view body, Refusal& refusal) {
  if (refusal.name.empty()) refusal.name = bare_name(xml_text(body, "Code").value_or(""));
  refusal.message = xml_text(body, "Message").value_or("");
}

/// RegisterCACertificate names the existing certificate only in its message: "… ID:0123…"
std::string id_in_message(std::string_view message) {
  std::string id = word_after(message, "ID:");
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  id.erase(std::find_if_not(id.begin(), id.end(), is_hex), id.end());
  return id.size() == 64 ? id : std::string();
}

/// Names the action and resource that are not permitted: those of AWS's message, or else those of the
/// request.
void name_permission(base::Error& error, const Refusal& refusal, const Request& request, Region region) {
  const std::string action = word_after(refusal.message, before_action);
  const std::string resource = word_after(refusal.message, before_resource);
  if (!action.empty()) error.with("action", action);
  error.with("resource", !resource.empty()          ? resource
                         : request.resource.empty() ? "*"
                                                    : iot_arn(region, "*", request.resource));
  const std::size_t denied = refusal.message.find(denied_in);
  if (denied != std::string::npos) error.with("policy", refusal.message.substr(denied + denied_in.size()));
}

/// "Signature expired: T1 is now earlier than T2 (T3 - 15 min.)": T3 is the server's own time.
std::optional<base::SystemTime> time_in_message(std::string_view message) {
  if (!blames_clock(message)) return std::nullopt;
  const std::size_t at = message.rfind('(');
  return at == std::string_view::npos ? std::nullopt : parse_amz_date(message.substr(at + 1, 16));
}

/// AWS may quote a request that it could not verify, including the token and the whole key id.
std::string without_keys(std::string message, const Credentials& credentials) {
  for (const base::Secret* secret : {&credentials.secret_access_key, &credentials.session_token}) {
    if (secret->empty()) continue;
    const base::Secret encoded = base::Secret::taking(percent_encode(secret->reveal()));
    message = base::replace_all(message, secret->reveal(), "[secret]");
    message = base::replace_all(message, encoded.reveal(), "[secret]");
  }
  const std::string& id = credentials.access_key_id;
  return id.empty() ? message : base::replace_all(message, id, credentials.masked());
}

}  // namespace

std::optional<base::Error> permission_error(std::string_view message) {
  const std::string action = word_after(message, before_action);
  if (action.empty()) return std::nullopt;
  std::string resource = word_after(message, before_resource);
  resource.erase(std::find(resource.begin(), resource.end(), '"'), resource.end());
  const std::size_t denied = message.find(denied_in);
  base::Error error(denied == std::string_view::npos ? not_permitted : explicitly_denied);
  error.with("action", action).with("resource", resource.empty() ? "*" : resource).because(message);
  if (denied != std::string_view::npos) {
    const std::string_view policy = message.substr(denied + denied_in.size());
    error.with("policy", policy.substr(0, policy.find(" (Service: ")));
  }
  return error;
}

std::optional<base::SystemTime> parse_http_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(25) != " GMT") return std::nullopt;
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  if (month == months.end()) return std::nullopt;
  std::string amz(text.substr(12, 4));
  amz += base::padded(static_cast<std::uint64_t>(month - months.begin()) + 1, 2);
  amz.append(text.substr(5, 2)).append("T");
  amz.append(text.substr(17, 2)).append(text.substr(20, 2)).append(text.substr(23, 2)).append("Z");
  return parse_amz_date(amz);
}

Refusal parse_refusal(const ports::HttpResponse& response) {
  Refusal refusal;
  refusal.status = response.status;
  refusal.name = bare_name(response.header("x-amzn-errortype"));
  if (const auto body = Json::parse(response.body)) {
    read_json(*body, refusal);
  } else {
    read_xml(response.body, refusal);
  }
  if (refusal.resource_id.empty()) refusal.resource_id = id_in_message(refusal.message);
  refusal.server_time = time_in_message(refusal.message);
  if (!refusal.server_time) refusal.server_time = parse_http_date(response.header("date"));
  return refusal;
}

base::Error as_error(const Refusal& refusal, const Request& request, const Credentials& credentials,
                     Region region) {
  const base::ErrorCode code = meaning(refusal, request);
  base::Error error(code);
  error.with("action", request.action).with("status", refusal.status);
  if (code == unknown_key) error.with("key", credentials.masked());
  if (code == not_permitted || code == explicitly_denied) name_permission(error, refusal, request, region);
  if (!refusal.resource_id.empty()) error.with("resource_id", refusal.resource_id);
  if (!refusal.resource_arn.empty()) error.with("resource_arn", refusal.resource_arn);
  const std::string words = without_keys(refusal.message, credentials);
  error.because(refusal.name.empty() ? words : refusal.name + ": " + words);
  return error;
}

}  // namespace aws
