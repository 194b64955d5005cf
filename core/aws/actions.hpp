// The actions of AWS that this program performs, in one table: what IAM checks, and the work that needs the
// action. The policies to copy, the check of permissions and the harmless probes are made from it. Sends no
// requests. Facts: reference/account.md, "Preflight"; reference/jitr.md; Service Authorization Reference.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aws/region.hpp"
#include "base/enum_names.hpp"

namespace aws {

/// Work that needs permissions: provisioning by MAR; just-in-time registration; live data; cleaning up;
/// making and removing users for this page.
enum class Purpose : std::uint8_t { provisioning, registration, watching, clean_up, users };
constexpr auto names_of(Purpose) {
  return base::enum_names<Purpose>("Purpose", {{Purpose::provisioning, "provisioning"},
                                               {Purpose::registration, "registration"},
                                               {Purpose::watching, "watching"},
                                               {Purpose::clean_up, "clean_up"},
                                               {Purpose::users, "users"}});
}

/// In the order of the table.
enum class ActionId : std::uint8_t {
  describe_endpoint,
  register_certificate_without_ca,
  list_attached_policies,
  get_policy,
  create_policy,
  attach_policy,
  detach_policy,
  create_thing,
  list_thing_principals,
  attach_thing_principal,
  detach_thing_principal,
  describe_certificate,
  update_certificate,
  delete_certificate,
  list_things,
  connect,
  subscribe,
  receive,
  publish,
  get_registration_code,
  register_ca_certificate,
  describe_ca_certificate,
  update_ca_certificate,
  describe_thing_type,
  create_topic_rule,
  get_topic_rule,
  delete_topic_rule,
  list_functions,
  describe_stacks,
  describe_stack_events,
  create_stack,
  delete_stack,
  create_role,
  get_role,
  put_role_policy,
  get_role_policy,
  delete_role_policy,
  delete_role,
  pass_role,
  create_function,
  get_function,
  delete_function,
  add_permission,
  remove_permission,
  list_policies,
  list_ca_certificates,
  list_certificates_by_ca,
  list_targets_for_policy,
  list_policy_versions,
  delete_policy_version,
  delete_policy,
  delete_thing,
  delete_ca_certificate,
  deprecate_thing_type,
  delete_thing_type,
  delete_shadow,
  describe_log_groups,
  delete_log_group,
  create_user,
  put_user_policy,
  create_access_key,
  list_users,
  list_access_keys,
  list_user_policies,
  list_attached_user_policies,
  list_groups_for_user,
  delete_access_key,
  delete_user_policy,
  detach_user_policy,
  remove_user_from_group,
  delete_user,
};

/// What IAM checks an action against.
enum class Resource : std::uint8_t {
  any,
  policy,
  all_policies,
  thing,
  certificate,
  ca_certificate,
  thing_type,
  rule,
  stack,
  role,
  function,
  client,
  subscribed_topics,
  received_topics,
  published_topics,
  user,
  group,
  deleted_shadows,
  log_group,
};

/// When the work on a board needs the action.
enum class Need : std::uint8_t {
  always,
  /// Until the account has what all boards share.
  at_first,
  /// Not for the work itself: to replace a certificate, or to explain or undo what has failed.
  seldom,
};

struct Action {
  ActionId id;
  const char* bare_name;  // "CreateThing"
  Service service;
  Resource resource;
  std::uint8_t purposes;  // a bit for each Purpose
  Need need = Need::always;

  /// As IAM names it: "iot:CreateThing".
  std::string name() const;
};

std::span<const Action> all_actions();
/// The actions for any of these purposes, in the order of the table.
std::vector<Action> actions_for(std::initializer_list<Purpose> purposes);

/// The account whose resources a policy names.
struct Owner {
  Region region;
  std::string account;  // 12 digits
  /// The page's own MQTT client ids: "web-provisioner-*".
  std::string client_ids;
};

/// The ARNs that IAM checks the action against, with wildcards: those of zt_policy, of all things, …
std::vector<std::string> resources_of(Resource resource, const Owner& owner);

/// An IAM policy that permits these actions on resources_of(), and nothing else.
std::string policy_for(const std::vector<Action>& actions, const Owner& owner);

}  // namespace aws
