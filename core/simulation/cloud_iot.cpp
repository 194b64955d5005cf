#include "simulation/cloud_iot.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "simulation/cloud_call.hpp"

namespace simulation {

using nlohmann::json;

CloudAnswer good(const json& body) {
  return {200, "", body.dump()};
}
CloudAnswer refused(int status, std::string_view error, std::string_view message) {
  return {status, std::string(error), json{{"message", message}}.dump()};
}
CloudAnswer not_found(std::string_view message) {
  return refused(404, "ResourceNotFoundException", message);
}
CloudAnswer limit_exceeded(std::string_view message) {
  return refused(410, "LimitExceededException", message);
}
CloudAnswer invalid(std::string_view message) {
  return refused(400, "InvalidRequestException", message);
}
CloudAnswer exists_already(std::string_view message, std::string_view id, std::string_view arn) {
  const json body{{"message", message}, {"resourceId", id}, {"resourceArn", arn}};
  return {409, "ResourceAlreadyExistsException", body.dump()};
}

CloudAnswer page(const CloudCall& call, std::string_view list, const std::vector<json>& items,
                 bool by_marker) {
  constexpr std::uint64_t default_size = 25;
  constexpr std::uint64_t max_size = 250;
  const std::string wanted = call.query(by_marker ? "pageSize" : "maxResults");
  const std::string token = call.query(by_marker ? "marker" : "nextToken");
  const auto size = wanted.empty() ? default_size : base::parse_decimal(wanted);
  if (!size || *size < 1 || *size > max_size) return invalid("The page size must be between 1 and 250.");
  std::size_t from = 0;
  if (!token.empty()) {
    const auto place =
        base::starts_with_ignoring_case(token, "page-") ? base::parse_decimal(token.substr(5)) : std::nullopt;
    if (!place || *place >= items.size()) return invalid("The token is invalid.");
    from = static_cast<std::size_t>(*place);
  }
  const std::size_t to = std::min(items.size(), from + static_cast<std::size_t>(*size));
  json body{{list, json::array()}};
  for (std::size_t i = from; i < to; ++i) body[std::string(list)].push_back(items[i]);
  if (to < items.size()) body[by_marker ? "nextMarker" : "nextToken"] = "page-" + std::to_string(to);
  return good(body);
}

bool is_name(std::string_view name, std::string_view also) {
  constexpr std::size_t longest = 128;
  const auto allowed = [also](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           also.find(c) != also.npos;
  };
  return !name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), allowed);
}

namespace {

CloudAnswer describe_endpoint(CloudCall& call) {
  if (call.query("endpointType") != "iot:Data-ATS")
    return invalid("Only endpointType iot:Data-ATS is simulated.");
  return good({{"endpointAddress", call.region.data_endpoint()}});
}

/// No board of the simulation registers itself.
CloudAnswer list_certificates_by_ca(CloudCall& call) {
  return page(call, "certificates", {}, true);
}

CloudAnswer describe_thing_type(CloudCall&) {
  return not_found("Thing types are not simulated.");
}

CloudAnswer create_topic_rule(CloudCall& call) {
  if (!is_name(call.name, "_")) return invalid("The rule's name is invalid.");
  if (call.text("sql").empty()) return refused(400, "SqlParseException", "Expected a SELECT statement.");
  if (!call.body["actions"].is_array()) return invalid("Actions are missing.");
  if (call.region.rules.count(call.name) != 0) {
    return exists_already("Topic rule already exists: " + call.name, call.name,
                          call.region.arn("rule", call.name));
  }
  call.region.rules.emplace(call.name, call.body.dump());
  return {200, "", ""};
}

/// AWS answers in the same way whether a rule is missing or forbidden.
CloudAnswer no_rule(const CloudCall& call) {
  return refused(401, "UnauthorizedException", "Access to topic rule '" + call.name + "' was denied");
}

CloudAnswer get_topic_rule(CloudCall& call) {
  const auto rule = call.region.rules.find(call.name);
  if (rule == call.region.rules.end()) return no_rule(call);
  json described = json::parse(rule->second);
  described["ruleName"] = call.name;
  return good({{"ruleArn", call.region.arn("rule", call.name)}, {"rule", described}});
}

CloudAnswer delete_topic_rule(CloudCall& call) {
  return call.region.rules.erase(call.name) != 0 ? CloudAnswer{200, "", ""} : no_rule(call);
}

struct Route {
  std::string_view method;
  std::string_view path;  // {} stands for one segment, the name
  CloudAnswer (*answer)(CloudCall&);
};

constexpr Route routes[] = {
    {"GET", "/endpoint", describe_endpoint},
    {"GET", "/policies", list_policies},
    {"GET", "/policies/{}", get_policy},
    {"POST", "/policies/{}", create_policy},
    {"DELETE", "/policies/{}", delete_policy},
    {"PUT", "/target-policies/{}", attach_policy},
    {"POST", "/target-policies/{}", detach_policy},
    {"POST", "/attached-policies/{}", list_attached_policies},
    {"POST", "/policy-targets/{}", list_targets_for_policy},
    {"GET", "/policies/{}/version", list_policy_versions},
    {"POST", "/certificate/register-no-ca", register_certificate_without_ca},
    {"GET", "/certificates/{}", describe_certificate},
    {"PUT", "/certificates/{}", update_certificate},
    {"DELETE", "/certificates/{}", delete_certificate},
    {"GET", "/things", list_things},
    {"POST", "/things/{}", create_thing},
    {"GET", "/things/{}", describe_thing},
    {"DELETE", "/things/{}", delete_thing},
    {"PUT", "/things/{}/principals", attach_thing_principal},
    {"DELETE", "/things/{}/principals", detach_thing_principal},
    {"GET", "/things/{}/principals", list_thing_principals},
    {"GET", "/registrationcode", get_registration_code},
    {"POST", "/cacertificate", register_ca_certificate},
    {"GET", "/cacertificate/{}", describe_ca_certificate},
    {"PUT", "/cacertificate/{}", update_ca_certificate},
    {"DELETE", "/cacertificate/{}", delete_ca_certificate},
    {"GET", "/cacertificates", list_ca_certificates},
    {"GET", "/certificates-by-ca/{}", list_certificates_by_ca},
    {"GET", "/thing-types/{}", describe_thing_type},
    {"POST", "/rules/{}", create_topic_rule},
    {"GET", "/rules/{}", get_topic_rule},
    {"DELETE", "/rules/{}", delete_topic_rule},
};

/// The name in a path that fits the route (empty if the route has no name); nullopt if the path does not fit.
std::optional<std::string> fit(std::string_view route, std::string_view path) {
  const auto wanted = base::split(route, '/');
  const auto given = base::split(path, '/');
  if (wanted.size() != given.size()) return std::nullopt;
  std::string name;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "{}") {
      auto decoded = percent_decoded(given[i]);
      if (!decoded || decoded->empty()) return std::nullopt;
      name = std::move(*decoded);
    } else if (wanted[i] != given[i]) {
      return std::nullopt;
    }
  }
  return name;
}

/// How often AWS IoT admits each operation: 10 per second for most of them (developer guide, quotas).
constexpr int calls_per_second = 10;

}  // namespace

CloudAnswer answer_iot(CloudRegion& region, const CloudFaults& faults, const ports::HttpRequest& request,
                       const CloudUrl& url, CloudMoment moment) {
  if (moment.instant < faults.throttled_until) return refused(400, "ThrottlingException", "Rate exceeded");
  for (const Route& route : routes) {
    if (route.method != request.method) continue;
    auto name = fit(route.path, url.path);
    if (!name) continue;
    const std::string operation = std::string(route.method) + " " + std::string(route.path);
    base::Pace& pace = region.paces.try_emplace(operation, calls_per_second, calls_per_second).first->second;
    if (!pace.try_take(moment.instant)) return refused(400, "ThrottlingException", "Rate exceeded");
    json body = request.body.empty() ? json::object() : json::parse(request.body, nullptr, false);
    if (!body.is_object()) return refused(400, "SerializationException", "The body is not a JSON object.");
    CloudCall call{region, request, url, moment, faults, std::move(*name), std::move(body)};
    return route.answer(call);
  }
  return refused(404, "UnknownOperationException", "No such operation.");
}

}  // namespace simulation
