#include "simulation/avr8_handler.hpp"

#include <gtest/gtest.h>

#include "debugger_fixture.hpp"
#include "support/error_of.hpp"

namespace simulation::test {
namespace {

constexpr unsigned data_space = 0x20;
constexpr unsigned flash_memory = 0xB0;
constexpr unsigned fuses = 0xB2;
constexpr unsigned eeprom_atomic = 0xC4;
constexpr unsigned user_row = 0xC5;
constexpr unsigned information_block = 0xD3;

TEST(Avr8Handler, NeedsParametersAndActivationBeforeItEntersProgrammingMode) {
  DebuggerFixture fixture;
  EXPECT_EQ(fixture.avr8({0x10, 0, 0}), failed(0x33));
  EXPECT_EQ(fixture.avr8({0x15, 0}), failed(0x31)) << "not active";
  fixture.describe_target();
  EXPECT_EQ(fixture.avr8({0x10, 0, 0}), ok);
  EXPECT_EQ(fixture.avr8({0x10, 0, 0}), failed(0x31)) << "active";
  EXPECT_EQ(fixture.avr8({0x11, 0}), ok);
  EXPECT_EQ(fixture.avr8({0x10, 0, 0}), ok);
  EXPECT_EQ(fixture.avr8({0x33, 0}), failed(0x90)) << "debugging is not supported";
}

TEST(Avr8Handler, ReturnsTheParametersThatWereSet) {
  DebuggerFixture fixture;
  EXPECT_EQ(fixture.avr8({0x01, 0, 3, 6, 1, 0}), ok);
  EXPECT_EQ(fixture.avr8({0x01, 0, 9, 0, 1, 0}), failed(0x11));
  EXPECT_EQ(fixture.avr8({0x01, 0, 2, 0xFF, 2, 0, 0}), failed(0x23));
  EXPECT_EQ(fixture.avr8({0x01, 0, 2, 0, 2, 0}), failed(0x35)) << "shorter than its length field says";
  fixture.describe_target();
  EXPECT_EQ(fixture.avr8({0x02, 0, 1, 0x31, 2}), data({0x84, 3}));
  EXPECT_EQ(fixture.avr8({0x02, 0, 2, 0xFF, 2}), failed(0x11));
}

TEST(Avr8Handler, ReadsEveryMemory) {
  DebuggerFixture fixture;
  fixture.describe_target();
  fixture.avr8({0x10, 0, 0});
  const base::Bytes block = fixture.read(information_block, 0, 32);
  EXPECT_EQ(base::to_text(base::ByteView(block).subspan(2, 17)), "megaAVR P:0D:1-3M");
  EXPECT_EQ(fixture.read(data_space, 0x1100, 3), failed(0x32)) << "not in programming mode";
  fixture.avr8({0x15, 0});
  EXPECT_EQ(fixture.read(data_space, 0x1100, 3), data({0x1E, 0x96, 0x50}));
  EXPECT_EQ(fixture.read(0xB4, 0, 3), data({0x1E, 0x96, 0x50}));
  EXPECT_EQ(fixture.read(0xC6, 0x1100, 3), data({0x1E, 0x96, 0x50}));
  EXPECT_EQ(fixture.read(fuses, 0x1280, 9), data({0, 0, 2, 0, 0, 0xC0, 7, 0, 0}));
  EXPECT_EQ(fixture.read(0xB3, 0x128A, 1), data({0xC5}));
  const base::Bytes image = fixture.read(flash_memory, 0, 512);
  EXPECT_EQ(image.size(), 515U);
  EXPECT_EQ(fixture.read(data_space, 0x4000, 512), image) << "flash lies in the data space, too";
  EXPECT_EQ(fixture.read(flash_memory, 0, 513), failed(0x35));
  EXPECT_EQ(fixture.read(flash_memory, 0, 0), failed(0x35));
  EXPECT_EQ(fixture.read(flash_memory, 0xBFFF, 2), failed(0x38));
  EXPECT_EQ(fixture.read(flash_memory, 0xFFFFFFFF, 2), failed(0x38));
  EXPECT_EQ(fixture.read(data_space, 0xFFFF, 2), failed(0x36));
  EXPECT_EQ(fixture.read(data_space, 0xFFFFFFFF, 2), failed(0x36));
  EXPECT_EQ(fixture.read(information_block, 30, 3), failed(0x36));
  EXPECT_EQ(fixture.read(0x99, 0, 1), failed(0x34));
}

TEST(Avr8Handler, HoldsTheTargetInResetAndReleasesIt) {
  DebuggerFixture fixture;
  fixture.type("MC+SETLED=CONN,ON\n");
  EXPECT_TRUE(fixture.board.leds()[2]);
  fixture.enter();
  EXPECT_FALSE(fixture.board.leds()[2]) << "in reset no pin drives its LED";
  EXPECT_EQ(fixture.type("MC+PING=1\n"), "") << "the firmware does not run";
  fixture.board.reset();
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received(), "") << "the target is held in reset";
  EXPECT_EQ(fixture.avr8({0x16, 0}), ok);
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received(), fixture.greeting);
  EXPECT_EQ(fixture.avr8({0x16, 0}), ok) << "leaving programming mode twice";
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received(), "") << "the firmware was not restarted";
}

TEST(Avr8Handler, ReleasesTheTargetWhenTheSessionEndsInProgrammingMode) {
  for (const bool restart : {false, true}) {
    DebuggerFixture fixture;
    fixture.enter();
    if (restart) {
      fixture.ask(0x01, {0x11, 0, 1});
    } else {
      EXPECT_EQ(fixture.avr8({0x11, 0}), ok);
    }
    fixture.executor.run_for(2s);
    fixture.open_port(115200);
    EXPECT_EQ(fixture.type("MC+PING=1\n"), "\r\nMC+PONG=1\r\nOK\r\n");
  }
}

TEST(Avr8Handler, ProgramsAnotherFirmware) {
  DebuggerFixture fixture;
  fixture.enter();
  const base::Bytes image = stand_in_image(FirmwareRole::demo);
  fixture.program(image);
  const base::Bytes found = fixture.read(flash_memory, 0, static_cast<std::uint32_t>(image.size()));
  EXPECT_TRUE(base::equal(base::ByteView(found).subspan(2, image.size()), image));
  fixture.avr8({0x16, 0});
  fixture.open_port(9600);
  fixture.executor.run_for(6s);
  fixture.take_received();
  EXPECT_EQ(fixture.type("version\r"), "v4.1.2\r\n\x04");
  EXPECT_EQ(fixture.board.state().firmware(), FirmwareRole::demo);
}

TEST(Avr8Handler, WritesWholePagesAndOnlyClearsBits) {
  DebuggerFixture fixture;
  fixture.enter();
  fixture.avr8({0x20, 0, 0, 0, 0, 0, 0});
  const base::Bytes page(128, std::byte{0xF0});
  EXPECT_EQ(fixture.write(flash_memory, 0x80, page), ok);
  EXPECT_EQ(fixture.write(flash_memory, 0x80, base::Bytes(128, std::byte{0x3C})), ok);
  EXPECT_EQ(fixture.read(flash_memory, 0x7F, 2), data({0xFF, 0x30}));
  EXPECT_EQ(fixture.write(flash_memory, 0x40, page), failed(0x37));
  EXPECT_EQ(fixture.write(flash_memory, 0, base::Bytes(127)), failed(0x35));
  EXPECT_EQ(fixture.write(flash_memory, 0, base::Bytes(256)), failed(0x35));
  EXPECT_EQ(fixture.write(flash_memory, 0xC000, page), failed(0x36));
  EXPECT_EQ(fixture.avr8({0x20, 0, 4, 0x80, 0, 0, 0}), ok) << "erases only that page";
  EXPECT_EQ(fixture.read(flash_memory, 0x80, 1), data({0xFF}));
  EXPECT_EQ(fixture.avr8({0x20, 0, 1, 0, 0, 0, 0}), failed(0x39));
  fixture.avr8({0x16, 0});
  EXPECT_EQ(fixture.write(flash_memory, 0x80, page), failed(0x32)) << "no longer in programming mode";
  EXPECT_EQ(fixture.avr8({0x20, 0, 0, 0, 0, 0, 0}), failed(0x32));
}

TEST(Avr8Handler, WritesTheSmallMemories) {
  DebuggerFixture fixture;
  fixture.enter();
  EXPECT_EQ(fixture.write(eeprom_atomic, 0x1410, bytes_of({1, 2})), ok);
  EXPECT_EQ(fixture.write(eeprom_atomic, 0x1410, bytes_of({0xFF})), ok) << "writing erases the byte first";
  EXPECT_EQ(fixture.read(0x22, 0x1410, 2), data({0xFF, 2}));
  EXPECT_EQ(fixture.write(0x22, 0x1411, bytes_of({0xFD})), ok);
  EXPECT_EQ(fixture.read(0x22, 0x1411, 1), data({0})) << "writing only clears bits";
  EXPECT_EQ(fixture.write(eeprom_atomic, 0x14FF, bytes_of({1, 2})), failed(0x36));
  EXPECT_EQ(fixture.write(user_row, 0x1300, bytes_of({7})), ok);
  EXPECT_EQ(fixture.write(fuses, 0x1285, bytes_of({0xC1})), ok);
  EXPECT_EQ(fixture.write(fuses, 0x1285, bytes_of({0xC1, 7})), failed(0x35));
  EXPECT_EQ(fixture.write(fuses, 0x1289, bytes_of({0})), failed(0x36));
  EXPECT_EQ(fixture.write(data_space, 0x2800, bytes_of({5})), ok);
  EXPECT_EQ(fixture.write(data_space, 0x1100, bytes_of({5})), failed(0x36));
  EXPECT_EQ(fixture.write(information_block, 0, bytes_of({5})), failed(0x34));
  fixture.avr8({0x20, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(fixture.read(0x22, 0x1411, 1), data({0})) << "a fuse protects the EEPROM from erasing the chip";
  EXPECT_EQ(fixture.read(user_row, 0x1300, 1), data({7}));
  EXPECT_EQ(fixture.avr8({0x20, 0, 6, 0x11, 0x14, 0, 0}), ok);
  EXPECT_EQ(fixture.avr8({0x20, 0, 7, 0, 0, 0, 0}), ok);
  EXPECT_EQ(fixture.read(0x22, 0x1411, 1), data({0xFF}));
  EXPECT_EQ(fixture.read(user_row, 0x1300, 1), data({0xFF}));
}

TEST(Avr8Handler, FailsWithAWrongDeviceDescription) {
  DebuggerFixture fixture;
  fixture.describe_target();
  fixture.avr8({0x01, 0, 2, 4, 2, 0, 0x20});  // another address of the NVM controller
  fixture.avr8({0x10, 0, 0});
  EXPECT_EQ(fixture.avr8({0x15, 0}), failed(0x40));
  fixture.avr8({0x01, 0, 2, 4, 2, 0, 0x10});
  EXPECT_EQ(fixture.avr8({0x15, 0}), ok);
  fixture.avr8({0x01, 0, 2, 0, 2, 0x80, 0x40});  // the flash begins one page later
  fixture.avr8({0x20, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(fixture.write(flash_memory, 0, base::Bytes(128)), ok);
  EXPECT_EQ(fixture.read(data_space, 0x4080, 1), data({0}));
  fixture.avr8({0x01, 0, 2, 2, 1, 0x40});  // shorter pages
  EXPECT_EQ(fixture.write(flash_memory, 0, base::Bytes(64)), failed(0x35));
}

TEST(Avr8Handler, EntersALockedTargetOnlyByErasingIt) {
  DebuggerFixture fixture(FirmwareRole::provisioning, "other@lock:0x3A");
  fixture.enter();
  EXPECT_EQ(fixture.read(data_space, 0x1100, 3), failed(0x32)) << "it is not in programming mode";
  EXPECT_EQ(fixture.avr8({0x15, 0}), failed(0x44));
  EXPECT_EQ(fixture.type("MC+PING=1\n"), "\r\nMC+PONG=1\r\nOK\r\n") << "the firmware was not stopped";
  EXPECT_EQ(fixture.avr8({0x01, 0, 3, 7, 1, 1}), ok);
  EXPECT_EQ(fixture.avr8({0x15, 0}), ok);
  EXPECT_EQ(fixture.read(flash_memory, 0, 2), data({0xFF, 0xFF}));
  EXPECT_FALSE(std::get<AvrMemories>(fixture.board.state().mcu).is_locked());
}

TEST(Avr8Handler, AnswersWhenTheOperationIsDone) {
  DebuggerFixture fixture;
  fixture.enter();
  const std::size_t before = fixture.exchanges;
  fixture.avr8({0x20, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(fixture.exchanges - before, 3U)
      << "the command, a poll without an answer, and a poll with the answer";
  const base::Instant start = fixture.executor.now();
  fixture.write(flash_memory, 0, base::Bytes(128));
  EXPECT_EQ(fixture.executor.now() - start, base::Duration(8ms))
      << "eight reports take longer than writing the page";
}

}  // namespace
}  // namespace simulation::test
