#include "board/firmware_start.hpp"

#include <gtest/gtest.h>

#include "base/virtual_executor.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;

struct BoardFixture {
  explicit BoardFixture(FirmwareRole kind, simulation::DemoEdition edition = simulation::DemoEdition::current)
      : board(executor, random, options(kind, edition)) {}
  static simulation::VirtualBoard::Options options(FirmwareRole kind, simulation::DemoEdition edition) {
    simulation::VirtualBoard::Options options;
    options.firmware = kind;
    options.demo = edition;
    return options;
  }
  bool hears(FirmwareRole hint, bool restart) { return executor.run(listen(hint, restart)); }
  base::task<bool> listen(FirmwareRole hint, bool restart) {
    co_await board.serial().open(hint == FirmwareRole::demo ? ports::BaudRate::demo
                                                            : ports::BaudRate::provisioning);
    if (restart) board.reset();
    const bool heard = co_await board::hears_start(board.serial(), hint, 5s);
    co_await board.serial().close();
    co_return heard;
  }
  /// nullopt when no incomplete command can be left.
  std::optional<board::HalfCommand> end_half_command(bool restart) {
    return executor.run(leave_and_end(restart));
  }
  base::task<std::optional<board::HalfCommand>> leave_and_end(bool restart) {
    co_await board.serial().open(ports::BaudRate::demo);
    std::optional<board::HalfCommand> ended;
    if (co_await board::leave_half_command(board.serial(), log)) {
      if (restart) board.reset();
      ended = co_await board::end_half_command(board.serial(), 10s);
    }
    co_await board.serial().close();
    co_return ended;
  }

  base::VirtualExecutor executor;
  base::Log log{executor};
  simulation::SeededRandom random{7};
  simulation::VirtualBoard board;
};

TEST(FirmwareStart, IsDetectedForBothFirmwares) {
  EXPECT_TRUE(BoardFixture(FirmwareRole::provisioning).hears(FirmwareRole::provisioning, true));
  EXPECT_TRUE(BoardFixture(FirmwareRole::demo).hears(FirmwareRole::demo, true));
}

TEST(FirmwareStart, IsNotDetectedWhileTheBoardKeepsRunning) {
  for (const FirmwareRole hint : {FirmwareRole::provisioning, FirmwareRole::demo}) {
    BoardFixture fixture(hint == FirmwareRole::demo ? FirmwareRole::demo : FirmwareRole::provisioning);
    fixture.executor.run_for(20s);
    EXPECT_FALSE(fixture.hears(hint, false));
  }
}

TEST(HalfCommand, IsForgottenOnlyByARestart) {
  using board::HalfCommand;
  for (const auto edition : {simulation::DemoEdition::current, simulation::DemoEdition::thing_id,
                             simulation::DemoEdition::google}) {
    BoardFixture fixture(FirmwareRole::demo, edition);
    fixture.executor.run_for(20s);
    EXPECT_EQ(fixture.end_half_command(false), HalfCommand::kept);
    EXPECT_EQ(fixture.end_half_command(true), HalfCommand::forgotten);
  }
}

TEST(HalfCommand, IsNotLeftOnAFirmwareThatDoesNotAnswer) {
  BoardFixture fixture(FirmwareRole::demo);
  fixture.executor.run_for(1s);
  EXPECT_FALSE(fixture.end_half_command(false)) << "it is still starting";
}

TEST(FirmwareStart, ParsesWhatTheDemoFirmwareFound) {
  board::DemoStart start;
  EXPECT_FALSE(start.heard());
  start.take("topic: x/sensors");
  EXPECT_FALSE(start.heard());
  start.take("Thing Name read from the device is abc");
  start.take("AWS Endpoint read from WINC is a-ats.iot.eu-west-1.amazonaws.com");
  EXPECT_EQ(start.thing_name, "abc");
  EXPECT_EQ(start.endpoint, "a-ats.iot.eu-west-1.amazonaws.com");
  board::DemoStart older;
  older.take("Thing ID read from the device is abc");
  EXPECT_EQ(older.thing_name, "abc");
  older = {};
  older.take("Thing ID is not present, error type 0, user defined thing ID is used");
  EXPECT_TRUE(older.thing_name_missing);
  board::DemoStart fresh;
  fresh.take(
      "AWS Endpoint is not present in WINC, either re-provision or microchip AWS sandbox endpoint will be "
      "used");
  EXPECT_TRUE(fresh.sandbox);
}

}  // namespace
