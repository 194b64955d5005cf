// AWS IoT policies as the broker evaluates them: nothing is allowed unless a statement allows it, and a Deny
// wins. Knows the variables and the condition that boards' policies use; a statement with a condition that it
// does not know allows nothing and denies as it stands. Facts: AWS IoT developer guide, "AWS IoT Core
// policies", "policy variables", "Publish/Subscribe policy examples".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simulation {

/// What the variables stand for on one connection.
struct PolicyContext {
  std::string client_id;
  /// The thing that the client id names, where the certificate is attached to it.
  std::optional<std::string> thing_name;
};

/// Why AWS would not take the document (MalformedPolicyException); nothing when it would.
std::optional<std::string> policy_fault(std::string_view document);

/// `action`: "iot:Publish"; `resource`: a whole ARN, its wildcards (of a topic filter) standing for
/// themselves.
bool permits(const std::vector<std::string>& documents, std::string_view action, std::string_view resource,
             const PolicyContext& context);

}  // namespace simulation
