// Finds out what the user's keys may do, before work begins and without changing the account. IAM is asked
// to simulate the actions; where it may not be asked, and for temporary keys, whose session policies a
// simulation does not know, harmless requests show it. Facts: reference/account.md, "Preflight".
#pragma once

#include <string>
#include <vector>

#include "aws/actions.hpp"
#include "aws/iam.hpp"
#include "ports/platform.hpp"
#include "provision/account.hpp"
#include "provision/method.hpp"

namespace provision {

struct Permissions {
  std::vector<aws::Decision> decisions;  // in the order of the table of actions
  /// One policy that permits everything that is denied; empty if nothing is.
  std::string missing_policy;
  /// True if the keys seem to have an older version of the guide's policy; missing_policy is then today's.
  bool has_old_guide_policy = false;
};

/// `client_ids`: the page's own MQTT client ids, as a pattern. The client and `random` must outlive the task.
/// Throws only what says that the keys themselves do not work, and base.cancelled.
base::task<Permissions> check_permissions(aws::Client& client, ports::Random& random, Account account,
                                          aws::Purpose purpose, std::string client_ids);

/// Whether nothing is denied that boards' jobs for this purpose need. What is unknown stops nothing.
bool suffice(const Permissions& found);

/// Throws provision.permissions_missing (actions) if a permission is denied that a board's job by this method
/// needs. If only what sets up the account is denied, asks whether the account
/// is set up already. All but the Permissions must outlive the task.
base::task<void> require_permissions(aws::Client& client, Permissions found, const Account& account,
                                     const Method& method, const pki::Authorities& authorities);

}  // namespace provision
