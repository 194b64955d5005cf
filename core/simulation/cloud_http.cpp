#include "simulation/cloud_http.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "ports/errors.hpp"
#include "simulation/cloud.hpp"
#include "simulation/cloud_iot.hpp"

namespace simulation {

namespace {

using nlohmann::json;
using Names = std::initializer_list<std::string_view>;

const Names safelisted{"accept", "accept-language", "content-language"};  // these need no preflight
const Names admitted_by_iot{"authorization",        "x-amz-date",      "x-amz-security-token",
                            "x-amzn-iot-principal", "content-type",    "x-amz-content-sha256",
                            "x-amz-user-agent",     "x-amzn-principal"};
const Names admitted_by_query_services{"content-type",  "content-length",        "x-amz-user-agent",
                                       "authorization", "amz-sdk-invocation-id", "amz-sdk-request",
                                       "x-amz-date",    "x-amz-security-token",  "x-amz-content-sha256"};

struct Host {
  aws::Service service;
  aws::Region region;
};

std::optional<Host> simulated_host(std::string_view name) {
  for (const aws::Region region : aws::all_regions()) {
    for (const auto service : {aws::Service::iot, aws::Service::sts, aws::Service::iam}) {
      if (aws::host(service, region) == name) return Host{service, region};
    }
  }
  return std::nullopt;
}

bool has(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool admits(const ports::HttpRequest& request, Names admitted) {
  if (!has({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}, request.method)) return false;
  return std::all_of(request.headers.begin(), request.headers.end(), [&](const auto& header) {
    const std::string name = base::to_lower(header.first);
    return has(safelisted, name) || has(admitted, name);
  });
}

base::Error unreadable(std::string_view host, std::string_view why) {
  return base::Error(ports::http_unreachable).with("host", host).because(why);
}

/// A request id that depends only on the request.
std::string request_id(const ports::HttpRequest& request) {
  std::string id = base::to_hex(crypto::sha256(base::as_bytes(request.url + request.body))).substr(0, 32);
  for (const std::size_t at : {8U, 13U, 18U, 23U}) id.insert(at, "-");
  return id;
}

bool wants_json(const ports::HttpRequest& request) {
  return std::any_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
    return base::equal_ignoring_case(header.first, "accept") &&
           header.second.find("application/json") != std::string::npos;
  });
}

std::string escaped(std::string_view text) {
  std::string safe = base::replace_all(text, "&", "&amp;");
  safe = base::replace_all(safe, "<", "&lt;");
  return base::replace_all(safe, ">", "&gt;");
}

ports::HttpResponse query_answer(const ports::HttpRequest& request, int status, const json& as_json,
                                 std::string as_xml) {
  ports::HttpResponse response;
  response.status = status;
  const bool in_json = wants_json(request);
  response.headers = {{"content-type", in_json ? "application/json" : "text/xml"},
                      {"x-amzn-requestid", request_id(request)}};
  response.body = in_json ? as_json.dump() : std::move(as_xml);
  return response;
}

ports::HttpResponse query_refusal(const ports::HttpRequest& request, int status, std::string_view code,
                                  std::string_view message) {
  const std::string id = request_id(request);
  const json error{{"Type", "Sender"}, {"Code", code}, {"Message", message}};
  std::string xml =
      "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>";
  xml.append(code).append("</Code><Message>").append(escaped(message));
  xml.append("</Message></Error><RequestId>").append(id).append("</RequestId></ErrorResponse>");
  return query_answer(request, status, json{{"Error", error}, {"RequestId", id}}, std::move(xml));
}

/// The simulated user may do everything but manage users, which would make an administrator.
constexpr std::string_view decision_on(std::string_view action) {
  const bool is_of_users = action.starts_with("iam:") && action.find("User") != std::string_view::npos;
  return is_of_users ? "implicitDeny" : "allowed";
}

ports::HttpResponse simulated_policies(const ports::HttpRequest& request, const CloudUrl& form) {
  json results = json::array();
  std::string members;
  for (int i = 1; const auto action = form.find("ActionNames.member." + std::to_string(i)); ++i) {
    const std::string decision(decision_on(*action));
    results.push_back({{"EvalActionName", *action}, {"EvalResourceName", "*"}, {"EvalDecision", decision}});
    members.append("<member><EvalActionName>").append(escaped(*action));
    members.append("</EvalActionName><EvalResourceName>*</EvalResourceName>");
    members.append("<EvalDecision>").append(decision).append("</EvalDecision></member>");
  }
  const std::string id = request_id(request);
  const json result{{"EvaluationResults", std::move(results)}, {"IsTruncated", false}};
  const json body{{"SimulatePrincipalPolicyResponse",
                   {{"SimulatePrincipalPolicyResult", result}, {"ResponseMetadata", {{"RequestId", id}}}}}};
  return query_answer(
      request, 200, body,
      "<SimulatePrincipalPolicyResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
      "<SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>" +
          members + "</EvaluationResults></SimulatePrincipalPolicyResult><ResponseMetadata><RequestId>" + id +
          "</RequestId></ResponseMetadata></SimulatePrincipalPolicyResponse>");
}

ports::HttpResponse refusal_of_signature(const ports::HttpRequest& request, const SignatureRefusal& refusal) {
  switch (refusal.fault) {
    case SignatureFault::missing:
      return query_refusal(request, 403, "MissingAuthenticationToken", refusal.message);
    case SignatureFault::incomplete:
      return query_refusal(request, 400, "IncompleteSignature", refusal.message);
    case SignatureFault::unknown_key:
      return query_refusal(request, 403, "InvalidClientTokenId", refusal.message);
    case SignatureFault::mismatch:
      break;
  }
  return query_refusal(request, 403, "SignatureDoesNotMatch", refusal.message);
}

ports::HttpResponse caller_identity(const ports::HttpRequest& request, aws::Region region) {
  const std::string account(cloud_account);
  const std::string arn = "arn:" + std::string(region.partition()) + ":iam::" + account + ":user/simulated";
  const std::string user = "AIDASIMULATEDUSER2345";
  const std::string id = request_id(request);
  const json result{{"Account", account}, {"Arn", arn}, {"UserId", user}};
  const json body{{"GetCallerIdentityResponse",
                   {{"GetCallerIdentityResult", result}, {"ResponseMetadata", {{"RequestId", id}}}}}};
  return query_answer(request, 200, body,
                      "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                      "<GetCallerIdentityResult><Arn>" +
                          arn + "</Arn><UserId>" + user + "</UserId><Account>" + account +
                          "</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>" + id +
                          "</RequestId></ResponseMetadata></GetCallerIdentityResponse>");
}

/// As in RFC 9110, 5.6.7: "Mon, 23 Nov 2026 09:41:00 GMT".
std::string http_date(base::SystemTime time) {
  static constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(days);
  const auto seconds = static_cast<std::uint64_t>((time - days).count());
  std::string text(weekdays.at(std::chrono::weekday(days).c_encoding()));
  text += ", " + base::padded(static_cast<unsigned>(date.day()), 2) + " ";
  text.append(months.at(static_cast<unsigned>(date.month()) - 1));
  text += " " + std::to_string(static_cast<int>(date.year()));
  text += " " + base::padded(seconds / 3600, 2) + ":" + base::padded(seconds / 60 % 60, 2) + ":" +
          base::padded(seconds % 60, 2) + " GMT";
  return text;
}

}  // namespace

ExpectedSigner cloud_signer(aws::Region region, std::string_view service) {
  return {Cloud::access_key_id(), Cloud::secret_access_key(), std::string(region.name()),
          std::string(service)};
}

base::task<ports::HttpResponse> CloudHttp::send(ports::HttpRequest request) {
  co_await base::sleep(network_.round_trip());
  co_return answer(request);
}

base::task<bool> CloudHttp::probe(std::string url) {
  co_await base::sleep(network_.round_trip());
  const auto parsed = CloudUrl::parse(url);
  co_return parsed && parsed->scheme == "https" &&
      (simulated_host(parsed->host) || region_of_data_endpoint(parsed->host));
}

ports::HttpResponse CloudHttp::answer(const ports::HttpRequest& request) {
  const auto url = CloudUrl::parse(request.url);
  if (!url || url->scheme != "https") throw unreadable("", "no https URL");
  const auto host = simulated_host(url->host);
  if (!host) throw unreadable(url->host, "no host of the simulation");
  const bool iot = host->service == aws::Service::iot;
  if (!admits(request, iot ? admitted_by_iot : admitted_by_query_services))
    throw unreadable(url->host, "the preflight does not admit the request");
  if (iot) return answer_iot_host(host->region, request, *url);  // hides its Date from pages
  ports::HttpResponse response = answer_query_host(host->service, host->region, request, *url);
  response.headers.emplace_back("date", http_date(clock_.now()));
  return response;
}

ports::HttpResponse CloudHttp::answer_iot_host(aws::Region region, const ports::HttpRequest& request,
                                               const CloudUrl& url) {
  const base::SystemTime now = clock_.now();
  // AWS IoT's front end sends no Access-Control-Allow-Origin with a refusal, so that a page cannot read it.
  if (const auto refusal = refuse_signature(request, url, cloud_signer(region, "iot"), now))
    throw unreadable(url.host, "refused without Access-Control-Allow-Origin: " + refusal->message);
  CloudAnswer answer =
      answer_iot(account_.region(region), account_.faults, request, url, {now, network_.now()});
  ports::HttpResponse response;
  response.status = answer.status;
  response.headers = {{"content-type", "application/json"}};  // x-amzn-ErrorType is not exposed
  response.body = std::move(answer.body);
  return response;
}

ports::HttpResponse CloudHttp::answer_query_host(aws::Service service, aws::Region region,
                                                 const ports::HttpRequest& request, const CloudUrl& url) {
  const ExpectedSigner signer =
      cloud_signer(aws::signing_region(service, region), aws::signing_name(service));
  if (const auto refusal = refuse_signature(request, url, signer, clock_.now()))
    return refusal_of_signature(request, *refusal);
  CloudUrl form;
  form.query = split_query(request.body);
  const auto asks = [&](std::string_view action, std::string_view version) {
    return url.path == "/" && form.find("Action") == action && form.find("Version") == version;
  };
  const bool iam = service == aws::Service::iam;
  if (!iam && asks("GetCallerIdentity", "2011-06-15")) return caller_identity(request, region);
  if (iam && asks("SimulatePrincipalPolicy", "2010-05-08")) return simulated_policies(request, form);
  return query_refusal(request, 400, "InvalidAction", "Only what the page asks is simulated.");
}

}  // namespace simulation
