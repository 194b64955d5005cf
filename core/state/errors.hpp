// Errors of values that the page passes to the core.
#pragma once

#include "base/error.hpp"

namespace state {

inline constexpr base::ErrorCode unknown_name{"state.unknown_name"};  // type, name: not a value of the enum

}  // namespace state
