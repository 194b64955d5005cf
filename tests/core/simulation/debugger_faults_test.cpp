#include <gtest/gtest.h>

#include "debugger_fixture.hpp"
#include "support/error_of.hpp"

namespace simulation::test {
namespace {

base::Bytes long_image() {
  base::Bytes image = stand_in_image(FirmwareRole::demo);
  image.resize(1000, std::byte{0x55});
  return image;
}

TEST(DebuggerFaults, LoseAndGarbleReports) {
  DebuggerFixture lost(FirmwareRole::demo, "drop@out:2");
  EXPECT_EQ(lost.exchange({0x00, 0x04})[0], std::byte{0});
  EXPECT_EQ(support::code_of([&] { lost.exchange({0x00, 0x04}); }), "base.timed_out");
  EXPECT_EQ(lost.exchange({0x00, 0x04})[0], std::byte{0}) << "only one report is lost";

  DebuggerFixture unanswered(FirmwareRole::demo, "drop@in:1=2");
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(support::code_of([&] { unanswered.exchange({0x00, 0x04}); }), "base.timed_out");
  EXPECT_EQ(unanswered.exchange({0x00, 0x04})[0], std::byte{0});

  DebuggerFixture garbled(FirmwareRole::demo, "garbage@out:1; garbage@in:2");
  EXPECT_EQ(garbled.exchange({0x00, 0x04})[0], std::byte{0xFF}) << "an unknown command";
  EXPECT_EQ(garbled.exchange({0x00, 0x04})[0], std::byte{0xA5});
}

TEST(DebuggerFaults, FailTheCommandThatAReportBelongsTo) {
  DebuggerFixture fixture(FirmwareRole::demo, "status@out:1=0x22; status@out:5=0x30; status@out:6=7");
  EXPECT_EQ(fixture.ask(0x01, {0x10, 0}), failed(0x22));
  EXPECT_EQ(fixture.ask(0x01, {0x10, 0}), ok) << "only one command fails";
  EXPECT_EQ(fixture.exchange({0x00, 0x04})[1], std::byte{4}) << "information has no status";
  EXPECT_EQ(fixture.exchange({0x83, 1, 0x40, 0x3F, 0, 0x0C, 32, 0})[1], std::byte{7});
  EXPECT_EQ(fixture.exchange({0x83, 1, 0x40, 0x3F, 0, 0x0C, 32, 0})[1], std::byte{0});
}

TEST(DebuggerFaults, ChangeTheSignatureLockAndDebuggerVersion) {
  DebuggerFixture fixture(FirmwareRole::demo, "other@signature:0x1E9651; other@firmware:0x010E");
  EXPECT_EQ(fixture.ask(0x01, {0x02, 0, 0, 1, 4}), data({1, 14, 0, 0}));
  fixture.enter();
  EXPECT_EQ(fixture.read(0x20, 0x1100, 3), data({0x1E, 0x96, 0x51}));
}

TEST(DebuggerFaults, WearOutAPageOfTheFlash) {
  DebuggerFixture fixture(FirmwareRole::demo, "worn@flash:0x85");
  fixture.enter();
  fixture.avr8({0x20, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(fixture.read(0xB0, 0x11, 1), data({0xFF}));
  EXPECT_EQ(fixture.read(0xB0, 0x91, 1), data({0xF7}));
}

TEST(DebuggerFaults, PowerLossDuringProgrammingKeepsTheWrittenPages) {
  std::size_t whole = 0;
  {
    DebuggerFixture fixture;
    fixture.enter();
    fixture.program(long_image());
    whole = fixture.exchanges;
  }
  std::size_t erased = 0;
  for (std::size_t report = 1; report <= whole; ++report) {
    DebuggerFixture fixture(FirmwareRole::provisioning, "unplug@out:" + std::to_string(report));
    EXPECT_EQ(support::code_of([&] {
                fixture.enter();
                fixture.program(long_image());
              }),
              "hid.disconnected")
        << report;
    EXPECT_FALSE(fixture.board.plugged());
    fixture.executor.run_for(1s);
    fixture.board.replug();
    fixture.open_port(115200);
    fixture.executor.run_for(1s);
    const base::ByteView flash = simulation::flash(fixture.board.state().mcu);
    const bool untouched = fixture.board.state().firmware() == FirmwareRole::provisioning;
    EXPECT_EQ(fixture.take_received() == fixture.greeting, untouched) << report;
    if (flash[0] == std::byte{0xFF}) ++erased;
    // Running again recovers it.
    fixture.executor.run(fixture.board.hid().open());
    fixture.enter();
    fixture.program(long_image());
    fixture.avr8({0x16, 0});
    EXPECT_EQ(fixture.board.state().firmware(), FirmwareRole::demo) << report;
  }
  EXPECT_GT(erased, 0U) << "some power losses come between erasing and writing";
}

TEST(DebuggerFaults, AnUnreadAnswerIsLostWhenTheDeviceIsClosed) {
  DebuggerFixture fixture;
  fixture.executor.run(fixture.board.hid().send(ports::HidReport{}));
  fixture.executor.run(fixture.board.hid().close());
  fixture.executor.run_for(1s);
  fixture.executor.run(fixture.board.hid().open());
  EXPECT_EQ(fixture.exchange({0x83, 1, 0x40, 0x3F, 0, 0x0C, 32, 0})[0], std::byte{0x83});
}

}  // namespace
}  // namespace simulation::test
