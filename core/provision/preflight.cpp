#include "provision/preflight.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "aws/errors.hpp"
#include "aws/probes.hpp"
#include "base/hex.hpp"
#include "base/when_all.hpp"

namespace provision {

namespace {

bool blames_keys(const base::Error& error) {
  for (const base::ErrorCode& code : {aws::unknown_key, aws::signature_mismatch, aws::token_expired})
    if (error.is(code)) return true;
  return false;
}

using Simulated = std::map<std::string, aws::Decision>;

/// One request for each type of resource: a mixture would refuse what is allowed. Empty if the keys may not
/// simulate.
base::task<Simulated> simulate_all(aws::Client& client, aws::CallerIdentity identity,
                                   std::vector<aws::Action> actions, aws::Owner owner) {
  Simulated decisions;
  const bool has_policies =
      identity.kind == aws::IdentityKind::user || identity.kind == aws::IdentityKind::role;
  if (!has_policies) co_return decisions;
  std::map<aws::Resource, std::vector<std::string>> names;
  for (const aws::Action& action : actions) names[action.resource].push_back(action.name());
  try {
    const std::string source = co_await aws::policy_source(client, std::move(identity));
    std::vector<base::task<std::vector<aws::Decision>>> requests;
    for (auto& [resource, group] : names)
      requests.push_back(aws::simulate(client, source, std::move(group), resources_of(resource, owner)));
    std::vector<std::vector<aws::Decision>> groups = co_await base::when_all(std::move(requests));
    for (auto& group : groups)
      for (aws::Decision& decision : group) decisions[decision.action] = std::move(decision);
  } catch (const base::Error& error) {
    if (error.is(base::cancelled) || blames_keys(error)) throw;
    decisions.clear();
  }
  co_return decisions;
}

std::string random_name(ports::Random& random) {
  std::array<std::byte, 8> bytes{};
  random.fill(bytes);
  return base::to_hex(bytes);
}

}  // namespace

base::task<Permissions> check_permissions(aws::Client& client, ports::Random& random, Account account,
                                          aws::Purpose purpose, std::string client_ids) {
  const aws::Owner owner{client.region(), account.identity.account, std::move(client_ids)};
  const std::vector<aws::Action> actions = aws::actions_for({purpose});
  Simulated simulated = co_await simulate_all(client, account.identity, actions, owner);
  const bool is_final = !client.credentials().temporary();
  const std::string nonce = random_name(random);
  std::vector<base::task<aws::Decision>> probes;
  for (const aws::Action& action : actions) {
    const aws::Verdict verdict = simulated[action.name()].verdict;
    if (verdict == aws::Verdict::unknown || (verdict == aws::Verdict::allowed && !is_final))
      probes.push_back(aws::probe(client, action, owner, nonce));
  }
  std::vector<aws::Decision> probed = co_await base::when_all(std::move(probes));
  for (aws::Decision& decision : probed) simulated[decision.action] = std::move(decision);

  Permissions result;
  std::vector<aws::Action> refused;
  for (const aws::Action& action : actions) {
    aws::Decision& decision = simulated[action.name()];
    decision.action = action.name();
    if (decision.verdict == aws::Verdict::denied) refused.push_back(action);
    result.decisions.push_back(std::move(decision));
  }
  if (!refused.empty()) result.missing_policy = aws::policy_for(refused, owner);
  co_return result;
}

}  // namespace provision
