// Removes from an account what this program or the vendor's tool has made there (account_contents.hpp): the
// boards that the user has chosen and, if asked for, what all boards share. A plan comes first. After any
// break, a new plan follows from what the account still shows. Facts: reference/account.md, "Taking one
// board out" and "Taking the account's part out".
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.hpp"
#include "base/error.hpp"
#include "provision/account_contents.hpp"

namespace provision {

enum class CleanUpObject : std::uint8_t {
  certificate,
  shadow,
  thing,
  policy,
  stack,
  log_group,
  authority,
  thing_type,
  user,
};
constexpr auto names_of(CleanUpObject) {
  using enum CleanUpObject;
  return base::enum_names<CleanUpObject>("CleanUpObject", {{certificate, "certificate"},
                                                           {shadow, "shadow"},
                                                           {thing, "thing"},
                                                           {policy, "policy"},
                                                           {stack, "stack"},
                                                           {log_group, "log_group"},
                                                           {authority, "authority"},
                                                           {thing_type, "thing_type"},
                                                           {user, "user"}});
}

/// deprecate: AWS deletes a thing type only five minutes after it was deprecated.
enum class CleanUpAction : std::uint8_t { remove, deactivate, deprecate, keep };
constexpr auto names_of(CleanUpAction) {
  using enum CleanUpAction;
  return base::enum_names<CleanUpAction>(
      "CleanUpAction",
      {{remove, "remove"}, {deactivate, "deactivate"}, {deprecate, "deprecate"}, {keep, "keep"}});
}

/// Why something is not simply removed.
enum class CleanUpReason : std::uint8_t {
  none,
  /// AWS IoT would register the board again, because the CA that issued the certificate is active.
  authority_active,
  /// More than the board's own certificates is attached to the thing.
  others_attached,
  /// Attached to certificates that are not to be removed.
  in_use,
  /// No tool for these boards has made it.
  foreign,
};
constexpr auto names_of(CleanUpReason) {
  using enum CleanUpReason;
  return base::enum_names<CleanUpReason>("CleanUpReason", {{none, "none"},
                                                           {authority_active, "authority_active"},
                                                           {others_attached, "others_attached"},
                                                           {in_use, "in_use"},
                                                           {foreign, "foreign"}});
}

enum class CleanUpStatus : std::uint8_t { waiting, running, done, failed };
constexpr auto names_of(CleanUpStatus) {
  using enum CleanUpStatus;
  return base::enum_names<CleanUpStatus>(
      "CleanUpStatus", {{waiting, "waiting"}, {running, "running"}, {done, "done"}, {failed, "failed"}});
}

struct CleanUpItem {
  CleanUpObject object{};
  CleanUpAction action{};
  CleanUpReason reason{};
  std::string name{};        // the thing's, the policy's, …; the id of a certificate or a CA
  std::string thing{};       // of a certificate: the board's name
  bool is_attached = false;  // of a certificate: to this thing
  CleanUpStatus status = CleanUpStatus::waiting;
};

struct CleanUpChoice {
  std::vector<std::string> boards{};  // names
  bool policies = false;
  bool stack = false;
  std::vector<std::string> authorities{};  // ids
  bool thing_type = false;
  std::vector<std::string> users{};  // names
};

/// Reads what the choice consists of now, and lists in the order of the work what happens to it. Changes
/// nothing.
base::task<std::vector<CleanUpItem>> plan_clean_up(aws::Client& client, CleanUpChoice choice);

/// Deletes the shadow of this thing, if it has one.
using DeleteShadow = std::function<base::task<void>(std::string thing)>;

/// Carries out the plan. An item that AWS refuses is `failed` and the others go on; at the end, the first
/// refusal is thrown. `on_change` is called with the items' place when a status changes.
base::task<void> clean_up(aws::Client& client, DeleteShadow delete_shadow, std::vector<CleanUpItem> plan,
                          std::function<void(std::size_t item, CleanUpStatus status)> on_change);

}  // namespace provision
