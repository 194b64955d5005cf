// AWS IAM, for one warning: whether the keys are more powerful than this page needs.
#pragma once

#include <cstdint>

#include "aws/client.hpp"
#include "aws/sts.hpp"
#include "base/task.hpp"

namespace aws {

enum class Power : std::uint8_t { root, administrator, limited, unknown };

/// Asks IAM to simulate what only an administrator may do. Keys without permission to simulate are `limited`.
/// Any other error of AWS gives `unknown`. Throws nothing but base.cancelled.
base::task<Power> power_of(Client& client, CallerIdentity identity);

}  // namespace aws
