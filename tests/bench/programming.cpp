// Measures how long it takes to program the vendor's images through the debugger, in the virtual time of the
// model, and compares this with the least possible time: one millisecond for each report that their pages
// need, one exchange at a time. Fails above 1.15 times the least possible time, or if the verification of
// both images together takes more than 3.3 s.

#include <array>
#include <cstdio>
#include <string_view>

#include "base/virtual_executor.hpp"
#include "debugger/avr8_programmer.hpp"
#include "debugger/debugger.hpp"
#include "embedded/atmega4808_aws_iot_demo_hex.hpp"
#include "embedded/atmega4808_iot_provision_v2_hex.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace {

constexpr base::Duration report_time = std::chrono::milliseconds(1);
// reference/debugger.md: reports of a session, of a page (3 fragments and a question), of 512 bytes read back
// (a fragment and 9 questions).
constexpr std::size_t session_reports = 44;
constexpr std::size_t page_reports = 8;
constexpr std::size_t read_reports = 20;

constexpr double allowed_ratio = 1.15;
constexpr double allowed_verification = 3.3;

double seconds(base::Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

class CountingHid final : public ports::HidDevice {
 public:
  explicit CountingHid(ports::HidDevice& device) : device_(device) {}
  base::task<void> open() override { return device_.open(); }
  base::task<void> send(const ports::HidReport& report) override {
    ++reports;
    return device_.send(report);
  }
  base::task<ports::HidReport> receive() override {
    ++reports;
    return device_.receive();
  }
  base::task<void> close() override { return device_.close(); }
  std::size_t reports = 0;

 private:
  ports::HidDevice& device_;
};

/// Records when each phase ends.
class Stopwatch final : public debugger::ProgrammingObserver {
 public:
  explicit Stopwatch(const base::Executor& executor) : executor_(executor) {}
  void on_progress(debugger::ProgrammingPhase phase, std::size_t, std::size_t) override {
    ended_[static_cast<std::size_t>(phase)] = executor_.now();
  }
  base::Duration verification() const { return ended_[2] - ended_[1]; }

 private:
  const base::Executor& executor_;
  std::array<base::Instant, 3> ended_{};
};

struct Result {
  base::Duration taken;
  base::Duration verification;
  base::Duration limit;
};

Result program(std::string_view name, std::string_view hex) {
  const debugger::FlashImage image = debugger::parse_intel_hex(hex, debugger::atmega4808.image_ranges());
  base::VirtualExecutor executor;
  simulation::SeededRandom random(1);
  base::Log log(executor);
  simulation::VirtualBoard board(executor, random, {});
  CountingHid hid(board.hid());
  debugger::Debugger nedbg(hid, log);
  debugger::Avr8Programmer target(nedbg.protocol(), debugger::atmega4808);
  Stopwatch stopwatch(executor);
  executor.run(nedbg.open());
  const std::size_t before = hid.reports;
  const base::Instant start = executor.now();
  executor.run(debugger::program(target, image, stopwatch));
  const base::Duration taken = executor.now() - start;

  const std::size_t writes =
      page_reports * debugger::blocks(image.program, debugger::atmega4808.flash.page).size();
  const std::size_t reads = read_reports * debugger::blocks(image.program, debugger::avr8::max_read).size();
  const base::Duration limit = (session_reports + writes + reads) * report_time;
  std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
  std::printf("  reports   %5zu   (session %zu, pages %zu, verification %zu)\n", hid.reports - before,
              session_reports, writes, reads);
  std::printf("  limit     %6.3f s\n  taken     %6.3f s, ratio %.3f (at most %.2f), verification %.3f s\n",
              seconds(limit), seconds(taken), seconds(taken) / seconds(limit), allowed_ratio,
              seconds(stopwatch.verification()));
  return {taken, stopwatch.verification(), limit};
}

}  // namespace

int main() {
  const std::array results{program("provisioning firmware", embedded::atmega4808_iot_provision_v2_hex),
                           program("demo firmware", embedded::atmega4808_aws_iot_demo_hex)};
  bool good = true;
  base::Duration verification{0};
  for (const Result& result : results) {
    good = good && seconds(result.taken) <= allowed_ratio * seconds(result.limit);
    verification += result.verification;
  }
  std::printf("verification of both %.3f s (at most %.1f s)\n", seconds(verification), allowed_verification);
  return good && seconds(verification) <= allowed_verification ? 0 : 1;
}
