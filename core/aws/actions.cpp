#include "aws/actions.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "aws/policy.hpp"
#include "base/text.hpp"

namespace aws {

namespace {

constexpr std::uint8_t bits(std::initializer_list<Purpose> purposes) {
  unsigned all = 0;
  for (const Purpose purpose : purposes) all |= 1U << static_cast<unsigned>(purpose);
  return static_cast<std::uint8_t>(all);
}

// A namespace of its own, because its names are as short as a table needs them.
namespace rows {

using enum Resource;
constexpr auto mar = bits({Purpose::provisioning});
constexpr auto jitr = bits({Purpose::registration});
constexpr auto watch = bits({Purpose::watching});
constexpr auto clean = bits({Purpose::clean_up});
constexpr auto users = bits({Purpose::users});
constexpr auto iot = Service::iot;
constexpr auto stacks = Service::cloudformation;
using enum Need;

constexpr Action table[] = {
    {ActionId::describe_endpoint, "DescribeEndpoint", iot, any, mar | jitr | watch | clean},
    {ActionId::register_certificate_without_ca, "RegisterCertificateWithoutCA", iot, any, mar},
    {ActionId::list_attached_policies, "ListAttachedPolicies", iot, any, mar | jitr | clean},
    {ActionId::get_policy, "GetPolicy", iot, policy, mar | jitr},
    {ActionId::create_policy, "CreatePolicy", iot, policy, mar | jitr, at_first},
    {ActionId::attach_policy, "AttachPolicy", iot, certificate, mar | jitr},
    {ActionId::detach_policy, "DetachPolicy", iot, certificate, mar | jitr | clean, seldom},
    {ActionId::create_thing, "CreateThing", iot, thing, mar | jitr},
    {ActionId::list_thing_principals, "ListThingPrincipals", iot, thing, mar | jitr | clean},
    {ActionId::attach_thing_principal, "AttachThingPrincipal", iot, certificate, mar | jitr},
    {ActionId::detach_thing_principal, "DetachThingPrincipal", iot, certificate, mar | jitr | clean, seldom},
    {ActionId::describe_certificate, "DescribeCertificate", iot, certificate, mar | jitr | clean},
    {ActionId::update_certificate, "UpdateCertificate", iot, certificate, mar | jitr | clean, seldom},
    {ActionId::delete_certificate, "DeleteCertificate", iot, certificate, mar | jitr | clean, seldom},
    {ActionId::list_things, "ListThings", iot, any, watch | clean},
    {ActionId::connect, "Connect", iot, client, watch | clean},
    {ActionId::subscribe, "Subscribe", iot, subscribed_topics, watch | clean},
    {ActionId::receive, "Receive", iot, received_topics, watch | clean},
    {ActionId::publish, "Publish", iot, published_topics, watch},
    {ActionId::get_registration_code, "GetRegistrationCode", iot, any, jitr, at_first},
    {ActionId::register_ca_certificate, "RegisterCACertificate", iot, any, jitr, at_first},
    {ActionId::describe_ca_certificate, "DescribeCACertificate", iot, ca_certificate, jitr | clean},
    {ActionId::update_ca_certificate, "UpdateCACertificate", iot, ca_certificate, jitr | clean, at_first},
    {ActionId::describe_thing_type, "DescribeThingType", iot, thing_type, jitr | clean, seldom},
    // CloudFormation creates and deletes the stack's resources with the permissions of the caller.
    {ActionId::create_topic_rule, "CreateTopicRule", iot, rule, jitr, at_first},
    {ActionId::get_topic_rule, "GetTopicRule", iot, rule, jitr | clean, at_first},
    {ActionId::delete_topic_rule, "DeleteTopicRule", iot, rule, jitr | clean, seldom},
    {ActionId::list_functions, "ListFunctions", Service::lambda, any, jitr | clean, at_first},
    {ActionId::describe_stacks, "DescribeStacks", stacks, stack, jitr | clean},
    {ActionId::describe_stack_events, "DescribeStackEvents", stacks, stack, jitr | clean, seldom},
    {ActionId::create_stack, "CreateStack", stacks, stack, jitr, at_first},
    {ActionId::delete_stack, "DeleteStack", stacks, stack, jitr | clean, seldom},
    {ActionId::create_role, "CreateRole", Service::iam, role, jitr, at_first},
    {ActionId::get_role, "GetRole", Service::iam, role, jitr | clean, at_first},
    {ActionId::put_role_policy, "PutRolePolicy", Service::iam, role, jitr, at_first},
    {ActionId::get_role_policy, "GetRolePolicy", Service::iam, role, jitr, at_first},
    {ActionId::delete_role_policy, "DeleteRolePolicy", Service::iam, role, jitr | clean, seldom},
    {ActionId::delete_role, "DeleteRole", Service::iam, role, jitr | clean, seldom},
    {ActionId::pass_role, "PassRole", Service::iam, role, jitr, at_first},
    {ActionId::create_function, "CreateFunction", Service::lambda, function, jitr, at_first},
    {ActionId::get_function, "GetFunction", Service::lambda, function, jitr | clean, at_first},
    {ActionId::delete_function, "DeleteFunction", Service::lambda, function, jitr | clean, seldom},
    {ActionId::add_permission, "AddPermission", Service::lambda, function, jitr, at_first},
    {ActionId::remove_permission, "RemovePermission", Service::lambda, function, jitr | clean, seldom},
    {ActionId::list_policies, "ListPolicies", iot, any, clean},
    {ActionId::list_ca_certificates, "ListCACertificates", iot, any, clean},
    {ActionId::list_certificates_by_ca, "ListCertificatesByCA", iot, any, clean},
    {ActionId::list_targets_for_policy, "ListTargetsForPolicy", iot, all_policies, clean},
    {ActionId::list_policy_versions, "ListPolicyVersions", iot, all_policies, clean},
    {ActionId::delete_policy_version, "DeletePolicyVersion", iot, all_policies, clean},
    {ActionId::delete_policy, "DeletePolicy", iot, all_policies, clean},
    {ActionId::delete_thing, "DeleteThing", iot, thing, clean},
    {ActionId::delete_ca_certificate, "DeleteCACertificate", iot, ca_certificate, clean},
    {ActionId::deprecate_thing_type, "DeprecateThingType", iot, thing_type, clean},
    {ActionId::delete_thing_type, "DeleteThingType", iot, thing_type, clean},
    {ActionId::delete_shadow, "Publish", iot, deleted_shadows, clean},
    {ActionId::describe_log_groups, "DescribeLogGroups", Service::logs, any, clean},
    {ActionId::delete_log_group, "DeleteLogGroup", Service::logs, log_group, clean},
    {ActionId::create_user, "CreateUser", Service::iam, user, users},
    {ActionId::put_user_policy, "PutUserPolicy", Service::iam, user, users},
    {ActionId::create_access_key, "CreateAccessKey", Service::iam, user, users},
    {ActionId::list_users, "ListUsers", Service::iam, any, users, seldom},
    {ActionId::list_access_keys, "ListAccessKeys", Service::iam, user, users, seldom},
    {ActionId::list_user_policies, "ListUserPolicies", Service::iam, user, users, seldom},
    {ActionId::list_attached_user_policies, "ListAttachedUserPolicies", Service::iam, user, users, seldom},
    {ActionId::list_groups_for_user, "ListGroupsForUser", Service::iam, user, users, seldom},
    {ActionId::delete_access_key, "DeleteAccessKey", Service::iam, user, users, seldom},
    {ActionId::delete_user_policy, "DeleteUserPolicy", Service::iam, user, users, seldom},
    {ActionId::detach_user_policy, "DetachUserPolicy", Service::iam, user, users, seldom},
    {ActionId::remove_user_from_group, "RemoveUserFromGroup", Service::iam, group, users, seldom},
    {ActionId::delete_user, "DeleteUser", Service::iam, user, users, seldom},
};

}  // namespace rows

constexpr std::span<const Action> table = rows::table;

constexpr bool is_ordered() {
  std::size_t place = 0;
  for (const Action& action : table)
    if (static_cast<std::size_t>(action.id) != place++) return false;
  return place == static_cast<std::size_t>(ActionId::delete_user) + 1;
}
static_assert(is_ordered(), "the table must have the order of ActionId");

/// Actions on these share one statement. IAM ignores combinations of actions and resources that do not exist,
/// and the policy of an IAM user must fit into 2048 characters.
bool shares_statement(Resource resource) {
  using enum Resource;
  switch (resource) {
    case policy:
    case all_policies:
    case thing:
    case certificate:
    case ca_certificate:
    case thing_type:
    case rule:
      return true;
    default:
      return false;
  }
}

/// How the ARNs of each Resource end, in its order; several are separated by a space.
constexpr const char* arn_endings[] = {
    "*",
    "policy/zt_policy",
    "policy/zt_policy policy/ZTPolicy_*",
    "thing/*",
    "cert/*",
    "cacert/*",
    "thingtype/microchip-zero-touch-kit",
    "rule/MCHPStack_*",
    "stack/MCHPStack*",
    "role/MCHPStack-*",
    "function:MCHPStack-*",
    "client/",  // and the client ids
    "topicfilter/*/sensors topicfilter/$aws/things/*/shadow/*",
    "topic/*/sensors topic/$aws/things/*/shadow/*",
    "topic/$aws/things/*/shadow/get topic/$aws/things/*/shadow/update",
    "user/web-provisioner/* user/provtooluser",
    "group/provtoolgroup",
    "topic/$aws/things/*/shadow/delete",
    "log-group:/aws/lambda/MCHPStack-*",
};
static_assert(std::size(arn_endings) == static_cast<std::size_t>(Resource::log_group) + 1);

Service service_of(Resource resource) {
  switch (resource) {
    case Resource::stack:
      return Service::cloudformation;
    case Resource::role:
    case Resource::user:
    case Resource::group:
      return Service::iam;
    case Resource::function:
      return Service::lambda;
    case Resource::log_group:
      return Service::logs;
    default:
      return Service::iot;
  }
}

}  // namespace

std::string Action::name() const {
  return std::string(signing_name(service)) + ":" + bare_name;
}

std::span<const Action> all_actions() {
  return table;
}

std::vector<Action> actions_for(std::initializer_list<Purpose> purposes) {
  std::vector<Action> actions;
  for (const Action& action : table)
    if ((action.purposes & bits(purposes)) != 0) actions.push_back(action);
  return actions;
}

std::vector<std::string> resources_of(Resource resource, const Owner& owner) {
  if (resource == Resource::any) return {"*"};
  const Service service = service_of(resource);
  std::string start = "arn:";
  start.append(owner.region.partition()).append(":").append(signing_name(service)).append(":");
  if (service != Service::iam) start.append(owner.region.name());  // IAM has no regions
  start.append(":").append(owner.account).append(":");
  std::vector<std::string> arns;
  for (const std::string_view ending : base::split(arn_endings[static_cast<std::size_t>(resource)], ' '))
    arns.push_back(start + std::string(ending));
  if (resource == Resource::client) arns.front() += owner.client_ids;
  return arns;
}

std::string policy_for(const std::vector<Action>& actions, const Owner& owner) {
  std::vector<Statement> statements;
  std::vector<Resource> firsts;  // the resource that each statement began with
  for (const Action& action : actions) {
    const auto fits = [&action](Resource first) {
      return first == action.resource || (shares_statement(first) && shares_statement(action.resource));
    };
    const auto place = std::find_if(firsts.begin(), firsts.end(), fits);
    const auto at = static_cast<std::size_t>(place - firsts.begin());
    if (place == firsts.end()) {
      firsts.push_back(action.resource);
      statements.emplace_back();
    }
    statements[at].actions.push_back(action.name());
    for (std::string& resource : resources_of(action.resource, owner)) {
      auto& all = statements[at].resources;
      if (std::find(all.begin(), all.end(), resource) == all.end()) all.push_back(std::move(resource));
    }
  }
  return policy_document(statements);
}

}  // namespace aws
