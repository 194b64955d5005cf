#include "provision/preflight.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "aws/probes.hpp"
#include "base/hex.hpp"
#include "base/when_all.hpp"
#include "provision/errors.hpp"

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

/// The names of the denied actions that are needed then.
std::vector<std::string> denied(const Permissions& found, aws::Need need) {
  std::vector<std::string> names;
  for (const aws::Action& action : aws::all_actions()) {
    const auto is_denied = [&action](const aws::Decision& decision) {
      return decision.action == action.name() && decision.verdict == aws::Verdict::denied;
    };
    if (action.need == need && std::any_of(found.decisions.begin(), found.decisions.end(), is_denied))
      names.push_back(action.name());
  }
  return names;
}

/// Whether the account has all that the boards share. False if the keys may not read it.
base::task<bool> is_set_up(aws::Client& client, const Account& account, const Method& method,
                           const pki::Authorities& authorities) {
  try {
    const PolicyState policy = co_await check_policy(client, account);
    if (policy == PolicyState::missing) co_return false;
    co_return co_await method.is_account_ready(client, authorities);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_permitted) && !error.is(aws::explicitly_denied)) throw;
  }
  co_return false;
}

/// True if the keys may do all of AWS IoT and some of what else the guide's policy permits, and if this
/// policy permits everything that is denied: it has grown over the years.
bool is_old_guide_policy(const std::vector<aws::Decision>& decisions) {
  const std::vector<std::string> guide = aws::guide_actions();
  bool has_part = false;
  bool lacks_part = false;
  for (const aws::Decision& decision : decisions) {
    const bool is_iot = decision.action.starts_with("iot:");
    const bool is_guides = std::find(guide.begin(), guide.end(), decision.action) != guide.end();
    const bool is_denied = decision.verdict == aws::Verdict::denied;
    if (is_denied && !is_guides) return false;
    lacks_part = lacks_part || is_denied;
    has_part = has_part || (!is_iot && is_guides && decision.verdict == aws::Verdict::allowed);
  }
  return has_part && lacks_part;
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
  result.has_old_guide_policy = is_old_guide_policy(result.decisions);
  if (result.has_old_guide_policy)
    result.missing_policy = aws::guide_policy();
  else if (!refused.empty())
    result.missing_policy = aws::policy_for(refused, owner);
  co_return result;
}

bool suffice(const Permissions& found) {
  return denied(found, aws::Need::always).empty() && denied(found, aws::Need::at_first).empty();
}

base::task<void> require_permissions(aws::Client& client, Permissions found, const Account& account,
                                     const Method& method, const pki::Authorities& authorities) {
  std::vector<std::string> missing = denied(found, aws::Need::always);
  const std::vector<std::string> of_setup = denied(found, aws::Need::at_first);
  if (suffice(found)) co_return;
  if (missing.empty()) {
    const bool is_ready = co_await is_set_up(client, account, method, authorities);
    if (is_ready) co_return;
  }
  missing.insert(missing.end(), of_setup.begin(), of_setup.end());
  std::string actions;
  for (const std::string& action : missing) actions += (actions.empty() ? "" : ", ") + action;
  throw base::Error(permissions_missing).with("actions", actions);
}

}  // namespace provision
