#include "run.hpp"

#include <algorithm>

#include "rules.hpp"

namespace chaos {

namespace {

bool breaks(const Plan& plan, const std::string& rule) {
  const std::vector<Violation> found = run(plan);
  return std::any_of(found.begin(), found.end(), [&](const Violation& one) { return one.rule == rule; });
}

}  // namespace

std::vector<Violation> run(const Plan& plan, std::function<void(const base::LogLine&)> on_line) {
  World world(plan);
  for (const auto& computer : world.computers()) computer->on_line = on_line;
  world.run_plan();
  world.run_calmly();
  for (const auto& board : world.boards()) check_board(world, *board);
  if (world.violations().empty()) check_account(world);  // else it may be unfinished
  world.close();
  return world.violations();
}

Plan shrink(Plan plan, const std::string& rule) {
  for (bool has_shrunk = true; has_shrunk;) {
    has_shrunk = false;
    for (std::size_t i = plan.size(); i-- > 0;) {
      const std::string_view line = plan[i];
      if (line.starts_with("board ") || line.starts_with("random ")) continue;  // others are numbered by them
      Plan without = plan;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      if (!breaks(without, rule)) continue;
      plan = std::move(without);
      has_shrunk = true;
    }
  }
  return plan;
}

}  // namespace chaos
