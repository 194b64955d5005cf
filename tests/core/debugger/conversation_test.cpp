// Tests CMSIS-DAP exchanges and JTAGICE3 commands, byte by byte.
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/virtual_executor.hpp"
#include "debugger/avr8.hpp"
#include "debugger/housekeeping.hpp"
#include "ports/errors.hpp"
#include "support/error_of.hpp"
#include "support/scripted_hid.hpp"

namespace {

using debugger::DapInfo;
using debugger::Jtagice3Command;
using support::code_of;
using support::param_of;

constexpr DapInfo product{DapInfo::Id::product};

class ConversationTest : public testing::Test {
 protected:
  void open() {
    device.expect("00ff").give("00024000");
    executor.run(dap.open());
  }
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }
  std::string ask_product() { return DapInfo::parse_text(run(dap.exchange(product.encode()))); }
  std::string command(Jtagice3Command command) {
    return base::to_hex(run(protocol.exchange(std::move(command))));
  }
  /// The first command's frame, and its acknowledgement.
  void expect_start_session() { device.expect("801100070e000000011000").give("8001"); }

  base::VirtualExecutor executor;
  base::Log log{executor};
  support::ScriptedHid device;
  debugger::CmsisDap dap{device, log};
  debugger::Jtagice3 protocol{dap};
};

TEST_F(ConversationTest, OpeningAsksForThePacketSize) {
  open();
  EXPECT_TRUE(device.done());
  EXPECT_TRUE(device.is_open());
}

TEST_F(ConversationTest, OpeningClosesADeviceWithOtherReports) {
  device.expect("00ff").give("00020002");
  EXPECT_EQ(param_of("size", [&] { run(dap.open()); }), "512");
  EXPECT_FALSE(device.is_open());
}

TEST_F(ConversationTest, OpeningAcceptsADeviceThatDoesNotReportItsPacketSize) {
  device.expect("00ff");
  run(dap.open());
  EXPECT_TRUE(device.is_open());
}

TEST_F(ConversationTest, OpeningDropsStaleAnswers) {
  device.give("00044e4f5420").give("8111");
  open();
  EXPECT_TRUE(device.done());
}

TEST_F(ConversationTest, InformationTextsMayLackTheTerminatingZero) {
  open();
  device.expect("0002").give("00056e4442470041");
  EXPECT_EQ(ask_product(), "nDBG");
  device.expect("0002").give("00046e44424741");
  EXPECT_EQ(ask_product(), "nDBG");
  device.expect("0002").give("0000");
  EXPECT_EQ(ask_product(), "");
  device.expect("0002").give("000341c30a");
  EXPECT_EQ(ask_product(), "A??");
  device.expect("0002").give("003f41");
  EXPECT_EQ(ask_product(), "A");
}

TEST_F(ConversationTest, DropsAnAnswerToAnotherCommand) {
  open();
  device.expect("0002").give("8111").give("000141");
  EXPECT_EQ(ask_product(), "A");
}

TEST_F(ConversationTest, ReportsABadAnswerIfAllAnswersAreStale) {
  open();
  device.expect("0002");
  for (int i = 0; i < 20; ++i) device.give("8111");
  EXPECT_EQ(code_of([&] { ask_product(); }), "debugger.bad_answer");
}

TEST_F(ConversationTest, ReportsAMissingAnswerAndDropsItWhenItComesLate) {
  open();
  device.expect("0002");
  EXPECT_EQ(param_of("milliseconds", [&] { ask_product(); }), "1000");
  device.give("00044c617465").expect("0002").give("00034e6f77");
  EXPECT_EQ(ask_product(), "Now");
}

TEST_F(ConversationTest, AWaitCanBeCancelledAndLeavesTheConversationInStep) {
  open();
  device.expect("0002");
  bool cancelled = false;
  auto run_to_the_wait =
      base::spawn<ports::HidReport>(executor, dap.exchange(product.encode()),
                                    [&](auto outcome) { cancelled = outcome.error().is(base::cancelled); });
  executor.run_for(std::chrono::milliseconds(10));
  run_to_the_wait.cancel();
  executor.run_for({});
  EXPECT_TRUE(cancelled);
  device.give("00044c617465").expect("0002").give("00034e6f77");
  EXPECT_EQ(ask_product(), "Now");
}

TEST_F(ConversationTest, ThrowsThePortsErrors) {
  open();
  device.expect("0002").fail(ports::hid_disconnected);
  EXPECT_EQ(code_of([&] { ask_product(); }), "hid.disconnected");
}

TEST_F(ConversationTest, SendsACommandAndPollsForItsAnswer) {
  open();
  expect_start_session();
  device.expect("81").give("811100060e0000018000");
  EXPECT_EQ(command(debugger::housekeeping::start_session()), "");
  // The sequence number counts up, little endian.
  device.expect("8011000a0e000100010200000104").give("8001");
  device.expect("81").give("8111000b0e01000184000111370000");
  EXPECT_EQ(command(debugger::housekeeping::get_version(0, debugger::housekeeping::version_size)),
            "01113700");
  EXPECT_TRUE(device.done());
}

TEST_F(ConversationTest, PollsAgainUntilTheAnswerIsThere) {
  open();
  expect_start_session();
  const base::Instant before = executor.now();
  device.expect("81").give("8100").expect("81").give("8100").expect("81").give("811100060e0000018000");
  command(debugger::housekeeping::start_session());
  EXPECT_EQ(executor.now() - before, std::chrono::milliseconds(3));
}

TEST_F(ConversationTest, GivesUpAfterTheCommandsTimeout) {
  open();
  expect_start_session();
  for (int i = 0; i < 200; ++i) device.expect("81").give("8100");
  EXPECT_EQ(code_of([&] { command(debugger::housekeeping::start_session()); }), "debugger.no_answer");
  EXPECT_LT(executor.elapsed(), std::chrono::milliseconds(2100));
}

TEST_F(ConversationTest, AFrameOfAnEarlierCommandIsDropped) {
  open();
  expect_start_session();
  device.expect("81").give("811100070e070012a00044").expect("81").give("811100060e0000018000");
  EXPECT_EQ(command(debugger::housekeeping::start_session()), "");
}

TEST_F(ConversationTest, GivesUpOnEndlessStaleFrames) {
  open();
  expect_start_session();
  for (int i = 0; i < 200; ++i) device.expect("81").give("811100060e0700018000");
  EXPECT_EQ(code_of([&] { command(debugger::housekeeping::start_session()); }), "debugger.no_answer");
}

TEST_F(ConversationTest, AFailureNamesCommandAndStatus) {
  open();
  expect_start_session();
  device.expect("81").give("811100070e000001a00011");
  try {
    command(debugger::housekeeping::start_session());
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.describe(), "debugger.command_refused command=0x10 status=0x11");
  }
}

TEST_F(ConversationTest, DataWithAFailureStatusCountsAsAFailure) {
  open();
  expect_start_session();
  device.expect("81").give("811100090e0000018400aabb3c");
  EXPECT_EQ(param_of("status", [&] { command(debugger::housekeeping::start_session()); }), "0x3C");
}

TEST_F(ConversationTest, InvalidFramesAreBadAnswers) {
  open();
  // Cut short; another token, handler, response; data or a failure without a status.
  int sequence = 0;
  for (const std::string_view bad : {"000501", "00060f0s00018000", "00060e0s00128000", "00060e0s00019000",
                                     "00060e0s00018400", "00060e0s0001a000"}) {
    std::string answer = "8111" + std::string(bad);
    if (const auto at = answer.find('s'); at != std::string::npos)
      answer[at] = static_cast<char>('0' + sequence);
    device.expect("80").give("8001").expect("81").give(answer);
    EXPECT_EQ(code_of([&] { command(debugger::housekeeping::start_session()); }), "debugger.bad_answer")
        << bad;
    ++sequence;
  }
}

TEST_F(ConversationTest, FailuresOfAnAvrHaveTheirOwnErrorCodes) {
  open();
  int sequence = 0;
  for (const auto& [status, code] : {std::pair{"22", "debugger.target_unpowered"},
                                     {"44", "debugger.target_locked"},
                                     {"20", "debugger.target_silent"},
                                     {"19", "debugger.target_silent"},
                                     {"40", "debugger.command_refused"}}) {
    device.expect("80").give("8001").expect("81").give("811100070e0" + std::to_string(sequence++) +
                                                       "0012a000" + status);
    EXPECT_EQ(code_of([&] { command(debugger::avr8::enter_programming()); }), code) << status;
  }
}

// As pymcuprog sends them for an ATmega4808 (avr8target.py), without the frame around.
TEST(Avr8, CommandsAreAsTheVendorsToolSendsThem) {
  const auto message = [](const Jtagice3Command& command) {
    return base::to_hex(base::ByteView(command.encode(0x1234)).subspan(4));
  };
  using namespace debugger;
  EXPECT_EQ(base::to_hex(avr8::enter_programming().encode(0x1234)), "0e003412121500");
  const auto settings = avr8::settings(atmega4808);
  ASSERT_EQ(settings.size(), 5U);
  EXPECT_EQ(message(settings[1]), "12010000000105");
  EXPECT_EQ(message(settings[2]), "12010000010101");
  EXPECT_EQ(message(settings[3]), "12010001000108");
  EXPECT_EQ(message(settings[4]), "1201000131028403");
  EXPECT_EQ(
      message(settings[0]),
      "120100020030"
      "004080400010800f0000000000000000000000c000000001400009000000000000140013001180128a12509600000001");
  EXPECT_EQ(message(avr8::activate_physical()), "12100000");
  EXPECT_EQ(message(avr8::erase_chip()), "1220000000000000");
  EXPECT_EQ(message(avr8::read(Avr8Memory::flash, 0x200, 512)), "122100b00002000000020000");
  EXPECT_EQ(message(avr8::write(Avr8Memory::flash, 0x80, base::from_hex("aabb"))),
            "122300b0800000000200000000aabb");
  EXPECT_EQ(message(avr8::leave_programming()), "121600");
  EXPECT_EQ(message(avr8::deactivate_physical()), "121100");
}

}  // namespace
