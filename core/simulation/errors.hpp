// What can go wrong with a simulation itself; what the simulated parts refuse, they say in their own words.
#pragma once

#include "base/error.hpp"

namespace simulation {

inline constexpr base::ErrorCode bad_fault_plan{"simulation.bad_fault_plan"};  // fault, reason
inline constexpr base::ErrorCode bad_state{"simulation.bad_state"};            // part
inline constexpr base::ErrorCode bad_image{"simulation.bad_image"};            // line

}  // namespace simulation
