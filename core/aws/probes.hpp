// Requests that show whether keys may perform an action and that change nothing, because they name what does
// not exist or what AWS rejects. IAM decides before AWS looks at a request's content. Facts:
// reference/account.md, "By harmless probes".
#pragma once

#include <optional>
#include <string>

#include "aws/actions.hpp"
#include "aws/client.hpp"
#include "aws/iam.hpp"

namespace aws {

/// nullopt for actions without a harmless request. `nonce`: makes the requests' names unique, so that they
/// name nothing in the account.
std::optional<Request> harmless_request(const Action& action, const Owner& owner, const std::string& nonce);

/// Sends the harmless request and returns what the answer tells: `unknown` without such a request, or if AWS
/// has not decided. Throws what says that the keys themselves do not work, and base.cancelled. The client
/// must outlive the task.
base::task<Decision> probe(Client& client, Action action, Owner owner, std::string nonce);

}  // namespace aws
