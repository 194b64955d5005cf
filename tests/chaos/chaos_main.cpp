// Runs of whole flows in which things go wrong at random.
//
//   chaos seeds FIRST COUNT [SECONDS]   runs the plans of so many seeds, at most so long
//   chaos plans FILE…                   runs plans from files
//   chaos show SEED                     prints the plan of a seed
//   chaos trace FILE                    runs a plan and prints the log
//
// Prints each plan that fails, made smaller, and ends with status 1 if one did.
#include <chrono>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/text.hpp"
#include "draw.hpp"
#include "errors.hpp"
#include "run.hpp"

namespace {

using chaos::Plan;
using chaos::Violation;

std::uint64_t number_of(std::string_view text) {
  const std::optional<std::uint64_t> value = base::parse_decimal(text);
  if (!value) throw base::Error(chaos::bad_plan).because("not a number: " + std::string(text));
  return *value;
}

Plan read(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw base::Error(chaos::bad_plan).because("cannot be read: " + path);
  return chaos::plan_of(text.str());
}

void print(const std::vector<Violation>& violations) {
  for (const Violation& one : violations)
    std::cout << "# " << one.rule << (one.detail.empty() ? "" : ": ") << one.detail << '\n';
}

int run_seeds(std::uint64_t first, std::uint64_t count, std::uint64_t seconds) {
  const auto start = std::chrono::steady_clock::now();
  const auto spent = [&start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  std::uint64_t failed = 0;
  std::uint64_t seed = first;
  for (; seed < first + count && spent() < static_cast<double>(seconds); ++seed) {
    const Plan plan = chaos::draw(seed);
    const std::vector<Violation> violations = chaos::run(plan);
    if (violations.empty()) continue;
    ++failed;
    std::cout << "# seed " << seed << '\n';
    print(violations);
    std::cout << chaos::text_of(chaos::shrink(plan, violations.front().rule)) << '\n' << std::flush;
  }
  std::cout << "# " << seed - first << " seeds from " << first << ", " << failed << " failed, "
            << static_cast<double>(seed - first) / spent() << " a second\n";
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int run_plans(const std::vector<std::string>& files) {
  int failed = 0;
  for (const std::string& file : files) {
    const std::vector<Violation> violations = chaos::run(read(file));
    if (violations.empty()) continue;
    ++failed;
    std::cout << "# " << file << '\n';
    print(violations);
  }
  std::cout << "# " << files.size() << " plans, " << failed << " failed\n";
  return failed == 0 && !files.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int trace(const std::string& file) {
  const std::vector<Violation> violations = chaos::run(read(file), [](const base::LogLine& line) {
    std::cout << std::chrono::duration<double>(line.time.time_since_epoch()).count() << ' ' << line.source
              << ": " << line.text << '\n';
  });
  print(violations);
  return violations.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int run(const std::vector<std::string>& arguments) {
  const std::string command = arguments.empty() ? "" : arguments[0];
  if (command == "seeds" && (arguments.size() == 3 || arguments.size() == 4))
    return run_seeds(number_of(arguments[1]), number_of(arguments[2]),
                     arguments.size() == 4 ? number_of(arguments[3]) : 1'000'000);
  if (command == "plans") return run_plans({arguments.begin() + 1, arguments.end()});
  if (command == "show" && arguments.size() == 2) {
    std::cout << chaos::text_of(chaos::draw(number_of(arguments[1])));
    return EXIT_SUCCESS;
  }
  if (command == "trace" && arguments.size() == 2) return trace(arguments[1]);
  std::cerr << "chaos seeds FIRST COUNT [SECONDS] | plans FILE... | show SEED | trace FILE\n";
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    const auto* known = dynamic_cast<const base::Error*>(&error);
    std::cerr << (known != nullptr ? known->describe() : error.what()) << '\n';
    return EXIT_FAILURE;
  }
}
