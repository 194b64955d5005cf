// AWS IoT policies as the broker evaluates them: nothing is allowed unless a statement allows it, and a Deny
// wins. Supports the variables and the condition that the boards' policies use. A statement with another
// condition allows nothing, and its Deny applies without the condition. Facts: AWS IoT developer guide, "AWS
// IoT Core policies", "policy variables", "Publish/Subscribe policy examples".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simulation {

/// The values of the policy variables on one connection.
struct PolicyContext {
  std::string client_id;
  /// The thing with the name of the client id, if the certificate is attached to that thing.
  std::optional<std::string> thing_name;
};

/// The reason why AWS refuses the document (MalformedPolicyException); nullopt if AWS accepts it.
std::optional<std::string> policy_fault(std::string_view document);

/// True if the policy documents together allow the action on the resource. `action` is a name such as
/// "iot:Publish". `resource` is a whole ARN; the wildcards of a topic filter in it are literal characters.
bool permits(const std::vector<std::string>& documents, std::string_view action, std::string_view resource,
             const PolicyContext& context);

}  // namespace simulation
