#pragma once

#include "base/error.hpp"

namespace chaos {

inline constexpr base::ErrorCode bad_plan{"chaos.bad_plan"};

}  // namespace chaos
