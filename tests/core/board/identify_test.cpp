#include "board/identify.hpp"

#include <gtest/gtest.h>

#include "base/sleep.hpp"
#include "base/virtual_executor.hpp"
#include "ports/errors.hpp"
#include "support/error_of.hpp"
#include "support/fake_demo.hpp"
#include "support/fake_firmware.hpp"
#include "support/scripted_serial.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;

/// The provisioning firmware. It does not receive bytes at another baud rate than its own.
class RatedFirmware final : public ports::SerialPort {
 public:
  explicit RatedFirmware(base::Executor& executor) : firmware(executor) {
    firmware.answers["MC+VERSION=FIRMWARE"] = "0.4.9";
  }
  base::task<void> open(ports::BaudRate rate) override {
    if (refusals > 0) {
      --refusals;
      throw base::Error(ports::serial_port_busy);
    }
    rate_ = rate;
    co_return;
  }
  base::task<base::Bytes> read() override { return firmware.read(); }
  base::task<void> write(base::ByteView bytes) override {
    if (rate_ != ports::BaudRate::provisioning) co_return;
    co_await firmware.write(bytes);
  }
  base::task<void> close() override {
    closed = true;
    co_return;
  }
  support::FakeFirmware firmware;
  bool closed = false;
  int refusals = 0;

 private:
  ports::BaudRate rate_ = ports::BaudRate::demo;
};

/// The demo firmware. At the rate of the provisioning firmware the browser reports its first bytes as breaks
/// and framing errors.
class DemoWithLineErrors final : public ports::SerialPort {
 public:
  explicit DemoWithLineErrors(base::Executor& executor) : demo_(executor, 0s) {}
  base::task<void> open(ports::BaudRate rate) override {
    rate_ = rate;
    return demo_.open(rate);
  }
  base::task<base::Bytes> read() override {
    if (rate_ == ports::BaudRate::provisioning && line_errors > 0) {
      --line_errors;
      co_await base::sleep(2ms);
      throw base::Error(ports::serial_read_failed);
    }
    co_return co_await demo_.read();
  }
  base::task<void> write(base::ByteView bytes) override { return demo_.write(bytes); }
  base::task<void> close() override { return demo_.close(); }
  int line_errors = 60;

 private:
  support::FakeDemo demo_;
  ports::BaudRate rate_ = ports::BaudRate::demo;
};

board::IdentifyOptions hint(std::optional<FirmwareRole> last) {
  board::IdentifyOptions options;
  options.hint = last;
  return options;
}

class IdentifyTest : public testing::Test {
 protected:
  board::IdentifiedFirmware identify(ports::SerialPort& port, std::optional<FirmwareRole> last) {
    return executor.run(board::identify(port, log, hint(last)));
  }
  base::VirtualExecutor executor;
  base::Log log{executor};
};

TEST_F(IdentifyTest, FindsTheProvisioningFirmwareAtOnceAndClosesThePort) {
  for (const std::optional<FirmwareRole> last :
       {std::optional<FirmwareRole>(), std::optional(FirmwareRole::provisioning)}) {
    RatedFirmware port(executor);
    const auto found = identify(port, last);
    ASSERT_TRUE(std::holds_alternative<board::ProvisioningFirmware>(found));
    EXPECT_EQ(std::get<board::ProvisioningFirmware>(found).version.text(), "0.4.9");
    EXPECT_EQ(executor.elapsed(), base::Duration(0s));
    EXPECT_TRUE(port.closed);
  }
}

TEST_F(IdentifyTest, FindsTheProvisioningFirmwareWhenTheHintIsTheDemo) {
  RatedFirmware port(executor);
  EXPECT_TRUE(std::holds_alternative<board::ProvisioningFirmware>(identify(port, FirmwareRole::demo)));
  EXPECT_LE(executor.elapsed(), base::Duration(2s));
}

TEST_F(IdentifyTest, FindsTheDemoAtOnceWhenTheHintIsTheDemo) {
  support::FakeDemo port(executor, 0s);
  const auto found = identify(port, FirmwareRole::demo);
  ASSERT_TRUE(std::holds_alternative<board::DemoFirmware>(found));
  EXPECT_EQ(std::get<board::DemoFirmware>(found).version.text(), "4.1.2");
  EXPECT_LE(executor.elapsed(), base::Duration(400ms));
}

TEST_F(IdentifyTest, FindsTheDemoWithinTwoSecondsWithoutAHint) {
  support::FakeDemo port(executor, 0s);
  EXPECT_TRUE(std::holds_alternative<board::DemoFirmware>(identify(port, std::nullopt)));
  EXPECT_LE(executor.elapsed(), base::Duration(2s));
}

TEST_F(IdentifyTest, FindsADemoThatIsStarting) {
  support::FakeDemo port(executor, 5s);
  EXPECT_TRUE(std::holds_alternative<board::DemoFirmware>(identify(port, std::nullopt)));
  EXPECT_LE(executor.elapsed(), base::Duration(9s));
}

TEST_F(IdentifyTest, FindsTheDemoAfterLineErrorsAtTheOtherRate) {
  for (const std::optional<FirmwareRole> last :
       {std::optional<FirmwareRole>(), std::optional(FirmwareRole::provisioning)}) {
    DemoWithLineErrors port(executor);
    EXPECT_TRUE(std::holds_alternative<board::DemoFirmware>(identify(port, last)));
    EXPECT_LT(port.line_errors, 60);
  }
}

TEST_F(IdentifyTest, ReportsTheOutputOfAnythingElse) {
  support::FakeDemo silent(executor, 24h);
  const auto nothing = identify(silent, std::nullopt);
  ASSERT_TRUE(std::holds_alternative<board::UnknownFirmware>(nothing));
  EXPECT_EQ(std::get<board::UnknownFirmware>(nothing).heard, "");
  silent.say("Arduino\r\n");
  // What a device sends before the port is opened is lost, so let it send again later.
  executor.call_at(executor.now() + 4s, [&] { silent.say("temperature 21\r\n"); });
  const auto something = identify(silent, FirmwareRole::demo);
  EXPECT_EQ(std::get<board::UnknownFirmware>(something).heard, "temperature 21\\x0D\\x0A");
}

TEST_F(IdentifyTest, RetriesAPortThatTheSystemIsStillSettingUp) {
  RatedFirmware port(executor);
  port.refusals = 3;
  EXPECT_TRUE(std::holds_alternative<board::ProvisioningFirmware>(identify(port, std::nullopt)));
}

TEST_F(IdentifyTest, WaitsForAPortThatModemManagerHolds) {
  RatedFirmware port(executor);
  port.refusals = 10;  // some nine seconds
  EXPECT_TRUE(std::holds_alternative<board::ProvisioningFirmware>(identify(port, std::nullopt)));
}

TEST_F(IdentifyTest, ReportsAPortThatIsBusyForTenSeconds) {
  RatedFirmware port(executor);
  port.refusals = 100;
  EXPECT_EQ(support::code_of([&] { identify(port, std::nullopt); }), "serial.port_busy");
  EXPECT_EQ(executor.elapsed(), base::Duration(10s));
}

TEST_F(IdentifyTest, ThrowsThePortsErrors) {
  support::ScriptedSerial port;
  port.expect_anything_until('\n').fail_read(ports::serial_disconnected);
  EXPECT_EQ(support::code_of([&] { identify(port, std::nullopt); }), "serial.disconnected");
}

}  // namespace
