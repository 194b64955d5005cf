#include "provision/restricted_user.hpp"

#include <array>
#include <optional>
#include <utility>

#include "aws/errors.hpp"
#include "aws/iam_users.hpp"
#include "aws/policy.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "provision/account.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view policy_name = "web-provisioner";
/// New keys are known everywhere after some seconds.
constexpr base::Duration accepted_within = 60s;
constexpr base::Duration look_again = 2s;
/// Stands for the account in a command line until the shell knows it.
constexpr std::string_view any_account = "111122223333";

base::task<void> create_user(aws::IamUsers& iam, std::string name, std::string boundary) {
  try {
    co_await iam.create(std::move(name), std::move(boundary));
  } catch (const base::Error& error) {
    // The answer to an earlier attempt was lost: nobody else has this name.
    if (!error.is(aws::conflict)) throw;
  }
}

base::task<aws::Credentials> empower_user(aws::IamUsers& iam, std::string name, UserPolicies policies) {
  for (auto& [policy, document] : policies)
    co_await iam.put_policy(name, std::move(policy), std::move(document));
  co_return co_await iam.create_key(std::move(name));
}

/// Ignores that nothing is there.
base::task<void> if_there(base::task<void> work) {
  try {
    co_await std::move(work);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
}

base::task<void> remove_parts(aws::IamUsers& iam, std::string name) {
  const std::vector<std::string> policies = co_await iam.list_policies(name);
  for (const std::string& policy : policies) co_await if_there(iam.delete_policy(name, policy));
  const std::vector<std::string> keys = co_await iam.list_keys(name);
  for (const std::string& key : keys) co_await if_there(iam.delete_key(name, key));
  const std::vector<std::string> attached = co_await iam.list_attached_policies(name);
  for (const std::string& arn : attached) co_await if_there(iam.detach_policy(name, arn));
  const std::vector<std::string> groups = co_await iam.list_groups(name);
  for (const std::string& group : groups) co_await if_there(iam.remove_from_group(name, group));
  co_await if_there(iam.remove(name));
}

/// True for answers while AWS does not know the keys or their policy yet.
bool is_not_known_yet(const base::Error& error) {
  return error.is(aws::unknown_key) || error.is(aws::not_permitted);
}

}  // namespace

std::string restricted_policy(const aws::Owner& owner) {
  const auto actions = aws::actions_for({aws::Purpose::provisioning, aws::Purpose::watching});
  return aws::compact_policy(aws::policy_for(actions, owner));
}

std::string restricted_user_command(aws::Region region, std::string client_ids) {
  const aws::Owner owner{region, std::string(any_account), std::move(client_ids)};
  // Within single quotes, the shell leaves everything as it is.
  const std::string document = base::replace_all(restricted_policy(owner), any_account, R"('"$A"')");
  std::string line =
      "A=$(aws sts get-caller-identity --query Account --output text); "
      "U=web-provisioner-$RANDOM$RANDOM; aws iam create-user --path ";
  line.append(aws::own_user_path)
      .append(" --user-name $U > /dev/null && aws iam put-user-policy --user-name $U");
  line.append(" --policy-name ").append(policy_name).append(" --policy-document '").append(document);
  return line + "' && aws iam create-access-key --user-name $U --output json";
}

std::string random_user_name(ports::Random& random, std::string_view prefix) {
  std::array<std::byte, 4> bytes{};
  random.fill(bytes);
  return std::string(prefix) + base::to_hex(bytes);
}

base::task<RestrictedUser> make_own_user(aws::Client& client, std::string name, UserPolicies policies,
                                         std::string boundary) {
  aws::IamUsers iam(client);
  RestrictedUser user;
  user.name = std::move(name);
  co_await create_user(iam, user.name, std::move(boundary));
  std::optional<base::Error> failure;
  try {
    user.keys = co_await empower_user(iam, user.name, std::move(policies));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) co_return user;
  try {
    co_await base::shielded(remove_user(client, user.name));
  } catch (const base::Error&) {
    // The failure itself says more; the user stays in its path, where a later list finds it.
  }
  throw base::Error(*failure);
}

base::task<RestrictedUser> create_restricted_user(aws::Client& client, ports::Random& random,
                                                  aws::Owner owner, std::string boundary) {
  return make_own_user(client, random_user_name(random, "web-provisioner-"),
                       {{std::string(policy_name), restricted_policy(owner)}}, std::move(boundary));
}

base::task<void> until_accepted(std::function<base::task<void>()> work) {
  const base::Context context = co_await base::this_context();
  const base::Instant end = context.executor->now() + accepted_within;
  while (true) {
    std::optional<base::Error> failure;
    try {
      co_await work();
    } catch (const base::Error& error) {
      failure = error;
    }
    if (!failure) co_return;
    if (!is_not_known_yet(*failure) || context.executor->now() >= end) throw base::Error(*failure);
    co_await base::sleep(look_again);
  }
}

base::task<void> wait_until_accepted(aws::Client& client) {
  return until_accepted([&client]() -> base::task<void> { co_await open_account(client); });
}

base::task<void> remove_user(aws::Client& client, std::string name) {
  aws::IamUsers iam(client);
  try {
    co_await remove_parts(iam, std::move(name));
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
}

}  // namespace provision
