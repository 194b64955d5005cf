// Fuzzes the virtual board's debugger: it must answer any report of a host with a valid report, and
// must not write outside of the board's memories.
#include <algorithm>

#include "base/virtual_executor.hpp"
#include "check.hpp"
#include "simulation/drive.hpp"
#include "simulation/nano_debugger.hpp"
#include "simulation/seeded_random.hpp"

namespace {

simulation::BoardState new_board(simulation::KitId kit) {
  simulation::SeededRandom random(1);
  return simulation::manufacture(random, board::FirmwareRole::demo, kit);
}

void send_reports(const simulation::BoardState& board, base::ByteView input) {
  base::VirtualExecutor executor;
  simulation::Timeline timeline(executor);
  simulation::BoardState state = board;
  simulation::NanoDebugger debugger(timeline, state);
  for (base::ByteView rest = input; !rest.empty();) {
    ports::HidReport report{};
    const std::size_t count = std::min(rest.size(), report.size());
    std::copy_n(rest.begin(), count, report.begin());
    rest = rest.subspan(count);
    const ports::HidReport answer = debugger.answer(report, std::nullopt);
    const bool accepts_write = report[0] == std::byte{0x94} && answer[0] == std::byte{0};
    fuzz::require(answer[0] == report[0] || answer[0] == std::byte{0xFF} || accepts_write,
                  "an answer begins with the command");
    executor.run_for(std::chrono::milliseconds(1));
  }
  fuzz::require(simulation::flash(state.mcu).size() == simulation::flash(board.mcu).size(),
                "a flash keeps its size");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const simulation::BoardState avr = new_board(simulation::KitId::avr_iot_wg);
  static const simulation::BoardState pic = new_board(simulation::KitId::pic_iot_wg);
  const base::ByteView input = fuzz::view(data, size);
  send_reports(avr, input);
  send_reports(pic, input);
  fuzz::parse_or_error(
      [&] { simulation::flash_of_hex(base::as_text(input), simulation::AvrMemories::flash_size); });
  return 0;
}
