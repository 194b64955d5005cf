// The stack MCHPStack: a Lambda function, its role, and a topic rule that runs the function when AWS IoT
// registers the certificate of a board at its first connection. An account needs it once. The vendor's tool
// gives its own stack the same name. The template and the function's source are in the folder jitr. Facts:
// reference/jitr.md.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "aws/client.hpp"
#include "aws/cloudformation.hpp"
#include "base/enum_names.hpp"
#include "ports/platform.hpp"

namespace provision {

inline constexpr std::string_view jitr_stack_name = "MCHPStack";
/// The version of the function that jitr_template() contains, as the stack's output Version gives it.
inline constexpr std::string_view jitr_function_version = "1";
/// The template of the stack, with the function's source.
std::string jitr_template();

enum class JitrStackState : std::uint8_t {
  missing,
  /// CloudFormation creates, changes or deletes it at the moment.
  in_progress,
  /// Ours, with the present version of the function.
  current,
  /// Ours, with another version of the function.
  other_version,
  /// The vendor's, with its function: fails for things that MAR has created.
  vendors,
  /// The vendor's, whose function was never uploaded: fails for each board.
  vendors_without_function,
  /// A stack of this name that neither tool has made.
  foreign,
  /// It could not be created or deleted, and can only be deleted.
  failed,
};
constexpr auto names_of(JitrStackState) {
  return base::enum_names<JitrStackState>(
      "JitrStackState", {{JitrStackState::missing, "missing"},
                         {JitrStackState::in_progress, "in_progress"},
                         {JitrStackState::current, "current"},
                         {JitrStackState::other_version, "other_version"},
                         {JitrStackState::vendors, "vendors"},
                         {JitrStackState::vendors_without_function, "vendors_without_function"},
                         {JitrStackState::foreign, "foreign"},
                         {JitrStackState::failed, "failed"}});
}
constexpr std::string_view name(JitrStackState state) {
  return base::name_of(state);
}
/// Whether the stack registers boards.
bool registers_boards(JitrStackState state);

struct JitrStack {
  JitrStackState state = JitrStackState::missing;
  std::optional<aws::Stack> stack;
};

/// Reads the stack's state; changes nothing. Asks Lambda only if the stack is the vendor's.
base::task<JitrStack> find_jitr_stack(aws::Client& client);

/// Throws provision.stack_unusable (status, state) for a stack that must be deleted before another one can be
/// created.
void require_usable(const JitrStack& found);

/// How much is done, 0..1. Not called if the user may not read the stack's events.
using StackProgress = std::function<void(double)>;

/// Creates the stack unless one is there that registers boards, and waits until it is complete, also if
/// somebody else is creating or deleting it. Returns whether it has created the stack. Throws
/// provision.stack_unusable (status, state) for a stack that must be deleted first, and what a failed
/// creation ended with: aws.not_permitted or aws.explicitly_denied for a missing permission, else
/// provision.stack_failed (resource, status). For a user who may not read events the latter has the parameter
/// `unread`, the action that would show the reason.
base::task<bool> ensure_jitr_stack(aws::Client& client, ports::Random& random, StackProgress on_progress);

/// Deletes the stack, whichever tool created it, and waits for the end. Throws provision.stack_failed.
base::task<void> delete_jitr_stack(aws::Client& client);

/// Deletes the stack, whichever tool created it, and creates the present one. Boards that connect for the
/// first time meanwhile are registered at a later attempt. Throws like the two.
base::task<void> replace_jitr_stack(aws::Client& client, ports::Random& random);

}  // namespace provision
