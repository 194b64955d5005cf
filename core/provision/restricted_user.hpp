// A user of the account with only the permissions that provisioning by MAR and live data need, for people who
// have an administrator's keys. The page makes it with those keys, or gives a command line that makes it in
// AWS CloudShell. Facts: reference/account.md, "Keys".
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws/actions.hpp"
#include "aws/client.hpp"
#include "ports/platform.hpp"

namespace provision {

/// The policy of such a user, without white space: IAM admits 2048 characters.
std::string restricted_policy(const aws::Owner& owner);
/// A line for a shell with the AWS CLI. Makes such a user in the account that the shell is signed in to, and
/// prints the keys.
std::string restricted_user_command(aws::Region region, std::string client_ids);

struct RestrictedUser {
  std::string name;
  aws::Credentials keys;
};

/// Names and documents of inline policies.
using UserPolicies = std::vector<std::pair<std::string, std::string>>;
/// The prefix and eight random hex digits.
std::string random_user_name(ports::Random& random, std::string_view prefix);
/// Makes a user with these policies and its keys; removes it again if that fails. `boundary` as below.
base::task<RestrictedUser> make_own_user(aws::Client& client, std::string name, UserPolicies policies,
                                         std::string boundary);
/// Makes the user, its policy and its keys; removes them again if that fails. `boundary`: the ARN of a
/// managed policy that limits the user, which some organisations demand; else empty.
base::task<RestrictedUser> create_restricted_user(aws::Client& client, ports::Random& random,
                                                  aws::Owner owner, std::string boundary);
/// Repeats work that signs with keys that were made a moment ago, at most for a minute, until AWS accepts
/// them. Throws what AWS answered last.
base::task<void> until_accepted(std::function<base::task<void>()> work);
/// Waits until AWS accepts the client's new keys.
base::task<void> wait_until_accepted(aws::Client& client);

/// Deletes the user and everything that belongs to it, its policies first: that ends the sessions that were
/// made with its keys, whatever happens afterwards. No error if it is not there.
base::task<void> remove_user(aws::Client& client, std::string name);

}  // namespace provision
