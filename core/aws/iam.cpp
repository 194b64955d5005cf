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

/// The ARN by which IAM finds the caller's policies. For the session of an assumed role that is the role's
/// ARN, whose path the session's ARN does not contain.
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

std::vector<std::string> decisions(std::string_view body) {
  const auto json = Json::parse(body);
  if (!json) return xml_texts(body, "EvalDecision");
  std::vector<std::string> texts;
  const Json result = json->at("SimulatePrincipalPolicyResponse").at("SimulatePrincipalPolicyResult");
  for (const Json& row : result.list_at("EvaluationResults")) texts.push_back(row.text_at("EvalDecision"));
  return texts;
}

}  // namespace

base::task<Power> power_of(Client& client, CallerIdentity identity) {
  if (identity.kind == IdentityKind::root) co_return Power::root;
  try {
    // Whoever can create users and attach any policy to them can do everything.
    const std::string source = co_await policy_source(client, identity);
    Query parameters{{"PolicySourceArn", source},
                     {"ActionNames.member.1", "iam:CreateUser"},
                     {"ActionNames.member.2", "iam:AttachUserPolicy"}};
    const ports::HttpResponse response =
        co_await probe(client, "SimulatePrincipalPolicy", std::move(parameters));
    const auto found = decisions(response.body);
    if (found.empty()) co_return Power::unknown;
    const bool all =
        std::all_of(found.begin(), found.end(), [](const auto& decision) { return decision == "allowed"; });
    co_return all ? Power::administrator : Power::limited;
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    const bool limited = error.is(not_permitted) || error.is(explicitly_denied);
    co_return limited ? Power::limited : Power::unknown;
  }
}

}  // namespace aws
