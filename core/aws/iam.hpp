// AWS IAM, as little as it takes to warn: are these keys more powerful than this job needs?
#pragma once

#include <cstdint>

#include "aws/client.hpp"
#include "aws/sts.hpp"
#include "base/task.hpp"

namespace aws {

enum class Power : std::uint8_t { root, administrator, limited, unknown };

/// By IAM's own simulation of what only an administrator may do. Never fails for AWS's sake: what cannot be
/// learnt is `unknown`, and who may not simulate is no administrator. base.cancelled.
base::task<Power> power_of(Client& client, CallerIdentity identity);

}  // namespace aws
