#include "provision/workshop.hpp"

#include <functional>
#include <optional>
#include <utility>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "base/sleep.hpp"
#include "provision/errors.hpp"
#include "provision/restricted_user.hpp"

namespace provision {

namespace {

/// The name of the federated user, which the class shares.
constexpr std::string_view pass_name = "web-provisioner-pass";

std::string federation_policy(const aws::Owner& owner) {
  const std::string resource = "arn:" + std::string(owner.region.partition()) + ":sts::" + owner.account +
                               ":federated-user/" + std::string(pass_name);
  return aws::compact_policy(aws::permitting_policy("sts:GetFederationToken", resource));
}

base::task<RestrictedUser> make_user(aws::Client& client, ports::Random& random, const aws::Owner& owner) {
  std::optional<base::Error> failure;
  try {
    // The user has the permissions of the pass, too, because a session never has more than its user.
    UserPolicies policies{{"pass", pass_policy(owner)}, {"federation", federation_policy(owner)}};
    std::string name = random_user_name(random, workshop_user_prefix);
    co_return co_await make_own_user(client, std::move(name), std::move(policies), std::string());
  } catch (const base::Error& error) {
    failure = error;
  }
  const bool may_not = failure->is(aws::not_permitted) || failure->is(aws::explicitly_denied) ||
                       failure->is(aws::unknown_key);  // IAM knows no federated user's keys
  if (may_not) throw base::Error(no_workshop_user).with("action", failure->param("action"));
  throw base::Error(*failure);
}

}  // namespace

std::string pass_policy(const aws::Owner& owner) {
  std::vector<aws::Action> actions = aws::actions_for({aws::Purpose::provisioning, aws::Purpose::watching});
  std::erase_if(actions, [](const aws::Action& action) { return action.need != aws::Need::always; });
  return aws::compact_policy(aws::policy_for(actions, owner));
}

base::task<Workshop> open_workshop(aws::Client& client, WorkshopTools tools, Account account,
                                   std::string client_ids, std::chrono::seconds duration) {
  const aws::Owner owner{client.region(), account.identity.account, std::move(client_ids)};
  const PolicyState policy = co_await check_policy(client, account);
  if (policy == PolicyState::missing) co_await create_policy(client, account);
  const RestrictedUser user = co_await make_user(client, tools.random, owner);
  Workshop workshop;
  workshop.user = user.name;
  aws::Client as_user(tools.client, client.region(), user.keys, tools.endpoint_url);
  std::function<base::task<void>()> mint = [&]() -> base::task<void> {
    workshop.pass =
        co_await aws::get_federation_token(as_user, std::string(pass_name), pass_policy(owner), duration);
  };
  std::optional<base::Error> failure;
  try {
    co_await until_accepted(std::move(mint));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) co_return workshop;
  co_await base::shielded(remove_user(client, user.name));
  throw base::Error(*failure);
}

}  // namespace provision
