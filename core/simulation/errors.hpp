// Errors of the simulation itself. Simulated parts report their refusals in their own protocols.
#pragma once

#include "base/error.hpp"

namespace simulation {

inline constexpr base::ErrorCode bad_fault_plan{"simulation.bad_fault_plan"};  // fault, reason
inline constexpr base::ErrorCode bad_state{"simulation.bad_state"};            // part
inline constexpr base::ErrorCode bad_image{"simulation.bad_image"};            // line

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {bad_fault_plan, bad_state, bad_image};

}  // namespace simulation
