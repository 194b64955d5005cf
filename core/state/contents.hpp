// What the keys may do in an account, what the account has of these boards, and a clean-up, as the page sees
// them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/actions.hpp"
#include "aws/iam.hpp"
#include "provision/clean_up.hpp"
#include "state/error_info.hpp"

namespace state {

/// cleaned: the clean-up has ended, and the contents are what is left.
enum class ContentsStatus : std::uint8_t { none, listing, listed, planning, planned, cleaning, cleaned };
constexpr auto names_of(ContentsStatus) {
  using enum ContentsStatus;
  return base::enum_names<ContentsStatus>("ContentsStatus", {{none, "none"},
                                                             {listing, "listing"},
                                                             {listed, "listed"},
                                                             {planning, "planning"},
                                                             {planned, "planned"},
                                                             {cleaning, "cleaning"},
                                                             {cleaned, "cleaned"}});
}

struct AccountBoard {
  std::string name;
  bool own = false;
  bool has_thing = false;
  bool read = false;
  int certificates = 0;
  int active = 0;
  bool by_jitr = false;
  int others = 0;
};
constexpr auto description_of(const AccountBoard*) {
  return describe<AccountBoard>(
      "AccountBoard", "", field("name", &AccountBoard::name, "The name of its thing."),
      field("own", &AccountBoard::own, "True if this browser has provisioned the board in this account."),
      field("hasThing", &AccountBoard::has_thing),
      field("read", &AccountBoard::read, "False if only the name is known, as in a very large account."),
      field("certificates", &AccountBoard::certificates),
      field("active", &AccountBoard::active, "How many of the certificates are active."),
      field("byJitr", &AccountBoard::by_jitr, "True if AWS IoT has registered the board."),
      field("others", &AccountBoard::others, "How much else is attached to the thing."));
}

struct AccountAuthority {
  std::string id;
  bool active = false;
};
constexpr auto description_of(const AccountAuthority*) {
  return describe<AccountAuthority>("AccountAuthority", "", field("id", &AccountAuthority::id),
                                    field("active", &AccountAuthority::active));
}

struct CleanUpItemState {
  provision::CleanUpObject object{};
  provision::CleanUpAction action{};
  provision::CleanUpReason reason{};
  std::string name;
  provision::CleanUpStatus status{};
};
constexpr auto description_of(const CleanUpItemState*) {
  return describe<CleanUpItemState>(
      "CleanUpItemState", "", field("object", &CleanUpItemState::object),
      field("action", &CleanUpItemState::action), field("reason", &CleanUpItemState::reason),
      field("name", &CleanUpItemState::name), field("status", &CleanUpItemState::status));
}

struct PermissionState {
  std::string action;
  aws::Verdict verdict{};
  aws::Layer layer{};
};
constexpr auto description_of(const PermissionState*) {
  return describe<PermissionState>(
      "PermissionState", "", field("action", &PermissionState::action, "As IAM names it: iot:CreateThing."),
      field("verdict", &PermissionState::verdict),
      field("layer", &PermissionState::layer,
            "Which policies deny the action, if AWS tells; else `unknown`."));
}

struct PermissionsState {
  aws::Purpose purpose{};
  bool checking = false;
  std::vector<PermissionState> actions;
  std::string missing_policy;
  bool old_guide_policy = false;
};
constexpr auto description_of(const PermissionsState*) {
  return describe<PermissionsState>(
      "PermissionsState", "What the keys may do.", field("purpose", &PermissionsState::purpose),
      field("checking", &PermissionsState::checking),
      field("actions", &PermissionsState::actions, "Empty until AWS has answered."),
      field("missingPolicy", &PermissionsState::missing_policy,
            "One IAM policy that permits everything that is denied; empty if nothing is."),
      field("oldGuidePolicy", &PermissionsState::old_guide_policy,
            "True if the keys seem to have an older version of the guide's policy; `missingPolicy` is then "
            "today's."));
}

struct NewUserState {
  bool creating = false;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const NewUserState*) {
  return describe<NewUserState>("NewUserState", "The making of a user for this page.",
                                field("creating", &NewUserState::creating),
                                field("error", &NewUserState::error, "Why it has failed; null otherwise."));
}

struct AccountRepairState {
  bool running = false;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const AccountRepairState*) {
  return describe<AccountRepairState>(
      "AccountRepairState", "Something that is put right in the account.",
      field("running", &AccountRepairState::running),
      field("error", &AccountRepairState::error, "Why it has failed; null otherwise."));
}

struct ContentsState {
  std::optional<PermissionsState> permissions;
  std::optional<NewUserState> new_user;
  std::optional<AccountRepairState> stack_replacement;
  std::optional<AccountRepairState> authority_sharing;
  ContentsStatus status{};
  std::vector<AccountBoard> boards;
  std::vector<std::string> policies;
  std::vector<AccountAuthority> authorities;
  bool has_stack = false;
  bool has_thing_type = false;
  std::vector<std::string> users;
  bool reads_users = false;
  std::vector<CleanUpItemState> plan;
  std::optional<ErrorInfo> error;
};
constexpr auto description_of(const ContentsState*) {
  return describe<ContentsState>(
      "ContentsState",
      "What was found out about the account: what the keys may do in it, and what this page or the vendor's "
      "tool has made there.",
      field("permissions", &ContentsState::permissions, "null until they were checked."),
      field("newUser", &ContentsState::new_user, "null until one was asked for."),
      field("stackReplacement", &ContentsState::stack_replacement, "null until one was asked for."),
      field("authoritySharing", &ContentsState::authority_sharing, "null until it was asked for."),
      field("status", &ContentsState::status), field("boards", &ContentsState::boards, "By name."),
      field("policies", &ContentsState::policies), field("authorities", &ContentsState::authorities),
      field("hasStack", &ContentsState::has_stack), field("hasThingType", &ContentsState::has_thing_type),
      field("users", &ContentsState::users, "The IAM users that this page has made."),
      field("readsUsers", &ContentsState::reads_users, "False if the keys may not list users."),
      field("plan", &ContentsState::plan, "What the clean-up does, in its order; empty before a plan."),
      field("error", &ContentsState::error, "Why the last work on the contents has failed."));
}

}  // namespace state
