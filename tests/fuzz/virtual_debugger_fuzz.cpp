// Whatever a host sends, the virtual board's debugger answers each report in its own words, and stays within
// its memories.
#include <algorithm>

#include "base/virtual_executor.hpp"
#include "check.hpp"
#include "simulation/drive.hpp"
#include "simulation/nano_debugger.hpp"
#include "simulation/seeded_random.hpp"

namespace {

const simulation::BoardState& delivered() {
  static const simulation::BoardState state = [] {
    simulation::SeededRandom random(1);
    return simulation::manufacture(random, simulation::FirmwareKind::demo);
  }();
  return state;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView input = fuzz::view(data, size);
  base::VirtualExecutor executor;
  simulation::Timeline timeline(executor);
  simulation::BoardState state = delivered();
  simulation::NanoDebugger debugger(timeline, state);
  for (base::ByteView rest = input; !rest.empty();) {
    ports::HidReport report{};
    const std::size_t count = std::min(rest.size(), report.size());
    std::copy_n(rest.begin(), count, report.begin());
    rest = rest.subspan(count);
    const ports::HidReport answer = debugger.answer(report, std::nullopt);
    fuzz::require(answer[0] == report[0] || answer[0] == std::byte{0xFF}, "an answer says to what");
    executor.run_for(std::chrono::milliseconds(1));
  }
  fuzz::require(state.mcu.flash.size() == simulation::AvrMemories::flash_size, "a flash keeps its size");
  fuzz::parse_or_error(
      [&] { simulation::flash_of_hex(base::as_text(input), simulation::AvrMemories::flash_size); });
  return 0;
}
