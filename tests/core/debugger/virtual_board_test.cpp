// Tests the host side of the debugger's protocols against the virtual board, which was written independently
// from the same documents.
#include "simulation/virtual_board.hpp"

#include <gtest/gtest.h>

#include "base/virtual_executor.hpp"
#include "debugger/avr8_programmer.hpp"
#include "debugger/debugger.hpp"
#include "embedded/atmega4808_iot_provision_v2_hex.hpp"
#include "simulation/seeded_random.hpp"
#include "support/error_of.hpp"

namespace {

class Unwatched final : public debugger::ProgrammingObserver {
 public:
  void on_progress(debugger::ProgrammingPhase, std::size_t, std::size_t) override {}
};

class VirtualBoardTest : public testing::Test {
 protected:
  VirtualBoardTest() { run(nedbg.open()); }
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }

  base::VirtualExecutor executor;
  simulation::SeededRandom random{1};
  base::Log log{executor};
  simulation::VirtualBoard board{executor, random, {}};
  debugger::Debugger nedbg{board.hid(), log};
  debugger::Avr8Programmer target{nedbg.protocol(), debugger::atmega4808};
  Unwatched observer;
};

TEST_F(VirtualBoardTest, IsIdentified) {
  const debugger::DebuggerInfo info = run(nedbg.identify());
  EXPECT_EQ(info.product, "nEDBG CMSIS-DAP");
  EXPECT_EQ(info.device_name, "ATmega4808");
  EXPECT_EQ(info.kit_name, "AVR-IoT WG");
  EXPECT_FALSE(info.serial_number.empty());
  EXPECT_TRUE(info.firmware);
}

TEST_F(VirtualBoardTest, HoldsTheProgramThatWasWritten) {
  const auto image = debugger::parse_intel_hex(embedded::atmega4808_iot_provision_v2_hex,
                                               debugger::atmega4808.image_ranges());
  EXPECT_TRUE(run(debugger::program(target, image, observer)).empty());
  run(target.enter());
  const base::Bytes flash = run(target.read(target.image_ranges().program));
  run(target.leave());
  base::Bytes expected(flash.size(), std::byte{0xFF});
  debugger::overlay(image.program, 0, expected);
  EXPECT_TRUE(flash == expected);
}

TEST_F(VirtualBoardTest, RecoversAfterTheCableWasPulledHalfway) {
  const auto image = debugger::parse_intel_hex(embedded::atmega4808_iot_provision_v2_hex,
                                               debugger::atmega4808.image_ranges());
  executor.call_at(executor.now() + std::chrono::seconds(1), [this] { board.unplug(); });
  EXPECT_EQ(support::code_of([&] { run(debugger::program(target, image, observer)); }), "hid.disconnected");
  run(nedbg.close());
  board.replug();
  executor.run_for(std::chrono::seconds(3));
  run(nedbg.open());
  run(debugger::program(target, image, observer));
}

}  // namespace
