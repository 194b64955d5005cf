#include "aws/iam.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/xml.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

constexpr std::string_view version = "2010-05-08";

/// Sends a request that AWS may well refuse.
base::task<ports::HttpResponse> probe(Client& client, std::string_view action, Query parameters) {
  Request request = query_request(Service::iam, action, version, std::move(parameters), Repeat::safe);
  request.is_probe = true;
  co_return co_await client.send(std::move(request));
}

/// The layer that a simulation's result names for a refused action.
Layer refusing_layer(const Json& result) {
  const auto says_no = [&result](std::string_view detail, std::string_view flag) {
    const auto found = result.find(detail);
    return found && found->find_flag(flag) == false;
  };
  if (says_no("OrganizationsDecisionDetail", "AllowedByOrganizations")) return Layer::organization;
  if (says_no("PermissionsBoundaryDecisionDetail", "AllowedByPermissionsBoundary")) return Layer::boundary;
  return Layer::identity_policy;
}

Decision decision_of(const Json& result) {
  Decision decision;
  decision.action = result.text_at("EvalActionName");
  if (!result.list_at("MissingContextValues").empty()) return decision;
  const bool allowed = result.text_at("EvalDecision") == "allowed";
  decision.verdict = allowed ? Verdict::allowed : Verdict::denied;
  if (!allowed) decision.layer = refusing_layer(result);
  return decision;
}

/// Reads what XML says about each action. The details of one result cannot be told from those of another.
std::vector<Decision> decisions_in_xml(std::string_view body) {
  const auto actions = xml_texts(body, "EvalActionName");
  const auto verdicts = xml_texts(body, "EvalDecision");
  if (actions.size() != verdicts.size()) throw base::Error(bad_answer).with("field", "EvalDecision");
  bool is_certain = true;
  for (const std::string_view missing : xml_contents(body, "MissingContextValues"))
    is_certain = is_certain && missing.find("<member>") == std::string_view::npos;
  std::vector<Decision> decisions;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    Decision decision;
    decision.action = actions[i];
    if (is_certain) decision.verdict = verdicts[i] == "allowed" ? Verdict::allowed : Verdict::denied;
    decisions.push_back(std::move(decision));
  }
  return decisions;
}

std::vector<Decision> decisions(std::string_view body) {
  const auto json = Json::parse(body);
  if (!json) return decisions_in_xml(body);
  std::vector<Decision> list;
  const Json result = json->at("SimulatePrincipalPolicyResponse").at("SimulatePrincipalPolicyResult");
  for (const Json& row : result.list_at("EvaluationResults")) list.push_back(decision_of(row));
  return list;
}

void add_members(Query& parameters, const std::string& list, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    parameters.emplace_back(list + ".member." + std::to_string(i + 1), values[i]);
}

}  // namespace

base::task<std::string> policy_source(Client& client, CallerIdentity identity) {
  if (identity.kind != IdentityKind::role) co_return identity.arn;
  Query parameters{{"RoleName", identity.name}};
  const ports::HttpResponse response = co_await probe(client, "GetRole", std::move(parameters));
  if (const auto json = Json::parse(response.body))
    co_return json->at("GetRoleResponse").at("GetRoleResult").at("Role").text_at("Arn");
  const auto arn = xml_text(response.body, "Arn");
  if (!arn) throw base::Error(bad_answer).with("action", "iam:GetRole");
  co_return *arn;
}

base::task<Power> power_of(Client& client, CallerIdentity identity) {
  if (identity.kind == IdentityKind::root) co_return Power::root;
  try {
    // Whoever can create users and attach any policy to them can do everything.
    std::vector<std::string> actions{"iam:CreateUser", "iam:AttachUserPolicy"};
    std::string source = co_await policy_source(client, std::move(identity));
    const auto found = co_await simulate(client, std::move(source), std::move(actions), {});
    if (found.empty()) co_return Power::unknown;
    const bool all = std::all_of(found.begin(), found.end(), [](const Decision& decision) {
      return decision.verdict == Verdict::allowed;
    });
    co_return all ? Power::administrator : Power::limited;
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    const bool limited = error.is(not_permitted) || error.is(explicitly_denied);
    co_return limited ? Power::limited : Power::unknown;
  }
}

base::task<std::vector<Decision>> simulate(Client& client, std::string policy_source,
                                           std::vector<std::string> actions,
                                           std::vector<std::string> resources) {
  Query parameters{{"PolicySourceArn", policy_source}};
  add_members(parameters, "ActionNames", actions);
  add_members(parameters, "ResourceArns", resources);
  // Organizations often permit some regions only.
  const std::string key = "ContextEntries.member.1.ContextKey";
  parameters.emplace_back(key + "Name", "aws:RequestedRegion");
  parameters.emplace_back(key + "Type", "string");
  parameters.emplace_back(key + "Values.member.1", client.region().name());
  const ports::HttpResponse response =
      co_await probe(client, "SimulatePrincipalPolicy", std::move(parameters));
  co_return decisions(response.body);
}

Layer layer_of(const base::Error& refusal) {
  struct Words {
    std::string_view text;
    Layer layer;
  };
  static constexpr Words words[] = {{"service control polic", Layer::organization},
                                    {"resource control polic", Layer::organization},
                                    {"permissions boundar", Layer::boundary},
                                    {"session polic", Layer::session_policy},
                                    {"identity-based polic", Layer::identity_policy}};
  for (const Words& one : words)
    if (refusal.detail().find(one.text) != std::string::npos) return one.layer;
  return Layer::unknown;
}

}  // namespace aws
