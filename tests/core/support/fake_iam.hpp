// An IAM in front of a simulated cloud that refuses chosen actions: it simulates policies, or recognises the
// harmless request for an action.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aws/actions.hpp"
#include "aws/probes.hpp"
#include "aws/sigv4.hpp"
#include "base/text.hpp"
#include "ports/http_client.hpp"

namespace support {

/// Decides on requests as IAM does, and passes those that it permits on to the simulated cloud.
struct FakeIam {
  std::set<std::string> denied;  // actions
  bool may_simulate = true;
  /// False: the account has nothing, and the simulated cloud is not asked.
  bool passes_on = true;
  std::string layer = "no identity-based policy allows";
  int simulations = 0;
  int probes = 0;
  const std::vector<aws::Action>* actions = nullptr;
  const aws::Owner* owner = nullptr;

  std::optional<ports::HttpResponse> answer(const ports::HttpRequest& request) {
    if (request.body.starts_with("Action=SimulatePrincipalPolicy&")) return simulation(request);
    if (request.url.find("//sts.") != std::string::npos) return std::nullopt;
    ++probes;
    const std::string action = action_of(request);
    if (denied.count(action) != 0) return refusal(action);
    if (passes_on && request.url.find("//iot.") != std::string::npos) return std::nullopt;
    return ports::HttpResponse{
        404, {}, R"({"Error":{"Code":"NoSuchEntity","Message":"There is nothing of this name."}})"};
  }

 private:
  /// The action whose harmless request this is.
  std::string action_of(const ports::HttpRequest& request) const {
    const std::size_t nonce = request.url.find("probe-");
    for (const aws::Action& action : *actions) {
      const auto known = aws::harmless_request(action, *owner, "N");
      if (!known || known->method != request.method) continue;
      const std::string path = request.url.substr(request.url.find('/', 8));
      const std::string wanted = base::replace_all(known->path, "probe-N", nonce_in(request.url, nonce));
      if (path.substr(0, path.find('?')) != wanted) continue;
      if (known->service == aws::Service::iam || known->service == aws::Service::cloudformation) {
        if (request.body.find(std::string("Action=") + action.bare_name + "&") != 0) continue;
      }
      if (known->service == aws::Service::logs && !has_target(request, action.bare_name)) continue;
      return action.name();
    }
    return {};
  }
  /// Amazon CloudWatch Logs names the operation in a header.
  static bool has_target(const ports::HttpRequest& request, std::string_view operation) {
    for (const auto& [name, value] : request.headers)
      if (value.ends_with("." + std::string(operation))) return true;
    return false;
  }
  static std::string nonce_in(const std::string& url, std::size_t at) {
    if (at == std::string::npos) return "probe-N";
    const std::size_t end = url.find_first_of("/?", at);
    return url.substr(at, end == std::string::npos ? end : end - at);
  }
  ports::HttpResponse refusal(const std::string& action) const {
    return {403,
            {},
            R"({"message":"User: arn:aws:iam::000000000000:user/x is not authorized to perform: )" + action +
                R"( on resource: * because )" + layer + " the " + action + R"( action"})"};
  }
  ports::HttpResponse simulation(const ports::HttpRequest& request) {
    if (!may_simulate) return refusal("iam:SimulatePrincipalPolicy");
    ++simulations;
    std::string results;
    for (const aws::Action& action : aws::all_actions()) {
      const std::string encoded = aws::percent_encode(action.name());
      // The name is followed by the next parameter: "iot:GetPolicy" must not be found in
      // "iot:GetPolicyVersion".
      if (request.body.find("=" + encoded + "&") == std::string::npos) continue;
      const bool is_denied = denied.count(action.name()) != 0;
      results += std::string(results.empty() ? "" : ",") + R"({"EvalActionName":")" + action.name() +
                 R"(","EvalDecision":")" + (is_denied ? "implicitDeny" : "allowed") +
                 R"(","PermissionsBoundaryDecisionDetail":{"AllowedByPermissionsBoundary":)" +
                 (is_denied && layer == "boundary" ? "false" : "true") + "}}";
    }
    return {200,
            {},
            R"({"SimulatePrincipalPolicyResponse":{"SimulatePrincipalPolicyResult":)"
            R"({"EvaluationResults":[)" +
                results + R"(],"IsTruncated":false}}})"};
  }
};

}  // namespace support
