#include "aws/iam.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/xml.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

/// The ARN that IAM knows a caller's policies by: an assumed role's session stands for its role.
std::string policy_source(const CallerIdentity& identity) {
  if (identity.kind != IdentityKind::role) return identity.arn;
  const auto parts = base::split(identity.arn, ':');
  return "arn:" + std::string(parts.at(1)) + ":iam::" + identity.account + ":role/" + identity.name;
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
  // Who may make users and give them any policy may do everything.
  Query parameters{{"PolicySourceArn", policy_source(identity)},
                   {"ActionNames.member.1", "iam:CreateUser"},
                   {"ActionNames.member.2", "iam:AttachUserPolicy"}};
  Request request = query_request(Service::iam, "SimulatePrincipalPolicy", "2010-05-08",
                                  std::move(parameters), Repeat::safe);
  request.only_asks = true;
  try {
    const ports::HttpResponse response = co_await client.send(std::move(request));
    const auto answers = decisions(response.body);
    if (answers.empty()) co_return Power::unknown;
    const bool all =
        std::all_of(answers.begin(), answers.end(), [](const auto& word) { return word == "allowed"; });
    co_return all ? Power::administrator : Power::limited;
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    co_return error.is(not_permitted) ? Power::limited : Power::unknown;
  }
}

}  // namespace aws
