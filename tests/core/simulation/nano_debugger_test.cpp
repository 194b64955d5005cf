#include "simulation/nano_debugger.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "debugger_fixture.hpp"
#include "ports/errors.hpp"
#include "support/error_of.hpp"

namespace simulation::test {
namespace {

constexpr unsigned discovery = 0x00;
constexpr unsigned housekeeping = 0x01;

std::string text_of(const ports::HidReport& answer) {
  return base::to_text(base::ByteView(answer).subspan(2, std::to_integer<std::size_t>(answer[1])));
}

TEST(NanoDebugger, ReturnsItsInformation) {
  VirtualBoard::Options options;
  options.kit = KitId::avr_iot_wa;
  DebuggerFixture fixture(FirmwareRole::demo, {}, std::move(options));
  EXPECT_EQ(text_of(fixture.exchange({0x00, 0x02})), std::string("nEDBG CMSIS-DAP\0", 16));
  EXPECT_EQ(text_of(fixture.exchange({0x00, 0x03})), fixture.board.state().usb_serial_number + '\0');
  EXPECT_EQ(text_of(fixture.exchange({0x00, 0x06})), std::string("ATmega4808\0", 11));
  EXPECT_EQ(text_of(fixture.exchange({0x00, 0xFF})), std::string("\x40\0", 2));
  EXPECT_EQ(fixture.exchange({0x00, 0x77})[1], std::byte{0}) << "an unknown item is empty";
  EXPECT_EQ(fixture.exchange({0x05, 0, 1})[0], std::byte{0xFF}) << "SWD commands are not supported";
  EXPECT_EQ(fixture.board.state().usb_serial_number.size(), 18U);
}

TEST(NanoDebugger, CanLackAnItemOfInformation) {
  DebuggerFixture fixture(FirmwareRole::demo, "absent@info:0xFF");
  EXPECT_EQ(fixture.exchange({0x00, 0xFF})[1], std::byte{0});
  EXPECT_EQ(text_of(fixture.exchange({0x00, 0x06})), std::string("ATmega4808\0", 11));
}

TEST(NanoDebugger, CanAnswerFewerParametersThanRequested) {
  DebuggerFixture whole;
  EXPECT_EQ(whole.ask(housekeeping, {0x02, 0, 0, 1, 4}), data({1, 30, 35, 0}));
  DebuggerFixture fixture(FirmwareRole::demo, "short@parameters:2");
  EXPECT_EQ(fixture.ask(housekeeping, {0x02, 0, 0, 1, 4}), data({1, 30}));
  EXPECT_EQ(fixture.ask(housekeeping, {0x02, 0, 0, 1, 1}), data({1}));
}

TEST(NanoDebugger, TakesAMillisecondForEachReport) {
  DebuggerFixture fixture;
  const base::Instant start = fixture.executor.now();
  for (int i = 0; i < 10; ++i) fixture.exchange({0x00, 0x04});
  EXPECT_EQ(fixture.executor.now() - start, base::Duration(20ms));
  ports::HidReport report{};
  for (int i = 0; i < 3; ++i) fixture.executor.run(fixture.board.hid().send(report));
  for (int i = 0; i < 3; ++i) fixture.executor.run(fixture.board.hid().receive());
  EXPECT_EQ(fixture.executor.now() - start, base::Duration(26ms)) << "one exchange after the other";
}

TEST(NanoDebugger, SplitsFramesIntoFragments) {
  DebuggerFixture fixture;
  EXPECT_EQ(fixture.exchange({0x81})[1], std::byte{0}) << "without a command there is no answer";
  EXPECT_EQ(fixture.ask(housekeeping, {0x10, 0}), ok);
  EXPECT_EQ(fixture.last_header, bytes_of({0x0E, 1, 0, housekeeping}));
  // Two fragments, the second one empty: pyedbglib sends a frame that exactly fills a fragment like this.
  EXPECT_EQ(fixture.exchange({0x80, 0x12, 0, 7, 0x0E, 0, 9, 0, housekeeping, 0x10, 0})[1], std::byte{0});
  EXPECT_EQ(fixture.exchange({0x80, 0x22, 0, 0})[1], std::byte{1});
  EXPECT_EQ(fixture.exchange({0x81})[1], std::byte{0x11});
  EXPECT_EQ(fixture.exchange({0x81})[1], std::byte{0}) << "an answer can be read once";
}

TEST(NanoDebugger, DoesNotAcknowledgeAFragmentOutOfOrder) {
  DebuggerFixture fixture;
  EXPECT_EQ(fixture.exchange({0x80, 0x22, 0, 1, 0x0E})[1], std::byte{0})
      << "fragment 2 of 2 before fragment 1";
  EXPECT_EQ(fixture.exchange({0x80, 0x11, 0, 61})[1], std::byte{0}) << "longer than a report";
  EXPECT_EQ(fixture.exchange({0x80, 0x21, 0, 1})[1], std::byte{0}) << "fragment 2 of 1";
  EXPECT_EQ(fixture.exchange({0x81})[1], std::byte{0});
  EXPECT_EQ(fixture.exchange({0x80, 0x11, 0, 2, 0x0E, 0})[1], std::byte{1}) << "complete, but not a frame";
  EXPECT_EQ(fixture.exchange({0x81})[1], std::byte{0});
  EXPECT_EQ(fixture.ask(housekeeping, {0x10, 0}), ok) << "it still works";
}

TEST(NanoDebugger, AnswersHousekeepingCommands) {
  DebuggerFixture fixture;
  EXPECT_EQ(fixture.ask(housekeeping, {0x02, 0, 0, 1, 4}), data({1, 30, 35, 0}));
  EXPECT_EQ(fixture.ask(housekeeping, {0x02, 0, 1, 0, 2}), data({0xE4, 0x0C})) << "3300 mV";
  EXPECT_EQ(fixture.ask(housekeeping, {0x02, 0, 0, 9, 2}), failed(0x11)) << "past the end";
  EXPECT_EQ(fixture.ask(housekeeping, {0x02, 0, 7, 0, 1}), failed(0x11)) << "no such context";
  EXPECT_EQ(fixture.ask(housekeeping, {0x02}), failed(0x11)) << "too short";
  EXPECT_EQ(fixture.ask(housekeeping, {0x00, 0, 0}), bytes_of({0x81, 0, 0x00, 0x01, 0x02, 0x10, 0x11}));
  EXPECT_EQ(fixture.ask(discovery, {0x00, 0, 0x00}), bytes_of({0x81, 0, 0x00, 0x01, 0x12}));
  EXPECT_EQ(fixture.ask(0x20, {0x00, 0, 0x00}), failed(0x11)) << "no such handler";
}

TEST(NanoDebugger, ReadsAndWritesTheBoardConfiguration) {
  DebuggerFixture fixture;
  int changes = 0;
  fixture.board.on_state_change = [&](StatePart part) { changes += part == StatePart::debugger ? 1 : 0; };
  const auto chunk = [&](unsigned high, unsigned low) {
    return fixture.exchange({0x83, 1, 0x40, 0x3F, low, high, 32, 0});
  };
  EXPECT_EQ(base::to_text(base::ByteView(chunk(0x0C, 0x40)).subspan(6 + 8, 10)), "AVR-IoT WG");
  EXPECT_EQ(base::to_text(base::ByteView(chunk(0x0E, 0xE0)).subspan(6, 18)),
            fixture.board.state().usb_serial_number);
  base::Bytes set = bytes_of({0x84, 32, 0x40, 0x40, 0x0D, 'k', 'e', 'y'});
  EXPECT_EQ(fixture.exchange(set)[1], std::byte{0});
  EXPECT_EQ(base::to_text(base::ByteView(chunk(0x0D, 0x40)).subspan(6, 3)), "key");
  EXPECT_EQ(changes, 1);
  for (const auto& refused : {bytes_of({0x83, 1, 0x40, 0x3F, 0xF0, 0x0F, 32, 0}), bytes_of({0x83, 2, 0x40}),
                              bytes_of({0x83, 1, 0x41}), bytes_of({0x84, 31, 0x40, 0, 0x0C}),
                              bytes_of({0x84, 32, 0x40, 0xF0, 0x0F})})
    EXPECT_NE(fixture.exchange(refused)[1], std::byte{0}) << base::to_hex(refused);
}

TEST(NanoDebugger, ReadsItsClickMeLinkFromTheConfiguration) {
  DebuggerConfiguration configuration(kit(KitId::avr_iot_wa), "MCHP3261000000000000");
  EXPECT_EQ(configuration.kit_name(), "AVR-IoT WA");
  EXPECT_EQ(configuration.click_me_type(), 1);
  EXPECT_TRUE(configuration.device_id().empty());
  const std::size_t user = DebuggerConfiguration::user_block;
  configuration.write(user + 0x105, bytes_of({20}));
  configuration.write(user + 0x148, base::Bytes(20, std::byte{0xAB}));
  EXPECT_EQ(base::to_bytes(configuration.device_id()), base::Bytes(20, std::byte{0xAB}));
  configuration.write(user + 0x105, bytes_of({0xFF}));
  EXPECT_EQ(configuration.device_id().size(), 32U) << "limited to the size of the field";
}

TEST(NanoDebugger, RestartsWithoutTheMicrocontroller) {
  DebuggerFixture fixture;
  int changes = 0;
  fixture.board.on_plug_change = [&] { ++changes; };
  EXPECT_EQ(fixture.ask(housekeeping, {0x11, 0, 1}), ok) << "the answer still comes";
  fixture.executor.run_for(100ms);
  EXPECT_FALSE(fixture.board.on_usb());
  EXPECT_TRUE(fixture.board.plugged());
  EXPECT_EQ(support::code_of([&] { fixture.exchange({0x81}); }), "hid.disconnected");
  EXPECT_EQ(support::code_of([&] { fixture.executor.run(fixture.board.hid().open()); }), "hid.disconnected");
  fixture.executor.run_for(2s);
  EXPECT_TRUE(fixture.board.on_usb());
  EXPECT_EQ(changes, 2);
  fixture.executor.run(fixture.board.hid().open());
  EXPECT_EQ(fixture.ask(housekeeping, {0x10, 0}), ok);
  fixture.open_port(115200);
  EXPECT_EQ(fixture.type("MC+PING=1\n"), "\r\nMC+PONG=1\r\nOK\r\n") << "the microcontroller was not reset";
}

TEST(NanoDebugger, StaysOnUsbWhenASessionEnds) {
  DebuggerFixture fixture;
  EXPECT_EQ(fixture.ask(housekeeping, {0x11, 0, 0}), ok);
  fixture.executor.run_for(2s);
  EXPECT_TRUE(fixture.board.on_usb());
  EXPECT_EQ(fixture.ask(housekeeping, {0x10, 0}), ok);
}

TEST(VirtualHidDevice, IsBusyWhileAnotherHostHasItOpen) {
  BoardFixture fixture(FirmwareRole::demo);
  fixture.board.hid_line().host_opens();
  EXPECT_EQ(support::code_of([&] { fixture.executor.run(fixture.board.hid().open()); }), "hid.open_failed");
}

TEST(VirtualHidDevice, IsDisconnectedWithoutTheCableAndWorksAgainAfterwards) {
  DebuggerFixture fixture;
  std::optional<base::ErrorCode> seen;
  const auto reading = base::spawn<ports::HidReport>(
      fixture.executor, fixture.board.hid().receive(),
      [&](base::Outcome<ports::HidReport> outcome) { seen = outcome.error().code(); });
  fixture.executor.run_for(1ms);
  fixture.board.unplug();
  fixture.executor.run_for(1ms);
  EXPECT_EQ(seen, ports::hid_disconnected);
  fixture.board.replug();
  fixture.executor.run(fixture.board.hid().open());
  EXPECT_EQ(fixture.exchange({0x00, 0x04})[0], std::byte{0x00});
  fixture.executor.run(fixture.board.hid().close());
  EXPECT_EQ(support::code_of([&] { fixture.exchange({0x00, 0x04}); }), "hid.disconnected");
}

}  // namespace
}  // namespace simulation::test
