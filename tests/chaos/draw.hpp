// Draws a plan from a seed: the same plan for the same seed.
#pragma once

#include <cstdint>

#include "plan.hpp"

namespace chaos {

Plan draw(std::uint64_t seed);

}  // namespace chaos
