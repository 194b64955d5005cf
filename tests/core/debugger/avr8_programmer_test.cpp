#include "debugger/avr8_programmer.hpp"

#include <gtest/gtest.h>
#include <set>

#include "base/virtual_executor.hpp"
#include "debugger/debugger.hpp"
#include "embedded/atmega4808_aws_iot_demo_hex.hpp"
#include "embedded/atmega4808_iot_provision_v2_hex.hpp"
#include "ports/errors.hpp"
#include "support/error_of.hpp"
#include "support/failing_hid.hpp"
#include "support/fake_debugger.hpp"

namespace {

using debugger::atmega4808;
using debugger::FlashImage;
using debugger::ProgrammingPhase;
using support::code_of;
using support::param_of;

class Progress final : public debugger::ProgrammingObserver {
 public:
  void on_progress(ProgrammingPhase phase, std::size_t done, std::size_t total) override {
    EXPECT_LE(done, total);
    last = phase;
    whole = done == total;
    if (on_step) on_step();
  }
  ProgrammingPhase last = ProgrammingPhase::erasing;
  bool whole = false;
  std::function<void()> on_step;
};

FlashImage image_of(std::string_view text) {
  return debugger::parse_intel_hex(text, atmega4808.image_ranges());
}

/// 300 bytes on three pages, a page of 0xFF, two bytes across the border of two later pages, and all fuses.
FlashImage small_image() {
  FlashImage image;
  base::Bytes bytes(300);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i * 7 + 1);
  image.program = {{0, bytes},
                   {0x200, base::Bytes(0x80, std::byte{0xFF})},
                   {0x3FF, base::Bytes{std::byte{0x12}, std::byte{0x34}}}};
  image.configuration = {{debugger::avr_fuse_address, base::from_hex("000002000000C07000")}};
  return image;
}

base::Bytes flash_with(const FlashImage& image) {
  base::Bytes flash(atmega4808.flash.size, std::byte{0xFF});
  debugger::overlay(image.program, 0, flash);
  return flash;
}

/// A debugger with its AVR, through a port that may fail.
struct Avr8Fixture {
  explicit Avr8Fixture(support::HidFault fault = {}, std::optional<int> at = {}) : sabotage{fault, at} {
    std::fill(device.flash.begin(), device.flash.end(), std::byte{0xA5});
  }
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }
  base::task<debugger::ConfigurationDifferences> session(const FlashImage& image) {
    co_await debugger.open();
    std::exception_ptr failure;
    debugger::ConfigurationDifferences differences;
    try {
      differences = co_await debugger::program(target, image, progress);
    } catch (...) {
      failure = std::current_exception();
    }
    co_await debugger.close();
    if (failure != nullptr) std::rethrow_exception(failure);
    co_return differences;
  }

  base::VirtualExecutor executor;
  base::Log log{executor};
  support::FakeDebugger device{executor};
  support::HidSabotage sabotage;
  support::FailingHid hid{device, sabotage};
  debugger::Debugger debugger{hid, log};
  debugger::Avr8Programmer target{debugger.protocol(), atmega4808};
  Progress progress;
};

class Avr8ProgrammerTest : public testing::Test, protected Avr8Fixture {};

TEST_F(Avr8ProgrammerTest, ProgramsAnImageAndStartsIt) {
  const FlashImage image = small_image();
  const auto differences = run(session(image));
  EXPECT_EQ(base::to_hex(device.flash), base::to_hex(flash_with(image)));
  EXPECT_EQ(device.erased, 1);
  EXPECT_EQ(device.released, 1);
  EXPECT_FALSE(device.active || device.programming || device.session || device.is_open);
  EXPECT_EQ(progress.last, ProgrammingPhase::verifying);
  EXPECT_TRUE(progress.whole);
}

TEST_F(Avr8ProgrammerTest, ChecksTheSignatureBeforeItErases) {
  device.signature = base::from_hex("1E9651");
  EXPECT_EQ(code_of([&] { run(session(small_image())); }), "debugger.wrong_target");
  EXPECT_EQ(device.erased, 0);
  EXPECT_EQ(device.flash[0], std::byte{0xA5});
  EXPECT_EQ(device.released, 1);
  EXPECT_FALSE(device.active);
}

TEST_F(Avr8ProgrammerTest, NamesBothSignatures) {
  device.signature = base::from_hex("1E9651");
  EXPECT_EQ(param_of("expected", [&] { run(session(small_image())); }), "1E9650");
  EXPECT_EQ(param_of("found", [&] { run(session(small_image())); }), "1E9651");
}

TEST_F(Avr8ProgrammerTest, ComparesFusesAndNeverWritesThem) {
  device.fuses = base::from_hex("00000200FFC0060000");
  FlashImage image = small_image();
  image.configuration = {{debugger::avr_fuse_address, base::from_hex("0000020000C0070000")}};
  const auto differences = run(session(image));
  ASSERT_EQ(differences.size(), 1U);  // byte 4 is not a fuse
  EXPECT_EQ(differences[0].address, debugger::avr_fuse_address + 6);
  EXPECT_EQ(differences[0].expected, std::byte{0x07});
  EXPECT_EQ(differences[0].found, std::byte{0x06});
  EXPECT_EQ(base::to_hex(device.fuses), "00000200ffc0060000");
}

/// New parts read 1 for reserved bits; the vendor's images have 0 there.
TEST_F(Avr8ProgrammerTest, IgnoresReservedFuseBits) {
  FlashImage image = small_image();
  image.configuration = {{debugger::avr_fuse_address, base::from_hex("0000020000C0070000")}};
  for (const char* fuses : {"00007E00FFE4070000", "0000020000C5FF0000"}) {
    device.fuses = base::from_hex(fuses);
    EXPECT_TRUE(run(session(image)).empty()) << fuses;
  }
  for (const char* fuses : {"0000010000C0070000", "0000020000C8070000", "0000020000C0070001"}) {
    device.fuses = base::from_hex(fuses);
    EXPECT_EQ(run(session(image)).size(), 1U) << fuses;
  }
}

TEST_F(Avr8ProgrammerTest, DoesNotAskForFusesThatAnImageDoesNotHave) {
  FlashImage image = small_image();
  image.configuration.clear();
  EXPECT_TRUE(run(session(image)).empty());
}

TEST_F(Avr8ProgrammerTest, SkipsBlankPages) {
  run(session(small_image()));
  EXPECT_EQ(std::count(device.commands.begin(), device.commands.end(), "12:23"),
            5);  // three pages at the start, and two around 0x3FF
}

TEST_F(Avr8ProgrammerTest, ADifferenceInFlashEndsWithAnErasedTarget) {
  device.worn = true;
  try {
    run(session(small_image()));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.describe(), "debugger.verify_failed address=0x0 expected=01 found=00");
  }
  EXPECT_EQ(device.erased, 2);
  EXPECT_EQ(device.flash, base::Bytes(atmega4808.flash.size, std::byte{0xFF}));
  EXPECT_EQ(device.released, 1);
}

TEST_F(Avr8ProgrammerTest, NamesThePageThatFailed) {
  device.failures["12:23"] = {};
  device.failures["12:20"] = {0x3C};
  EXPECT_EQ(code_of([&] { run(session(small_image())); }), "debugger.command_refused");
  device.failures["12:23"] = {0x72};
  EXPECT_EQ(param_of("address", [&] { run(session(small_image())); }), "0x0");
  EXPECT_FALSE(device.active);
}

TEST_F(Avr8ProgrammerTest, ProgramsAlthoughAnEarlierSessionLeftUpdiActive) {
  device.active = true;
  device.programming = true;
  run(session(small_image()));
  EXPECT_EQ(device.flash, flash_with(small_image()));
}

TEST_F(Avr8ProgrammerTest, WaitsForASlowDebugger) {
  device.empty_polls = 3;
  run(session(small_image()));
  EXPECT_EQ(device.flash, flash_with(small_image()));
}

TEST_F(Avr8ProgrammerTest, WaitsAsLongAsACommandMayTake) {
  device.work["12:20"] = std::chrono::seconds(9);
  run(session(small_image()));
  EXPECT_EQ(device.flash, flash_with(small_image()));
  device.work["12:20"] = std::chrono::seconds(11);
  EXPECT_EQ(code_of([&] { run(session(small_image())); }), "debugger.no_answer");
}

TEST_F(Avr8ProgrammerTest, NoticesWithinASecondThatADebuggerIsGone) {
  run(debugger.open());
  sabotage.fault = support::HidFault::lost;
  sabotage.at = sabotage.steps;
  sabotage.lasting = true;
  const base::Instant before = executor.now();
  EXPECT_EQ(code_of([&] { run(target.read({0, 1})); }), "debugger.no_answer");
  EXPECT_EQ(executor.now() - before, std::chrono::seconds(1));
}

TEST_F(Avr8ProgrammerTest, ResetStartsTheProgramAndChangesNothing) {
  run(debugger.open());
  run(debugger::reset(target));
  EXPECT_EQ(device.released, 1);
  EXPECT_EQ(device.erased, 0);
  EXPECT_EQ(device.flash[0x1234], std::byte{0xA5});
}

TEST_F(Avr8ProgrammerTest, ReadsAnyRangeOfFlashAndFuses) {
  run(debugger.open());
  run(target.enter());
  device.flash[0x7FF] = std::byte{1};
  const base::Bytes bytes = run(target.read({0x100, 0x800}));
  EXPECT_EQ(bytes.size(), 0x700U);
  EXPECT_EQ(bytes.back(), std::byte{1});
  EXPECT_EQ(base::to_hex(run(target.read(target.image_ranges().configuration))), "00000200ffc0070000");
}

TEST_F(Avr8ProgrammerTest, CancellingLeavesTheTargetErasedAndReleased) {
  const FlashImage image = small_image();
  base::Cancellation cancellation;
  progress.on_step = [&] {
    if (progress.last == ProgrammingPhase::writing) cancellation.cancel();
  };
  EXPECT_EQ(code_of([&] { run(session(image).under(&cancellation)); }), "base.cancelled");
  EXPECT_EQ(device.flash, base::Bytes(atmega4808.flash.size, std::byte{0xFF}));
  EXPECT_EQ(device.released, 1);
  EXPECT_FALSE(device.active || device.session || device.is_open);
}

/// The budget of reference/debugger.md: 8 reports per page, 20 per read and 44 for the programming session.
/// Our session adds reports for opening (2), the housekeeping session (8) and the fuses (4). The last read is
/// shorter.
TEST_F(Avr8ProgrammerTest, SendsNoUnnecessaryReports) {
  for (const auto& [text, writes, reads] : {std::tuple{embedded::atmega4808_iot_provision_v2_hex, 2176, 68},
                                            std::tuple{embedded::atmega4808_aws_iot_demo_hex, 2744, 86}}) {
    const FlashImage image = image_of(text);
    device.reports = 0;
    run(session(image));
    EXPECT_LE(device.reports, 44 + 2 + 8 + 4 + writes + 20 * reads);
    EXPECT_EQ(device.flash, flash_with(image));
  }
}

/// Makes each report of a session fail in turn. Each failure ends in an error with a code. If the debugger
/// still answers, it has released the target, which never holds a part of a program. Another run succeeds.
TEST(Avr8ProgrammerFailures, EveryFailingReportEndsInANamedErrorAndAnotherRunRecovers) {
  const FlashImage image = small_image();
  const base::Bytes wanted = flash_with(image);
  const base::Bytes blank(wanted.size(), std::byte{0xFF});
  const base::Bytes before(wanted.size(), std::byte{0xA5});
  std::set<std::string> codes;
  support::for_each_hid_failure([&](support::HidFault fault, int at) {
    const std::string where = std::string(name(fault)) + " at report " + std::to_string(at);
    Avr8Fixture fixture(fault, at);
    const std::string code = code_of([&] { fixture.run(fixture.session(image)); });
    codes.insert(code);
    EXPECT_TRUE(code.empty() || code.rfind("debugger.", 0) == 0 || code == "hid.disconnected")
        << where << ": " << code;
    EXPECT_FALSE(fixture.device.is_open) << where;
    if (code.empty()) {
      EXPECT_EQ(fixture.device.flash, wanted) << where;
    }
    if (fault != support::HidFault::unplugged) {
      EXPECT_FALSE(fixture.device.active || fixture.device.programming) << where << ": " << code;
      EXPECT_TRUE(fixture.device.flash == wanted || fixture.device.flash == blank ||
                  fixture.device.flash == before)
          << where << ": " << code;
    }
    debugger::Debugger again(fixture.device, fixture.log);
    debugger::Avr8Programmer target(again.protocol(), atmega4808);
    fixture.run(again.open());
    fixture.run(debugger::program(target, image, fixture.progress));
    fixture.run(again.close());
    EXPECT_EQ(fixture.device.flash, wanted) << where;
    EXPECT_FALSE(fixture.device.active || fixture.device.session) << where;
    return fixture.sabotage.happened();
  });
  EXPECT_TRUE(codes.count("hid.disconnected") && codes.count("debugger.no_answer") &&
              codes.count("debugger.bad_answer"));
}

/// Makes each command fail in turn.
TEST(Avr8ProgrammerFailures, EveryRefusalEndsWithTheTargetReleased) {
  const FlashImage image = small_image();
  for (const std::string command : {"12:01", "12:10", "12:15", "12:20", "12:21", "12:23", "12:16", "12:11"}) {
    Avr8Fixture fixture;
    fixture.device.failures[command] = {0x40};
    EXPECT_EQ(code_of([&] { fixture.run(fixture.session(image)); }), "debugger.command_refused") << command;
    EXPECT_FALSE(fixture.device.session) << command;
    fixture.run(fixture.session(image));
    EXPECT_EQ(fixture.device.flash, flash_with(image)) << command;
    EXPECT_FALSE(fixture.device.active) << command;
  }
}

}  // namespace
