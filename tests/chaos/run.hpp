// Runs a plan from its beginning to its end, and makes a failing plan smaller.
#pragma once

#include <functional>
#include <vector>

#include "base/log.hpp"
#include "computer.hpp"
#include "plan.hpp"

namespace chaos {

/// Returns the rules that were broken. `on_line`: called with each line of the computers' logs.
std::vector<Violation> run(const Plan& plan, std::function<void(const base::LogLine&)> on_line = {});

/// The plan without the lines that the failure does not need: a run of what is left breaks the same rule.
Plan shrink(Plan plan, const std::string& rule);

}  // namespace chaos
