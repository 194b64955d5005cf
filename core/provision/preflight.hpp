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

namespace provision {

struct Permissions {
  std::vector<aws::Decision> decisions;  // in the order of the table of actions
  /// One policy that permits everything that is denied; empty if nothing is.
  std::string missing_policy;
};

/// `client_ids`: the page's own MQTT client ids, as a pattern. The client and `random` must outlive the task.
/// Throws only what says that the keys themselves do not work, and base.cancelled.
base::task<Permissions> check_permissions(aws::Client& client, ports::Random& random, Account account,
                                          aws::Purpose purpose, std::string client_ids);

}  // namespace provision
