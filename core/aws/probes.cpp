#include "aws/probes.hpp"

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/logs.hpp"
#include "base/sleep.hpp"

namespace aws {

namespace {

/// While AWS throttles the account or does not answer, the verdict stays unknown.
constexpr base::Duration answer_within = std::chrono::seconds(8);

/// Makes the requests. Names of what is created or deleted contain the nonce, and lie within resources_of().
class Probes {
 public:
  Probes(const Owner& owner, const std::string& nonce) : owner_(owner), name_("probe-" + nonce) {}

  std::optional<Request> request_for(const Action& action) const {
    switch (action.service) {
      case Service::iot:
        return iot(action.id);
      case Service::lambda:
        return lambda(action.id);
      case Service::iam:
        return iam(action);
      case Service::cloudformation:
        return cloudformation(action);
      case Service::logs:
        return logs_probe(action.id);
      default:
        return std::nullopt;
    }
  }

 private:
  static constexpr std::string_view board_policy = "zt_policy";

  static Request at(std::string_view method, std::string path) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    return request;
  }
  static Request list(std::string path, std::string_view size) {
    Request request = at("GET", std::move(path));
    request.query.emplace_back(size, "1");
    return request;
  }
  static Request with_body(Request request, std::string json) {
    request.content_type = "application/json";
    request.body = std::move(json);
    return request;
  }
  static Request with_status(Request request) {
    request.query.emplace_back("newStatus", "INACTIVE");
    return request;
  }

  /// No certificate has this id.
  static std::string no_id() { return std::string(64, '0'); }
  std::string no_certificate() const { return iot_arn(owner_.region, owner_.account, "cert/" + no_id()); }

  Request policy_of_certificate(std::string_view method) const {
    return with_body(at(method, "/target-policies/" + std::string(board_policy)),
                     json_object({{"target", no_certificate()}}));
  }
  Request certificate_of_thing(std::string_view method) const {
    Request request = at(method, "/things/" + name_ + "/principals");
    request.headers.emplace_back("x-amzn-principal", no_certificate());
    return request;
  }

  std::optional<Request> iot(ActionId action) const {
    const std::string policies = "/policies/";
    const std::string own_policy = policies + std::string(board_policy);
    const std::string other_policy = policies + "ZTPolicy_" + name_;
    switch (action) {
      case ActionId::describe_endpoint: {
        Request request = at("GET", "/endpoint");
        request.query.emplace_back("endpointType", "iot:Data-ATS");
        return request;
      }
      case ActionId::register_certificate_without_ca:
        return with_body(at("POST", "/certificate/register-no-ca"), R"({"certificatePem":"x"})");
      case ActionId::list_attached_policies:
        return at("POST", "/attached-policies/" + percent_encode(no_certificate()));
      case ActionId::get_policy:
        return at("GET", own_policy);
      case ActionId::create_policy:
        return with_body(at("POST", own_policy), R"({"policyDocument":"{"})");
      case ActionId::attach_policy:
        return policy_of_certificate("PUT");
      case ActionId::detach_policy:
        return policy_of_certificate("POST");
      case ActionId::create_thing:  // of a type that does not exist
        return with_body(at("POST", "/things/" + name_), json_object({{"thingTypeName", name_}}));
      case ActionId::list_thing_principals:
        return at("GET", "/things/" + name_ + "/principals");
      case ActionId::attach_thing_principal:
        return certificate_of_thing("PUT");
      case ActionId::detach_thing_principal:
        return certificate_of_thing("DELETE");
      case ActionId::delete_thing:
        return at("DELETE", "/things/" + name_);
      case ActionId::describe_certificate:
        return at("GET", "/certificates/" + no_id());
      case ActionId::update_certificate:
        return with_status(at("PUT", "/certificates/" + no_id()));
      case ActionId::delete_certificate:
        return at("DELETE", "/certificates/" + no_id());
      case ActionId::register_ca_certificate:
        return with_body(at("POST", "/cacertificate"), R"({"caCertificate":"x"})");
      case ActionId::describe_ca_certificate:
        return at("GET", "/cacertificate/" + no_id());
      case ActionId::update_ca_certificate:
        return with_status(at("PUT", "/cacertificate/" + no_id()));
      case ActionId::delete_ca_certificate:
        return at("DELETE", "/cacertificate/" + no_id());
      case ActionId::describe_thing_type:
        return at("GET", "/thing-types/microchip-zero-touch-kit");
      case ActionId::create_topic_rule:
        return with_body(at("POST", "/rules/MCHPStack_probe"), R"({"sql":"x","actions":[]})");
      case ActionId::list_things:
        return list("/things", "maxResults");
      case ActionId::list_policies:
        return list("/policies", "pageSize");
      case ActionId::list_ca_certificates:
        return list("/cacertificates", "pageSize");
      case ActionId::list_certificates_by_ca:
        return list("/certificates-by-ca/" + no_id(), "pageSize");
      case ActionId::list_targets_for_policy:
        return at("POST", "/policy-targets/" + std::string(board_policy));
      case ActionId::list_policy_versions:
        return at("GET", own_policy + "/version");
      case ActionId::delete_policy_version:
        return at("DELETE", other_policy + "/version/1");
      case ActionId::delete_policy:
        return at("DELETE", other_policy);
      default:
        return std::nullopt;
    }
  }

  std::optional<Request> lambda(ActionId action) const {
    const std::string functions = "/2015-03-31/functions/";
    const std::string function = functions + "MCHPStack-" + name_;
    switch (action) {
      case ActionId::list_functions:
        return list(functions, "MaxItems");
      case ActionId::get_function:
        return at("GET", function);
      case ActionId::delete_function:
        return at("DELETE", function);
      case ActionId::add_permission:
        return with_body(at("POST", function + "/policy"), json_object({{"StatementId", "probe"},
                                                                        {"Action", "lambda:InvokeFunction"},
                                                                        {"Principal", "iot.amazonaws.com"}}));
      case ActionId::remove_permission:
        return at("DELETE", function + "/policy/probe");
      default:
        return std::nullopt;
    }
  }

  std::optional<Request> iam(const Action& action) const {
    Query parameters{{"RoleName", "MCHPStack-" + name_}};
    switch (action.id) {
      case ActionId::get_role:
      case ActionId::delete_role:
        break;
      case ActionId::put_role_policy:
        parameters.emplace_back("PolicyDocument", R"({"Version":"2012-10-17","Statement":[]})");
        [[fallthrough]];
      case ActionId::get_role_policy:
      case ActionId::delete_role_policy:
        parameters.emplace_back("PolicyName", "probe");
        break;
      default:
        return std::nullopt;
    }
    return query_request(Service::iam, action.bare_name, "2010-05-08", std::move(parameters), Repeat::safe);
  }

  std::optional<Request> logs_probe(ActionId action) const {
    const std::string group = "/aws/lambda/MCHPStack-" + name_;
    if (action == ActionId::describe_log_groups)
      return logs_request("DescribeLogGroups", json_object({{"logGroupNamePrefix", group}}));
    return logs_request("DeleteLogGroup", json_object({{"logGroupName", group}}));
  }

  std::optional<Request> cloudformation(const Action& action) const {
    Query parameters{{"StackName", "MCHPStack-" + name_}};
    // AWS rejects a template without resources.
    if (action.id == ActionId::create_stack) parameters.emplace_back("TemplateBody", "{}");
    return query_request(Service::cloudformation, action.bare_name, "2010-05-15", std::move(parameters),
                         Repeat::safe);
  }

  const Owner& owner_;
  std::string name_;
};

/// What an answer other than success tells about the action.
Verdict verdict_of(const base::Error& error) {
  if (error.is(not_permitted) || error.is(explicitly_denied)) return Verdict::denied;
  for (const base::ErrorCode& code :
       {not_found, invalid_request, conflict, in_use, wrong_state, limit_exceeded})
    if (error.is(code)) return Verdict::allowed;
  return Verdict::unknown;
}

}  // namespace

std::optional<Request> harmless_request(const Action& action, const Owner& owner, const std::string& nonce) {
  std::optional<Request> request = Probes(owner, nonce).request_for(action);
  if (!request) return std::nullopt;
  request->service = action.service;
  request->action = action.name();
  request->repeat = Repeat::safe;
  request->is_probe = true;
  return request;
}

base::task<Decision> probe(Client& client, Action action, Owner owner, std::string nonce) {
  Decision decision;
  decision.action = action.name();
  std::optional<Request> request = harmless_request(action, owner, nonce);
  if (!request) co_return decision;
  try {
    co_await base::with_timeout(answer_within, client.send(std::move(*request)));
    decision.verdict = Verdict::allowed;
  } catch (const base::Error& error) {
    for (const base::ErrorCode& code : {base::cancelled, unknown_key, signature_mismatch, token_expired})
      if (error.is(code)) throw;
    decision.verdict = verdict_of(error);
    // AWS may refuse another action that this one implies.
    const std::string named = error.param("action");
    if (decision.verdict == Verdict::denied && !named.empty() && named != decision.action)
      decision.verdict = Verdict::unknown;
    else if (decision.verdict == Verdict::denied)
      decision.layer = layer_of(error);
  }
  co_return decision;
}

}  // namespace aws
