// AWS CloudFormation: creates, describes and deletes a stack. CloudFormation creates the stack's resources
// with the permissions of the caller, so a missing permission appears as the reason of an event, not as a
// refused request. Does not know what is in the template. Facts: reference/jitr.md, "Requests" and "Stack
// states"; CloudFormation API reference.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.hpp"
#include "base/task.hpp"

namespace aws {

enum class StackStatus : std::uint8_t {
  create_in_progress,
  create_failed,
  create_complete,
  rollback_in_progress,
  rollback_failed,
  rollback_complete,
  delete_in_progress,
  delete_failed,
  delete_complete,
  update_in_progress,
  update_complete_cleanup_in_progress,
  update_complete,
  update_failed,
  update_rollback_in_progress,
  update_rollback_failed,
  update_rollback_complete_cleanup_in_progress,
  update_rollback_complete,
  review_in_progress,
  import_in_progress,
  import_complete,
  import_rollback_in_progress,
  import_rollback_failed,
  import_rollback_complete,
};
/// As AWS spells it: "CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE", …
std::string_view name(StackStatus status);
/// Whether CloudFormation is still working on the stack.
bool is_in_progress(StackStatus status);

struct Stack {
  std::string id;  // an ARN; finds the stack after its deletion, too
  StackStatus status = StackStatus::create_complete;
  /// AWS's sentence, which names the resources that failed; often empty. After a rollback it is empty again.
  std::string status_reason;
  std::map<std::string, std::string> outputs;  // value by key; none before the stack is complete
};

/// One line in the history of a stack.
struct StackEvent {
  std::string logical_id;  // of the resource, as in the template; of the stack itself: the stack's name
  std::string status;      // of the resource, as AWS spells it: "CREATE_FAILED", …
  std::string reason;  // AWS's sentence, or empty; may quote a refusal (permission_error() in refusal.hpp)
};

class CloudFormationClient {
 public:
  /// The client must outlive every task.
  explicit CloudFormationClient(Client& client) : client_(client) {}

  /// `name_or_id`: only the id finds a deleted stack. nullopt if there is no such stack.
  base::task<std::optional<Stack>> find_stack(std::string name_or_id);
  /// Starts to create the stack; if a resource fails, CloudFormation deletes the others (ROLLBACK_COMPLETE).
  /// `token`: 1 to 128 letters, digits or hyphens; a repeated request with the same token makes no second
  /// stack. Returns the stack's id. Throws aws.conflict if a stack of this name exists in any state.
  base::task<std::string> create_stack(std::string name, std::string template_body, std::string token);
  /// The newest comes first.
  base::task<std::vector<StackEvent>> list_events(std::string name_or_id);
  /// Starts to delete the stack. Succeeds if there is no such stack.
  base::task<void> delete_stack(std::string name_or_id);

 private:
  base::task<std::string> send(Request request);

  Client& client_;
};

}  // namespace aws
