// The IAM users that this page makes for itself, and those of the vendor's guide. IAM keeps users in one
// path, by which they are found again. Facts: IAM API reference; reference/account.md, "Keys".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/client.hpp"
#include "aws/credentials.hpp"
#include "base/task.hpp"

namespace aws {

inline constexpr std::string_view own_user_path = "/web-provisioner/";

/// IAM, asked by keys that may manage users. Each call throws what IAM answers: usually aws.not_permitted,
/// and aws.not_found for what is not there.
class IamUsers {
 public:
  /// The client must outlive the tasks.
  explicit IamUsers(Client& client) : client_(client) {}

  /// `boundary`: the ARN of the managed policy that limits the user; empty for none.
  base::task<void> create(std::string user, std::string boundary);
  base::task<void> put_policy(std::string user, std::string policy, std::string document);
  /// AWS shows the secret key only now.
  base::task<Credentials> create_key(std::string user);

  /// The names of the users in own_user_path.
  base::task<std::vector<std::string>> list_own();
  base::task<std::vector<std::string>> list_keys(std::string user);
  base::task<std::vector<std::string>> list_policies(std::string user);
  /// The ARNs of managed policies.
  base::task<std::vector<std::string>> list_attached_policies(std::string user);
  base::task<std::vector<std::string>> list_groups(std::string user);

  base::task<void> delete_key(std::string user, std::string key);
  base::task<void> delete_policy(std::string user, std::string policy);
  base::task<void> detach_policy(std::string user, std::string arn);
  base::task<void> remove_from_group(std::string user, std::string group);
  /// Throws aws.in_use while the user has any of the above.
  base::task<void> remove(std::string user);

 private:
  using Names = std::vector<std::string>;
  base::task<void> perform(std::string action, Query parameters);
  /// Reads all pages of a list. `member`: what is wanted of each element; empty if the elements are texts.
  base::task<Names> list(std::string action, Query parameters, std::string elements, std::string member);

  Client& client_;
};

}  // namespace aws
