#include "board/firmware_start.hpp"

#include <gtest/gtest.h>

#include "base/virtual_executor.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareHint;
using simulation::FirmwareKind;

struct Bench {
  explicit Bench(FirmwareKind kind) : board(executor, random, options(kind)) {}
  static simulation::VirtualBoard::Options options(FirmwareKind kind) {
    simulation::VirtualBoard::Options options;
    options.firmware = kind;
    return options;
  }
  bool hears(FirmwareHint hint, bool restart) { return executor.run(listen(hint, restart)); }
  base::task<bool> listen(FirmwareHint hint, bool restart) {
    co_await board.serial().open(hint == FirmwareHint::demo ? ports::BaudRate::demo
                                                            : ports::BaudRate::provisioning);
    if (restart) board.reset();
    const bool heard = co_await board::hears_start(board.serial(), hint, 5s);
    co_await board.serial().close();
    co_return heard;
  }

  base::VirtualExecutor executor;
  simulation::SeededRandom random{7};
  simulation::VirtualBoard board;
};

TEST(FirmwareStart, IsHeardOfEitherFirmware) {
  EXPECT_TRUE(Bench(FirmwareKind::provisioning).hears(FirmwareHint::provisioning, true));
  EXPECT_TRUE(Bench(FirmwareKind::demo).hears(FirmwareHint::demo, true));
}

TEST(FirmwareStart, IsNotHeardOfABoardThatRunsOn) {
  for (const FirmwareHint hint : {FirmwareHint::provisioning, FirmwareHint::demo}) {
    Bench bench(hint == FirmwareHint::demo ? FirmwareKind::demo : FirmwareKind::provisioning);
    bench.executor.run_for(20s);
    EXPECT_FALSE(bench.hears(hint, false));
  }
}

TEST(FirmwareStart, TellsWhatTheDemoFirmwareFound) {
  board::DemoStart start;
  EXPECT_FALSE(start.heard());
  start.take("topic: x/sensors");
  EXPECT_FALSE(start.heard());
  start.take("Thing Name read from the device is abc");
  start.take("AWS Endpoint read from WINC is a-ats.iot.eu-west-1.amazonaws.com");
  EXPECT_EQ(start.thing_name, "abc");
  EXPECT_EQ(start.endpoint, "a-ats.iot.eu-west-1.amazonaws.com");
  board::DemoStart fresh;
  fresh.take(
      "AWS Endpoint is not present in WINC, either re-provision or microchip AWS sandbox endpoint will be "
      "used");
  EXPECT_TRUE(fresh.sandbox);
}

}  // namespace
