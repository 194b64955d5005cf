// AWS IAM, asked about the user's own keys: whether they are more powerful than this page needs, and what
// they may do. Facts: reference/account.md, "Preflight".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aws/client.hpp"
#include "aws/sts.hpp"
#include "base/enum_names.hpp"
#include "base/error.hpp"
#include "base/task.hpp"

namespace aws {

enum class Power : std::uint8_t { root, administrator, limited, unknown };

/// Asks IAM to simulate what only an administrator may do. Keys without permission to simulate are `limited`.
/// Any other error of AWS gives `unknown`. Throws nothing but base.cancelled.
base::task<Power> power_of(Client& client, CallerIdentity identity);

/// Whether keys may perform an action.
enum class Verdict : std::uint8_t { allowed, denied, unknown };
constexpr auto names_of(Verdict) {
  return base::enum_names<Verdict>(
      "Verdict", {{Verdict::allowed, "allowed"}, {Verdict::denied, "denied"}, {Verdict::unknown, "unknown"}});
}

/// The policies among which the user finds what denies an action.
enum class Layer : std::uint8_t { unknown, identity_policy, boundary, organization, session_policy };
constexpr auto names_of(Layer) {
  using enum Layer;
  return base::enum_names<Layer>("Layer", {{unknown, "unknown"},
                                           {identity_policy, "identity_policy"},
                                           {boundary, "boundary"},
                                           {organization, "organization"},
                                           {session_policy, "session_policy"}});
}

struct Decision {
  std::string action;  // "iot:CreateThing"
  Verdict verdict = Verdict::unknown;
  Layer layer = Layer::unknown;  // of a denied action
};

/// The ARN whose policies simulate() asks about. For the session of an assumed role that is the role's ARN,
/// whose path only IAM knows. Throws what IAM answers.
base::task<std::string> policy_source(Client& client, CallerIdentity identity);

/// Asks IAM to simulate these actions on resources of one type. `unknown` where the decision depends on
/// conditions that a simulation does not know. Simulations ignore session policies. Throws what IAM answers:
/// usually aws.not_permitted.
base::task<std::vector<Decision>> simulate(Client& client, std::string policy_source,
                                           std::vector<std::string> actions,
                                           std::vector<std::string> resources);

/// The layer that AWS's words in the error name.
Layer layer_of(const base::Error& refusal);

}  // namespace aws
