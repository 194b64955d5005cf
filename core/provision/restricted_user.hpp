// A user of the account with only the permissions that provisioning by MAR and live data need, for people who
// have an administrator's keys. The page makes it with those keys, or gives a command line that makes it in
// AWS CloudShell. Facts: reference/account.md, "Keys".
#pragma once

#include <string>

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

/// Makes the user, its policy and its keys; removes them again if that fails. `boundary`: the ARN of a
/// managed policy that limits the user, which some organisations demand; else empty.
base::task<RestrictedUser> create_restricted_user(aws::Client& client, ports::Random& random,
                                                  aws::Owner owner, std::string boundary);
/// Waits until AWS accepts keys that were made a moment ago, at most a minute. Throws what AWS answered last.
base::task<void> wait_until_accepted(aws::Client& client);

/// Deletes the user and everything that belongs to it. No error if it is not there.
base::task<void> remove_user(aws::Client& client, std::string name);

}  // namespace provision
