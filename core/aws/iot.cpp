#include "aws/iot.hpp"

#include <algorithm>
#include <array>

#include "aws/errors.hpp"
#include "aws/json.hpp"

namespace aws {

/// How AWS divides a list into pages: the names of the list and of the next page's token in the answer, and
/// of the token and the page's size in the query.
struct Paging {
  std::string_view list;
  std::string_view token_in_answer;
  std::string_view token_in_query;
  std::string_view size_in_query;
};

namespace {

constexpr Paging by_marker(std::string_view list) {
  return {list, "nextMarker", "marker", "pageSize"};
}
constexpr Paging by_token(std::string_view list) {
  return {list, "nextToken", "nextToken", "maxResults"};
}
constexpr int page_size = 250;
constexpr int max_pages = 400;

/// `action` without its prefix: "CreateThing".
Request operation(std::string_view action, std::string_view method, std::string path) {
  Request request;
  request.service = Service::iot;
  request.action = "iot:" + std::string(action);
  request.method = method;
  request.path = std::move(path);
  request.repeat = Repeat::safe;
  return request;
}

/// An operation on one resource. `kind` as in its ARN: "thing"; `name` is appended to the path.
Request operation_on(std::string_view action, std::string_view method, std::string_view path,
                     std::string_view kind, std::string_view name) {
  // An empty name would address the whole collection, and dots the folder above it.
  if (name.empty() || name == "." || name == "..")
    throw base::Error(invalid_request).with("action", "iot:" + std::string(action)).with("name", name);
  Request request = operation(action, method, std::string(path) + percent_encode(name));
  request.resource = std::string(kind) + "/" + std::string(name);
  return request;
}

void set_body(Request& request, std::string json) {
  request.content_type = "application/json";
  request.body = std::move(json);
}

/// "arn:aws:iot:REGION:ACCOUNT:cert/ID" → "cert/ID"
std::string resource_in(std::string_view arn) {
  for (int colons = 0; colons < 5; ++colons) {
    const std::size_t at = arn.find(':');
    if (at == std::string_view::npos) return {};
    arn.remove_prefix(at + 1);
  }
  return std::string(arn);
}

// For both of these IAM checks the certificate, not the policy or the thing (Service Authorization Reference,
// AttachPolicy and AttachThingPrincipal).

Request policy_on_target(std::string_view action, std::string_view method, std::string_view name,
                         std::string_view target) {
  Request request = operation_on(action, method, "/target-policies/", "policy", name);
  request.resource = resource_in(target);
  set_body(request, json_object({{"target", target}}));
  return request;
}

Request principal_of_thing(std::string_view action, std::string_view method, std::string_view thing,
                           std::string_view principal) {
  Request request = operation_on(action, method, "/things/", "thing", thing);
  request.resource = resource_in(principal);
  request.path += "/principals";
  request.headers.emplace_back("x-amzn-principal", principal);
  return request;
}

base::Error bad_field(std::string_view field) {
  return base::Error(bad_answer).with("field", field);
}

std::string certificate_id_at(const Json& json) {
  std::string id = json.text_at("certificateId");
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (id.size() != 64 || !std::all_of(id.begin(), id.end(), is_hex)) throw bad_field("certificateId");
  return id;
}

CertificateReference certificate_reference(const Json& json) {
  return {certificate_id_at(json), json.text_at("certificateArn")};
}

constexpr std::array<std::string_view, 6> status_names{
    "ACTIVE", "INACTIVE", "REVOKED", "PENDING_TRANSFER", "REGISTER_INACTIVE", "PENDING_ACTIVATION"};

CertificateStatus status_at(const Json& json) {
  const auto place = std::find(status_names.begin(), status_names.end(), json.text_at("status"));
  if (place == status_names.end()) throw bad_field("status");
  return static_cast<CertificateStatus>(place - status_names.begin());
}

Thing thing_of(const Json& json) {
  return {json.text_at("thingName"), json.text_at("thingArn")};
}

PolicySummary policy_of(const Json& json) {
  return {json.text_at("policyName"), json.text_at("policyArn")};
}

std::vector<PolicySummary> policies_of(const std::vector<Json>& list) {
  std::vector<PolicySummary> policies;
  for (const Json& item : list) policies.push_back(policy_of(item));
  return policies;
}

TopicRule rule_of(const Json& json) {
  TopicRule rule;
  rule.sql = json.text_at("sql");
  rule.description = json.find_text("description").value_or("");
  rule.enabled = !json.find_flag("ruleDisabled").value_or(false);
  for (const Json& action : json.list_at("actions")) {
    if (const auto lambda = action.find("lambda")) rule.function_arn = lambda->text_at("functionArn");
  }
  return rule;
}

std::string rule_body(const TopicRule& rule) {
  return R"({"sql":)" + json_quoted(rule.sql) + R"(,"description":)" + json_quoted(rule.description) +
         R"(,"actions":[{"lambda":)" + json_object({{"functionArn", rule.function_arn}}) +
         R"(}],"ruleDisabled":)" + (rule.enabled ? "false" : "true") + R"(,"awsIotSqlVersion":"2016-03-23"})";
}

}  // namespace

std::string_view name(CertificateStatus status) {
  return status_names[static_cast<std::size_t>(status)];
}

base::task<Json> IotClient::send_for_json(Request request) {
  const std::string action = request.action;
  const ports::HttpResponse response = co_await client_.send(std::move(request));
  auto json = Json::parse(response.body);
  if (!json || !json->is_object())
    throw base::Error(bad_answer).with("action", action).because("the answer is not a JSON object");
  co_return std::move(*json);
}

base::task<std::vector<Json>> IotClient::send_for_list(Request request, Paging paging) {
  std::vector<Json> all;
  std::string token;
  for (int page = 0; page < max_pages; ++page) {
    Request next = request;
    next.query.emplace_back(paging.size_in_query, std::to_string(page_size));
    if (!token.empty()) next.query.emplace_back(paging.token_in_query, token);
    const Json answer = co_await send_for_json(std::move(next));
    for (const Json& item : answer.list_at(paging.list)) all.push_back(item);
    const std::string following = answer.find_text(paging.token_in_answer).value_or("");
    if (following.empty()) co_return all;
    if (following == token) break;  // a list that never ends
    token = following;
  }
  throw base::Error(bad_answer).with("action", request.action).because("the list of pages does not end");
}

base::task<std::vector<std::string>> IotClient::send_for_texts(Request request, Paging paging,
                                                               std::string_view member) {
  std::vector<std::string> texts;
  const auto list = co_await send_for_list(std::move(request), paging);
  for (const Json& item : list) {
    auto text = member.empty() ? item.text() : item.find_text(member);
    if (!text) throw bad_field(paging.list);
    texts.push_back(std::move(*text));
  }
  co_return texts;
}

base::task<std::string> IotClient::describe_endpoint() {
  Request request = operation("DescribeEndpoint", "GET", "/endpoint");
  request.query.emplace_back("endpointType", "iot:Data-ATS");
  const Json answer = co_await send_for_json(std::move(request));
  std::string endpoint = answer.text_at("endpointAddress");
  if (!is_data_endpoint(endpoint, client_.region()))
    throw bad_field("endpointAddress").with("endpoint", endpoint);
  co_return endpoint;
}

base::task<std::vector<PolicySummary>> IotClient::list_policies() {
  Request request = operation("ListPolicies", "GET", "/policies");
  const auto list = co_await send_for_list(std::move(request), by_marker("policies"));
  co_return policies_of(list);
}

base::task<Policy> IotClient::get_policy(std::string name) {
  Request request = operation_on("GetPolicy", "GET", "/policies/", "policy", name);
  const Json answer = co_await send_for_json(std::move(request));
  const PolicySummary summary = policy_of(answer);
  Policy policy;
  policy.name = summary.name;
  policy.arn = summary.arn;
  policy.document = answer.text_at("policyDocument");
  policy.default_version_id = answer.find_text("defaultVersionId").value_or("");
  co_return policy;
}

base::task<PolicySummary> IotClient::create_policy(std::string name, std::string document) {
  Request request = operation_on("CreatePolicy", "POST", "/policies/", "policy", name);
  set_body(request, json_object({{"policyDocument", document}}));
  const Json answer = co_await send_for_json(std::move(request));
  co_return policy_of(answer);
}

base::task<void> IotClient::delete_policy(std::string name) {
  Request request = operation_on("DeletePolicy", "DELETE", "/policies/", "policy", name);
  co_await client_.send(std::move(request));
}

base::task<void> IotClient::attach_policy(std::string name, std::string target) {
  Request request = policy_on_target("AttachPolicy", "PUT", name, target);
  request.retries_not_found = true;
  co_await client_.send(std::move(request));
}

base::task<void> IotClient::detach_policy(std::string name, std::string target) {
  Request request = policy_on_target("DetachPolicy", "POST", name, target);
  co_await client_.send(std::move(request));
}

base::task<std::vector<PolicySummary>> IotClient::list_attached_policies(std::string target) {
  Request request = operation_on("ListAttachedPolicies", "POST", "/attached-policies/", "cert", target);
  request.resource.clear();  // IAM checks no resource here
  const auto list = co_await send_for_list(std::move(request), by_marker("policies"));
  co_return policies_of(list);
}

base::task<std::vector<std::string>> IotClient::list_targets_for_policy(std::string name) {
  Request request = operation_on("ListTargetsForPolicy", "POST", "/policy-targets/", "policy", name);
  co_return co_await send_for_texts(std::move(request), by_marker("targets"));
}

base::task<std::vector<std::string>> IotClient::list_old_policy_versions(std::string name) {
  Request request = operation_on("ListPolicyVersions", "GET", "/policies/", "policy", name);
  request.path += "/version";
  const Json answer = co_await send_for_json(std::move(request));
  std::vector<std::string> versions;
  for (const Json& version : answer.list_at("policyVersions")) {
    if (!version.find_flag("isDefaultVersion").value_or(false))
      versions.push_back(version.text_at("versionId"));
  }
  co_return versions;
}

base::task<void> IotClient::delete_policy_version(std::string name, std::string version) {
  Request request = operation_on("DeletePolicyVersion", "DELETE", "/policies/", "policy", name);
  request.path += "/version/" + percent_encode(version);
  co_await client_.send(std::move(request));
}

base::task<CertificateReference> IotClient::register_certificate_without_ca(std::string pem) {
  Request request = operation("RegisterCertificateWithoutCA", "POST", "/certificate/register-no-ca");
  set_body(request, json_object({{"certificatePem", pem}, {"status", name(CertificateStatus::active)}}));
  const Json answer = co_await send_for_json(std::move(request));
  co_return certificate_reference(answer);
}

base::task<CertificateDescription> IotClient::describe_certificate(std::string id) {
  Request request = operation_on("DescribeCertificate", "GET", "/certificates/", "cert", id);
  const Json answer = co_await send_for_json(std::move(request));
  const Json json = answer.at("certificateDescription");
  CertificateDescription certificate;
  certificate.id = certificate_id_at(json);
  certificate.arn = json.text_at("certificateArn");
  certificate.status = status_at(json);
  certificate.pem = json.find_text("certificatePem").value_or("");
  certificate.ca_certificate_id = json.find_text("caCertificateId").value_or("");
  co_return certificate;
}

base::task<void> IotClient::update_certificate(std::string id, CertificateStatus status) {
  Request request = operation_on("UpdateCertificate", "PUT", "/certificates/", "cert", id);
  request.query.emplace_back("newStatus", name(status));
  co_await client_.send(std::move(request));
}

base::task<void> IotClient::delete_certificate(std::string id) {
  Request request = operation_on("DeleteCertificate", "DELETE", "/certificates/", "cert", id);
  request.query.emplace_back("forceDelete", "true");
  co_await client_.send(std::move(request));
}

base::task<Thing> IotClient::create_thing(std::string name) {
  Request request = operation_on("CreateThing", "POST", "/things/", "thing", name);
  set_body(request, "{}");
  const Json answer = co_await send_for_json(std::move(request));
  co_return thing_of(answer);
}

base::task<Thing> IotClient::describe_thing(std::string name) {
  Request request = operation_on("DescribeThing", "GET", "/things/", "thing", name);
  const Json answer = co_await send_for_json(std::move(request));
  co_return thing_of(answer);
}

base::task<void> IotClient::delete_thing(std::string name) {
  Request request = operation_on("DeleteThing", "DELETE", "/things/", "thing", name);
  co_await client_.send(std::move(request));
}

base::task<std::vector<Thing>> IotClient::list_things() {
  Request request = operation("ListThings", "GET", "/things");
  const auto list = co_await send_for_list(std::move(request), by_token("things"));
  std::vector<Thing> things;
  for (const Json& item : list) things.push_back(thing_of(item));
  co_return things;
}

base::task<void> IotClient::attach_thing_principal(std::string thing, std::string principal) {
  Request request = principal_of_thing("AttachThingPrincipal", "PUT", thing, principal);
  request.retries_not_found = true;
  co_await client_.send(std::move(request));
}

base::task<void> IotClient::detach_thing_principal(std::string thing, std::string principal) {
  Request request = principal_of_thing("DetachThingPrincipal", "DELETE", thing, principal);
  co_await client_.send(std::move(request));
}

base::task<std::vector<std::string>> IotClient::list_thing_principals(std::string thing) {
  Request request = operation_on("ListThingPrincipals", "GET", "/things/", "thing", thing);
  request.path += "/principals";
  co_return co_await send_for_texts(std::move(request), by_token("principals"));
}

base::task<std::string> IotClient::get_registration_code() {
  Request request = operation("GetRegistrationCode", "GET", "/registrationcode");
  const Json answer = co_await send_for_json(std::move(request));
  co_return answer.text_at("registrationCode");
}

base::task<CertificateReference> IotClient::register_ca_certificate(std::string ca_pem,
                                                                    std::string verification_pem) {
  Request request = operation("RegisterCACertificate", "POST", "/cacertificate");
  request.query = {{"setAsActive", "true"}, {"allowAutoRegistration", "true"}};
  set_body(request, json_object({{"caCertificate", ca_pem}, {"verificationCertificate", verification_pem}}));
  const Json answer = co_await send_for_json(std::move(request));
  co_return certificate_reference(answer);
}

base::task<CertificateReference> IotClient::register_ca_certificate_for_sni(std::string ca_pem) {
  Request request = operation("RegisterCACertificate", "POST", "/cacertificate");
  request.query = {{"setAsActive", "true"}, {"allowAutoRegistration", "true"}};
  set_body(request, json_object({{"caCertificate", ca_pem}, {"certificateMode", "SNI_ONLY"}}));
  const Json answer = co_await send_for_json(std::move(request));
  co_return certificate_reference(answer);
}

base::task<CaCertificateDescription> IotClient::describe_ca_certificate(std::string id) {
  Request request = operation_on("DescribeCACertificate", "GET", "/cacertificate/", "cacert", id);
  const Json answer = co_await send_for_json(std::move(request));
  const Json json = answer.at("certificateDescription");
  CaCertificateDescription certificate;
  certificate.id = certificate_id_at(json);
  certificate.arn = json.text_at("certificateArn");
  certificate.status = status_at(json);
  certificate.auto_registration = json.find_text("autoRegistrationStatus") == "ENABLE";
  certificate.pem = json.find_text("certificatePem").value_or("");
  co_return certificate;
}

base::task<void> IotClient::update_ca_certificate(std::string id, CertificateStatus status,
                                                  AutoRegistration auto_registration) {
  Request request = operation_on("UpdateCACertificate", "PUT", "/cacertificate/", "cacert", id);
  request.query.emplace_back("newStatus", name(status));
  request.query.emplace_back("newAutoRegistrationStatus",
                             auto_registration == AutoRegistration::enable ? "ENABLE" : "DISABLE");
  co_await client_.send(std::move(request));
}

base::task<void> IotClient::delete_ca_certificate(std::string id) {
  Request request = operation_on("DeleteCACertificate", "DELETE", "/cacertificate/", "cacert", id);
  co_await client_.send(std::move(request));
}

base::task<std::vector<std::string>> IotClient::list_ca_certificates() {
  Request request = operation("ListCACertificates", "GET", "/cacertificates");
  co_return co_await send_for_texts(std::move(request), by_marker("certificates"), "certificateId");
}

base::task<std::vector<std::string>> IotClient::list_certificates_by_ca(std::string id) {
  Request request = operation_on("ListCertificatesByCA", "GET", "/certificates-by-ca/", "cacert", id);
  request.resource.clear();  // IAM checks no resource here
  co_return co_await send_for_texts(std::move(request), by_marker("certificates"), "certificateId");
}

base::task<ThingTypeState> IotClient::find_thing_type(std::string name) {
  Request request = operation_on("DescribeThingType", "GET", "/thing-types/", "thingtype", name);
  try {
    const Json answer = co_await send_for_json(std::move(request));
    const auto metadata = answer.find("thingTypeMetadata");
    const bool is_deprecated = metadata && metadata->find_flag("deprecated").value_or(false);
    co_return is_deprecated ? ThingTypeState::deprecated : ThingTypeState::present;
  } catch (const base::Error& error) {
    if (!error.is(not_found)) throw;
  }
  co_return ThingTypeState::missing;
}

base::task<void> IotClient::deprecate_thing_type(std::string name) {
  Request request = operation_on("DeprecateThingType", "POST", "/thing-types/", "thingtype", name);
  request.path += "/deprecate";
  set_body(request, "{}");
  co_await client_.send(std::move(request));
}

base::task<void> IotClient::delete_thing_type(std::string name) {
  Request request = operation_on("DeleteThingType", "DELETE", "/thing-types/", "thingtype", name);
  co_await client_.send(std::move(request));
}

base::task<void> IotClient::create_topic_rule(std::string name, TopicRule rule) {
  Request request = operation_on("CreateTopicRule", "POST", "/rules/", "rule", name);
  set_body(request, rule_body(rule));
  co_await client_.send(std::move(request));
}

base::task<TopicRule> IotClient::get_topic_rule(std::string name) {
  Request request = operation_on("GetTopicRule", "GET", "/rules/", "rule", name);
  const Json answer = co_await send_for_json(std::move(request));
  co_return rule_of(answer.at("rule"));
}

base::task<void> IotClient::delete_topic_rule(std::string name) {
  Request request = operation_on("DeleteTopicRule", "DELETE", "/rules/", "rule", name);
  co_await client_.send(std::move(request));
}

}  // namespace aws
