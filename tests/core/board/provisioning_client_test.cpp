#include "board/provisioning_client.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/virtual_executor.hpp"
#include "base/when_all.hpp"
#include "board/winc_module.hpp"
#include "support/error_of.hpp"
#include "support/failing_serial.hpp"
#include "support/fake_firmware.hpp"
#include "support/scripted_serial.hpp"

namespace {

using namespace std::chrono_literals;
using board::ProvisioningClient;
using support::code_of;
using support::FakeFirmware;

constexpr std::string_view serial_text = "01238FAFEFE388DCFE";
class ProvisioningClientTest : public testing::Test {
 protected:
  ProvisioningClientTest() {
    firmware.answers["MC+ECC+SERIAL"] = serial_text;
    firmware.answers["MC+VERSION=FIRMWARE"] = "0.4.9\r\n";
    firmware.answers["MC+VERSION=WINC"] = "WINC firmware 19.7.7\r\nWINC driver 19.3.0\r\n";
  }
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }
  std::string serial() { return run(client.serial_number()).text(); }
  std::string last_command() const { return firmware.commands.empty() ? "" : firmware.commands.back(); }

  base::VirtualExecutor executor;
  base::Log log{executor};
  FakeFirmware firmware{executor};
  ProvisioningClient client{firmware, log};
};

TEST_F(ProvisioningClientTest, SynchronisesBeforeTheFirstCommandOnly) {
  EXPECT_EQ(serial(), serial_text);
  EXPECT_EQ(serial(), serial_text);
  ASSERT_EQ(firmware.commands.size(), 3U);
  EXPECT_EQ(firmware.commands[0].substr(0, 8), "MC+PING=");
  EXPECT_EQ(executor.elapsed(), 0ns);  // the client never waited
}

TEST_F(ProvisioningClientTest, BlinksAllLedsThreeTimes) {
  for (const char* state : {"ON", "OFF"}) firmware.answers[std::string("MC+SETLED=ALL,") + state] = "";
  run(client.blink_leds());
  const std::vector<std::string> on_off{"MC+SETLED=ALL,ON", "MC+SETLED=ALL,OFF"};
  ASSERT_EQ(firmware.commands.size(), 7U);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(firmware.commands[i + 1], on_off[i % 2]);
  EXPECT_EQ(executor.elapsed(), 1800ms);
}

TEST_F(ProvisioningClientTest, UsesADifferentTokenForEachPing) {
  run(client.synchronise());
  run(client.synchronise());
  ASSERT_EQ(firmware.commands.size(), 2U);
  EXPECT_NE(firmware.commands[0], firmware.commands[1]);
}

TEST_F(ProvisioningClientTest, IgnoresNoiseBannersAndStaleAnswers) {
  firmware.say("\xFF\x80Welcome to the avr-iot command handler!\r\nREADY\r\n");
  firmware.say("MC+PONG=000001\r\nOK\r\nOK\r\nERROR: 0x5\r\n\r\nOK\r\nDEADBEEF\r\n");
  EXPECT_EQ(serial(), serial_text);
}

/// A port whose first `errors` reads fail.
class NoisySerial final : public ports::SerialPort {
 public:
  NoisySerial(ports::SerialPort& port, int errors) : port_(port), errors_(errors) {}
  base::task<void> open(ports::BaudRate rate) override { return port_.open(rate); }
  base::task<base::Bytes> read() override {
    if (errors_-- > 0) throw base::Error(ports::serial_read_failed);
    co_return co_await port_.read();
  }
  base::task<void> write(base::ByteView bytes) override { return port_.write(bytes); }
  base::task<void> close() override { return port_.close(); }

 private:
  ports::SerialPort& port_;
  int errors_;
};

TEST_F(ProvisioningClientTest, CountsLineErrorsAsNoiseWhileItSynchronises) {
  for (const int errors : {1, 3, 16}) {
    NoisySerial noisy(firmware, errors);
    ProvisioningClient fresh(noisy, log);
    EXPECT_EQ(run(fresh.serial_number()).text(), serial_text) << errors;
  }
  NoisySerial broken(firmware, 1'000'000);
  ProvisioningClient fresh(broken, log);
  EXPECT_EQ(code_of([&] { run(fresh.serial_number()); }), "serial.read_failed");
}

TEST_F(ProvisioningClientTest, NeverEndsAHalfSentLine) {
  // A newline would now make the firmware erase the boot sector.
  run(firmware.write(base::as_bytes("MC+WINC+ERASE=2048")));
  EXPECT_EQ(serial(), serial_text);
  EXPECT_TRUE(firmware.erased.empty());
}

TEST_F(ProvisioningClientTest, RecoversFromAHalfSentBlobOfAnyLength) {
  for (const int sent : {0, 1, 100, 383, 511, 512}) {
    run(firmware.write(base::as_bytes("MC+WINC+WRITEBLOB=20480,256,512\n")));
    run(firmware.write(base::as_bytes(std::string(static_cast<std::size_t>(sent), '0'))));
    ProvisioningClient fresh(firmware, log);
    EXPECT_EQ(run(fresh.serial_number()).text(), serial_text) << sent;
  }
  EXPECT_EQ(firmware.flash[0x5000], std::byte{0xFF});
}

TEST_F(ProvisioningClientTest, RecoversFromAnOverlongLine) {
  for (const std::size_t length : {100U, 126U, 127U, 128U, 500U}) {
    run(firmware.write(base::as_bytes(std::string(length, 'x'))));
    ProvisioningClient fresh(firmware, log);
    EXPECT_EQ(run(fresh.serial_number()).text(), serial_text) << length;
  }
}

TEST_F(ProvisioningClientTest, WaitsForAFirmwareThatIsBusy) {
  firmware.busy = 300ms;
  run(firmware.write(base::as_bytes("MC+WINC+ERASE=20480\n")));
  EXPECT_EQ(serial(), serial_text);
}

TEST_F(ProvisioningClientTest, SendsNothingWhileACommandRuns) {
  firmware.busy = 100ms;
  const auto [a, b] = run(base::when_all(client.serial_number(), client.firmware_version()));
  EXPECT_EQ(a.text(), serial_text);
  EXPECT_EQ(b.text(), "0.4.9");
}

TEST_F(ProvisioningClientTest, ReadsVersions) {
  EXPECT_EQ(run(client.firmware_version()).text(), "0.4.9");
  const board::WincVersions versions = run(client.winc_versions());
  EXPECT_EQ(versions.firmware.text(), "19.7.7");
  EXPECT_EQ(versions.driver.text(), "19.3.0");
}

TEST_F(ProvisioningClientTest, NamesTheSourceOfARefusal) {
  firmware.statuses = {{"MC+ECC+GENPUBKEY=3", 0x1F4},
                       {"MC+ECC+READ=10,4", 0x1F4},
                       {"MC+ECC+SERIAL", 0x5},
                       {"MC+WINC+ERASE=20480", 0x2FF}};
  EXPECT_EQ(code_of([&] { run(client.gen_public_key(board::SlotIndex(3))); }), "board.slot_has_no_key");
  EXPECT_EQ(code_of([&] { run(client.read_slot(board::SlotIndex(10), 4)); }), "board.secure_element_failed");
  EXPECT_EQ(code_of([&] { run(client.winc_erase(board::SectorAddress(0x5000))); }), "board.module_failed");
  EXPECT_EQ(serial(),
            serial_text);  // the client repeats the command, because line noise may have caused the refusal
  EXPECT_EQ(code_of([&] { run(client.read_otp(4)); }), "board.command_refused");
  EXPECT_EQ(support::param_of("status", [&] { run(client.read_otp(4)); }), "1");
}

TEST_F(ProvisioningClientTest, ReportsAModuleThatDoesNotRun) {
  firmware.statuses = {{"MC+VERSION=WINC", 0x2FB}};
  EXPECT_EQ(code_of([&] { run(client.winc_versions()); }), "board.module_not_running");
}

TEST_F(ProvisioningClientTest, GivesTheModuleTenSeconds) {
  struct Case {
    base::Duration busy;
    const char* code;
  };
  for (const Case& one : {Case{6500ms, ""}, Case{9900ms, ""}, Case{10min, "board.module_silent"}}) {
    FakeFirmware slow(executor);
    slow.answers = firmware.answers;
    ProvisioningClient fresh(slow, log);
    run(fresh.synchronise());
    slow.busy = one.busy;
    EXPECT_EQ(code_of([&] { run(fresh.winc_versions()); }), one.code);
  }
}

TEST_F(ProvisioningClientTest, WaitsForABoardWhoseModuleIsDead) {
  // The driver tries 6.5 s to start the module before the firmware says READY.
  firmware.busy = 6500ms;
  run(firmware.write(base::as_bytes("MC+WINC+ERASE=20480\n")));
  firmware.busy = 0ms;
  EXPECT_EQ(serial(), serial_text);
}

TEST_F(ProvisioningClientTest, RefusesSizesBeforeAnythingIsSent) {
  run(client.synchronise());
  const auto before = firmware.commands.size();
  const board::SlotIndex slot = board::SlotIndex::device_certificate();
  EXPECT_EQ(code_of([&] { run(client.read_slot(slot, 73)); }), "board.size_refused");
  EXPECT_EQ(code_of([&] { run(client.read_slot(slot, 0)); }), "board.size_refused");
  EXPECT_EQ(code_of([&] { run(client.write_slot(slot, base::Bytes(6))); }), "board.size_refused");
  EXPECT_EQ(code_of([&] { run(client.write_slot(slot, base::Bytes(76))); }), "board.size_refused");
  EXPECT_EQ(code_of([&] { run(client.read_otp(65)); }), "board.size_refused");
  EXPECT_EQ(code_of([&] { run(client.winc_read(board::FlashAddress(0xFFFFF), board::ReadSize(2))); }),
            "board.size_refused");
  EXPECT_EQ(firmware.commands.size(), before);
}

TEST_F(ProvisioningClientTest, ReadsAndWritesSlots) {
  const std::string content(144, 'A');
  firmware.answers["MC+ECC+READ=10,72"] = content;
  firmware.answers["MC+ECC+WRITEBLOB=8,4,8"] = "";
  firmware.answers["MC+ECC+OTP+READ=8"] = "4D4B4D7779685031";
  EXPECT_EQ(run(client.read_slot(board::SlotIndex::device_certificate(), 72)),
            base::Bytes(72, std::byte{0xAA}));
  run(client.write_slot(board::SlotIndex::provisioning_items(), base::Bytes(4)));
  EXPECT_EQ(last_command(), "MC+ECC+WRITEBLOB=8,4,8");
  EXPECT_EQ(base::as_text(run(client.read_otp(8))), "MKMwyhP1");
}

TEST_F(ProvisioningClientTest, ErasesReadsAndWritesTheModule) {
  const base::Bytes bytes = base::from_hex("ABFE185B");
  run(client.winc_erase(board::SectorAddress(0x6000)));
  run(client.winc_write(board::PageChunk(0x6E00, bytes)));
  EXPECT_EQ(run(client.winc_read(board::FlashAddress(0x6E00), board::ReadSize(4))), bytes);
  EXPECT_EQ(firmware.erased, (std::vector<std::uint32_t>{0x6000}));
}

TEST_F(ProvisioningClientTest, RefusesAnswersOfTheWrongForm) {
  for (const char* bad : {"01238FAFEFE388DC", "01238FAFEFE388DCFE00", "01238FAFEFE388DCFG", "", "01\r\n02"}) {
    firmware.answers["MC+ECC+SERIAL"] = bad;
    EXPECT_EQ(code_of([&] { serial(); }), "board.bad_answer") << bad;
  }
  firmware.answers["MC+VERSION=WINC"] = "WINC firmware 19.7.7";
  EXPECT_EQ(code_of([&] { run(client.winc_versions()); }), "board.bad_answer");
  firmware.answers["MC+ECC+GENPUBKEY"] = std::string(128, '0');
  EXPECT_EQ(code_of([&] { run(client.gen_public_key(board::SlotIndex(0))); }), "crypto.bad_public_key");
}

TEST_F(ProvisioningClientTest, RecoversFromACancelledCommand) {
  run(client.synchronise());
  firmware.busy = 200ms;
  EXPECT_EQ(code_of([&] { run(base::with_timeout(base::Duration(50ms), client.serial_number())); }),
            "base.timed_out");
  EXPECT_EQ(serial(), serial_text);
}

/// A short version of the conversation of a job.
base::task<void> conversation(ProvisioningClient& client) {
  co_await client.serial_number();
  board::WincModule module(client);
  co_await module.erase(board::SectorAddress(0x5000));
  base::Bytes content(300, std::byte{0x5A});
  co_await module.write_and_verify(board::FlashAddress(0x5000), std::move(content));
}

TEST(ProvisioningConversation, EveryFailingStepEndsInANamedErrorAndAnotherRunCompletes) {
  int failures = 0;
  support::for_each_serial_failure([&](support::SerialFault fault, int at) {
    SCOPED_TRACE(support::name(fault) + " at " + std::to_string(at));
    base::VirtualExecutor executor;
    base::Log log(executor);
    FakeFirmware firmware(executor);
    firmware.answers["MC+ECC+SERIAL"] = serial_text;
    support::SerialSabotage sabotage{fault, at};
    support::FailingSerial port(firmware, sabotage);
    ProvisioningClient client(port, log);
    const std::string code = code_of([&] { executor.run(conversation(client)); });
    const bool named = code.empty() || code.rfind("serial.", 0) == 0 || code.rfind("board.", 0) == 0;
    EXPECT_TRUE(named) << code;
    if (fault == support::SerialFault::disconnected && sabotage.happened()) {
      EXPECT_EQ(code, "serial.disconnected");
    }
    // Only the named sector may have been erased. Noise in the address can erase another one, which no host
    // can prevent.
    if (fault != support::SerialFault::noise) {
      for (const std::uint32_t sector : firmware.erased) EXPECT_EQ(sector, 0x5000U);
    }
    failures += code.empty() ? 0 : 1;
    ProvisioningClient again(firmware, log);
    EXPECT_EQ(code_of([&] { executor.run(conversation(again)); }), "");
    EXPECT_EQ(firmware.flash[0x5000 + 299], std::byte{0x5A});
    return sabotage.happened();
  });
  EXPECT_GT(failures, 10);
}

TEST(ProvisioningScript, IsExactlyWhatTheProtocolSays) {
  base::VirtualExecutor executor;
  base::Log log(executor);
  support::ScriptedSerial port;
  ProvisioningClient client(port, log);
  port.expect_anything_until('\n').give("ERROR: 0x2\r\n").expect_anything_until('\n');
  EXPECT_EQ(code_of([&] { executor.run(base::with_timeout(base::Duration(100ms), client.synchronise())); }),
            "base.timed_out");
  const std::string& sent = port.recorded();
  const std::size_t filler = sent.find('\n');
  EXPECT_GE(filler, 128U);
  EXPECT_EQ(sent.substr(0, filler).find_first_not_of('.'), std::string::npos);
  EXPECT_EQ(sent.substr(filler + 1, 8), "MC+PING=");
}

/// A client that is in step with a script.
class InStep : public testing::Test {
 protected:
  void SetUp() override {
    port.expect_anything_until('\n').give("ERROR: 0x2\r\n").expect_anything_until('\n');
    port.reply([](const std::string& taken) {
      return "\r\nMC+PONG=" + taken.substr(taken.find('=') + 1) + "\r\nOK\r\n";
    });
    executor.run(client.synchronise());
  }
  base::VirtualExecutor executor;
  base::Log log{executor};
  support::ScriptedSerial port;
  ProvisioningClient client{port, log};
};

TEST_F(InStep, SendsABlobOnlyAfterThePrompt) {
  const std::string digest(64, '1');
  const std::string signature(128, '1');
  port.expect("MC+ECC+SIGNDIGEST=64,64\n").give("\r\n").give(">", 5ms).expect(digest + "\n");
  port.give("\r\n" + signature + "\r\nOK\r\n", 203ms);
  crypto::Sha256Digest bytes{};
  bytes.fill(std::byte{0x11});
  EXPECT_EQ(base::to_hex(executor.run(client.sign_digest(bytes)).numbers()), signature);
  EXPECT_TRUE(port.done());
}

TEST_F(InStep, RepeatsACommandAfterTheBoardRestarted) {
  port.expect("MC+ECC+SERIAL\n").give("Welcome to the avr-iot command handler!\r\nREADY\r\n");
  for (int attempt = 1; attempt <= 13; ++attempt)
    port.expect_anything_until('\n').expect_anything_until('\n');
  EXPECT_EQ(code_of([&] { executor.run(client.serial_number()); }), "board.not_in_step");
  EXPECT_TRUE(port.done());
  const auto& lines = log.lines();
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const base::LogLine& line) {
    return line.text.find("board.restarted") != std::string::npos;
  }));
}

}  // namespace
