#include "debugger/debugger.hpp"

#include <gtest/gtest.h>

#include "base/virtual_executor.hpp"
#include "support/error_of.hpp"
#include "support/failing_hid.hpp"
#include "support/fake_debugger.hpp"

namespace {

using support::code_of;

class DebuggerTest : public testing::Test {
 protected:
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }

  base::VirtualExecutor executor;
  base::Log log{executor};
  support::FakeDebugger device{executor};
  debugger::Debugger debugger{device, log};
};

TEST_F(DebuggerTest, IdentifiesItself) {
  run(debugger.open());
  const debugger::DebuggerInfo info = run(debugger.identify());
  EXPECT_EQ(info.product, "nEDBG CMSIS-DAP");
  EXPECT_EQ(info.serial_number, "MCHP3261021800001234");
  EXPECT_EQ(info.device_name, "ATmega4808");
  EXPECT_EQ(info.kit_name, "AVR-IoT WG");
  EXPECT_EQ(info.firmware, (debugger::housekeeping::Version{1, 17, 55}));
}

TEST_F(DebuggerTest, OpensADebuggerThatDoesNotReportItsPacketSize) {
  for (const base::Bytes& size : {base::Bytes{}, base::Bytes{std::byte{64}}}) {
    device.info[0xFF] = size;
    run(debugger.open());
    EXPECT_EQ(run(debugger.identify()).kit_name, "AVR-IoT WG");
    run(debugger.close());
  }
}

TEST_F(DebuggerTest, OpensADebuggerThatDoesNotAnswerTheQuestionForItsPacketSize) {
  device.unanswered = 0xFF;
  run(debugger.open());
  EXPECT_EQ(run(debugger.identify()).kit_name, "AVR-IoT WG");
}

TEST_F(DebuggerTest, RefusesADebuggerWithLargerReports) {
  device.info[0xFF] = base::from_hex("0002");
  EXPECT_EQ(code_of([&] { run(debugger.open()); }), "debugger.report_size");
  EXPECT_FALSE(device.is_open);
}

TEST_F(DebuggerTest, ReadsTheVersionByteByByteWhenAnAnswerIsShort) {
  run(debugger.open());
  for (const std::size_t most : {1U, 2U, 3U}) {
    device.parameter_limit = most;
    EXPECT_EQ(run(debugger.identify()).firmware, (debugger::housekeeping::Version{1, 17, 55})) << most;
  }
}

TEST_F(DebuggerTest, IdentifiesADebuggerThatReportsAlmostNothing) {
  run(debugger.open());
  device.parameter_limit = 0;
  device.info.clear();
  device.info[0x03] = base::to_bytes("MCHP3261021800001234");
  device.refuses_configuration = true;
  const debugger::DebuggerInfo info = run(debugger.identify());
  EXPECT_EQ(info.serial_number, "MCHP3261021800001234");
  EXPECT_FALSE(info.firmware.has_value());
  EXPECT_EQ(info.device_name, "");
  EXPECT_EQ(info.kit_name, "");
}

TEST_F(DebuggerTest, LeavesOutAVersionThatTheDebuggerRefusesToReport) {
  run(debugger.open());
  device.failures["01:02"] = {0x11, 0x11, 0x11, 0x11, 0x11};
  EXPECT_FALSE(run(debugger.identify()).firmware.has_value());
}

TEST(DapInfoAnswers, AreCutToTheSizeOfTheReport) {
  ports::HidReport answer{std::byte{0}, std::byte{0xFF}};
  std::fill(answer.begin() + 2, answer.end(), std::byte{'x'});
  EXPECT_EQ(debugger::DapInfo::parse_text(answer), std::string(62, 'x'));
}

TEST_F(DebuggerTest, ABlankConfigurationNamesNoKit) {
  std::fill(device.configuration.begin(), device.configuration.end(), std::byte{0xFF});
  run(debugger.open());
  EXPECT_EQ(run(debugger.identify()).kit_name, "");
}

TEST_F(DebuggerTest, OpensAndClosesASession) {
  run(debugger.open());
  EXPECT_TRUE(device.session);
  run(debugger.close());
  EXPECT_FALSE(device.session);
  EXPECT_FALSE(device.is_open);
}

TEST_F(DebuggerTest, ASessionThatIsRefusedLeavesTheDeviceClosed) {
  device.failures["01:10"] = {0x11};
  EXPECT_EQ(code_of([&] { run(debugger.open()); }), "debugger.command_refused");
  EXPECT_FALSE(device.is_open);
}

TEST_F(DebuggerTest, ClosingNeverFails) {
  run(debugger.open());
  device.failures["01:11"] = {0x11};
  run(debugger.close());
  EXPECT_FALSE(device.is_open);
}

TEST_F(DebuggerTest, DropsAnAnswerThatAReloadedPageLeftBehind) {
  device.leave_behind("811100070e000012a00044");
  device.leave_behind("0002");
  run(debugger.open());
  EXPECT_EQ(run(debugger.identify()).product, "nEDBG CMSIS-DAP");
}

TEST(BoardConfigurationCommands, ReadAChunkAsTheVendorsToolDoes) {
  // pyedbglib's configprotocol.py for the user's block.
  EXPECT_EQ(base::to_hex(base::ByteView(debugger::GetConfiguration{0x40}.encode()).first(9)),
            "8301403f400c200000");
}

TEST(BoardConfigurationCommands, ARefusalNamesItsOffset) {
  const ports::HidReport answer{std::byte{0x83}, std::byte{2}};
  EXPECT_EQ(code_of([&] { debugger::GetConfiguration{0x40}.parse(answer); }),
            "debugger.configuration_refused");
  EXPECT_EQ(support::param_of("offset", [&] { debugger::GetConfiguration{0x40}.parse(answer); }), "0x40");
}

/// Whichever report fails during the identification: the error has a code of the debugger, the device can be
/// closed, and the next identification succeeds.
TEST(DebuggerFailures, IsIdentifiedAtTheNextAttemptWhicheverReportFailed) {
  support::for_each_hid_failure([](support::HidFault fault, int at) {
    const std::string where = std::string(name(fault)) + " at report " + std::to_string(at);
    base::VirtualExecutor executor;
    base::Log log(executor);
    support::FakeDebugger device(executor);
    support::HidSabotage sabotage{fault, at};
    support::FailingHid hid(device, sabotage);
    debugger::Debugger first(hid, log);
    const std::string code = code_of([&] {
      executor.run(first.open());
      executor.run(first.identify());
    });
    EXPECT_TRUE(code.empty() || code.rfind("debugger.", 0) == 0 || code == "hid.disconnected" ||
                code == "base.truncated")
        << where << ": " << code;
    executor.run(first.close());
    EXPECT_FALSE(device.is_open) << where;
    debugger::Debugger second(device, log);
    executor.run(second.open());
    EXPECT_EQ(executor.run(second.identify()).kit_name, "AVR-IoT WG") << where;
    return sabotage.happened();
  });
}

}  // namespace
