#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "base/virtual_executor.hpp"
#include "debugger/pic24_programmer.hpp"
#include "embedded/pic24fj128ga705_aws_iot_demo_hex.hpp"
#include "embedded/pic24fj128ga705_iot_provision_v2_hex.hpp"
#include "ports/errors.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"
#include "support/error_of.hpp"
#include "support/failing_hid.hpp"

namespace {

using board::FirmwareRole;
using debugger::FlashImage;
using debugger::pic24fj128ga705;
using debugger::ProgrammingPhase;
using support::code_of;
using support::param_of;

using namespace std::chrono_literals;

class PhaseObserver final : public debugger::ProgrammingObserver {
 public:
  void on_progress(ProgrammingPhase phase, std::size_t done, std::size_t total) override {
    EXPECT_LE(done, total);
    if (on_phase) on_phase(phase);
  }
  std::function<void(ProgrammingPhase)> on_phase;
};

FlashImage pic_image_of(std::string_view text) {
  return debugger::parse_intel_hex(text, pic24fj128ga705.image_ranges());
}

/// Two whole rows, a part of a row at a distant address, and one configuration word.
FlashImage small_pic_image() {
  FlashImage image;
  base::Bytes bytes(1024);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = i % 4 == 3 ? std::byte{0} : static_cast<std::byte>(i * 5 + 3);
  image.program = {{0, bytes}, {0x20008, base::from_hex("11223300")}};
  image.configuration = {{0x2BE30, base::from_hex("89ffff00")}};
  return image;
}

base::Bytes erased_pic_flash() {
  return simulation::PicMemories::erased(simulation::PicMemories::flash_size);
}
base::Bytes pic_flash_with(const FlashImage& image) {
  base::Bytes flash = erased_pic_flash();
  debugger::overlay(image.program, 0, flash);
  debugger::overlay(image.configuration, 0, flash);
  return flash;
}

/// A PIC-IoT board, and a programmer at its debugger.
struct Pic24Fixture {
  explicit Pic24Fixture(std::string_view faults = {}, support::HidFault fault = {},
                        std::optional<int> at = {})
      : board(executor, random, options(faults)), sabotage{fault, at} {
    executor.run(dap.open());
  }
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }
  const base::Bytes& flash() const { return simulation::flash(board.state().mcu); }
  bool is_held() const { return board.holds_target(); }
  /// How many warnings of the log contain this text.
  int warnings(std::string_view what) const {
    return static_cast<int>(std::count_if(log.lines().begin(), log.lines().end(), [&](const auto& line) {
      return line.level == base::LogLevel::warning && line.text.find(what) != std::string::npos;
    }));
  }
  int careful() const { return warnings("the careful way"); }
  int unsummed() const { return warnings("no sum"); }

  base::VirtualExecutor executor;
  simulation::SeededRandom random{1};
  base::Log log{executor};
  simulation::VirtualBoard board;
  support::HidSabotage sabotage;
  support::FailingHid hid{board.hid(), sabotage};
  debugger::CmsisDap dap{hid, log};
  debugger::Pic24Programmer target{dap, pic24fj128ga705};
  PhaseObserver progress;

 private:
  static simulation::VirtualBoard::Options options(std::string_view faults) {
    static const simulation::BoardState delivered = [] {
      simulation::SeededRandom factory(1);
      return simulation::manufacture(factory, FirmwareRole::demo, simulation::KitId::pic_iot_wg);
    }();
    simulation::VirtualBoard::Options options;
    options.state = delivered;
    options.faults = simulation::parse_fault_plan(faults);
    return options;
  }
};

class Pic24Test : public testing::Test, protected Pic24Fixture {};

/// Changes what the host and the debugger send each other: data that arrives while a script runs, and the
/// responses to scripts of two kinds.
class FaultyDebugger {
 public:
  explicit FaultyDebugger(Pic24Fixture& fixture) : fixture_(fixture) {
    fixture.sabotage.on_step = [this](support::Direction direction, std::span<std::byte> report) {
      if (report[0] == std::byte{0x94} || strikes_) {
        direction == support::Direction::out ? sent(report) : received(report);
      }
    };
  }
  FaultyDebugger(const FaultyDebugger&) = delete;
  FaultyDebugger& operator=(const FaultyDebugger&) = delete;

  using Change = void (*)(std::span<std::byte>);
  // Change a report with data that arrives while a script runs, and the answer to it.
  Change data = [](std::span<std::byte>) {};
  Change answer_to_data = [](std::span<std::byte>) {};
  // Change the responses to scripts that write a row or return a sum, until this long after their start.
  Change response_to_row = [](std::span<std::byte>) {};
  Change response_to_sum = [](std::span<std::byte>) {};
  base::Duration until = base::Duration::max();

 private:
  enum class Kind { row, sum, other };

  void sent(std::span<std::byte> report) {
    const auto flags = std::to_integer<unsigned>(report[1]);
    const bool reads = (flags & 0x80U) != 0;
    const bool of_command = (flags & 0x10U) != 0;
    reads_response_ = reads && of_command;
    strikes_ = runs_ && !reads && !of_command;
    if (strikes_) data(report);
    if (reads || !of_command) return;
    if ((flags & 0x20U) != 0) {
      constexpr std::byte none{0xFF};
      kind_ = report[13] != none ? Kind::row
              : report[14] != none && report[15] == std::byte{2} && report[29] == std::byte{0xE0}
                  ? Kind::sum
                  : Kind::other;
      began_ = fixture_.executor.now();
    }
    runs_ = runs_ || (flags & 0x40U) != 0;
  }
  void received(std::span<std::byte> report) {
    if (strikes_) answer_to_data(report);
    if (!reads_response_ || report[1] != std::byte{0}) return;
    if (fixture_.executor.now() - began_ < until) {
      if (kind_ == Kind::row) response_to_row(report);
      if (kind_ == Kind::sum) response_to_sum(report);
    }
    runs_ = report[1] != std::byte{0};
  }

  Pic24Fixture& fixture_;
  Kind kind_ = Kind::other;
  base::Instant began_{};
  bool runs_ = false;
  bool strikes_ = false;
  bool reads_response_ = false;
};

void fail(std::span<std::byte> response) {
  response[6] = std::byte{0x11};
}
void delay(std::span<std::byte> response) {
  response[1] = std::byte{1};
}

TEST_F(Pic24Test, ProgramsAnImageWithItsConfiguration) {
  const FlashImage image = small_pic_image();
  EXPECT_TRUE(run(debugger::program(target, image, progress)).empty());
  EXPECT_TRUE(flash() == pic_flash_with(image));
  EXPECT_EQ(careful() + unsummed(), 0);
}

TEST_F(Pic24Test, StartsTheProgramThatItWrote) {
  run(debugger::program(target, pic_image_of(embedded::pic24fj128ga705_aws_iot_demo_hex), progress));
  EXPECT_FALSE(is_held());
}

TEST(Pic24Programmer, ChecksTheDeviceBeforeItErases) {
  Pic24Fixture fixture("other@signature:0x7509");
  EXPECT_EQ(
      param_of("found",
               [&] { fixture.run(debugger::program(fixture.target, small_pic_image(), fixture.progress)); }),
      "7509");
  EXPECT_EQ(fixture.board.state().firmware(), FirmwareRole::demo);
  EXPECT_FALSE(fixture.is_held());
}

TEST_F(Pic24Test, ReadsAnyRange) {
  run(debugger::program(target, small_pic_image(), progress));
  run(target.enter());
  EXPECT_EQ(base::to_hex(run(target.read({0x20006, 0x20013}))),
            "ff00"
            "11223300ffffff00"
            "ffffff");
  EXPECT_EQ(run(target.read({0x1000, 0x1700})).size(), 0x700U);
}

TEST(Pic24Programmer, ADifferenceInFlashIsFoundAndLeavesAnErasedTarget) {
  Pic24Fixture fixture("worn@flash:0x20000");
  FlashImage image = small_pic_image();
  image.program[1].address = 0x20004;
  EXPECT_EQ(
      param_of("address", [&] { fixture.run(debugger::program(fixture.target, image, fixture.progress)); }),
      "0x20000");
  EXPECT_EQ(fixture.flash()[0], std::byte{0xFF});
  EXPECT_EQ(fixture.careful(), 1);
}

TEST(Pic24Programmer, ProgramsTheCarefulWayWhenTheFastWayFails) {
  const FlashImage image = small_pic_image();
  struct DataFault {
    const char* name;
    FaultyDebugger::Change data;
    FaultyDebugger::Change answer;
  };
  const FaultyDebugger::Change nothing = [](std::span<std::byte>) {};
  const DataFault data_faults[] = {
      {"the data is lost", [](auto report) { std::fill(report.begin() + 4, report.end(), std::byte{0xFF}); },
       nothing},
      {"the command is unknown", [](auto report) { report[0] = std::byte{0xA5}; }, nothing},
      {"the debugger is not ready", [](auto report) { report[0] = std::byte{0}; },
       [](auto report) { report[1] = std::byte{1}; }},
      {"the answer has another id", [](auto report) { report[0] = std::byte{0}; },
       [](auto report) { report[0] = std::byte{0x55}; }},
  };
  for (const DataFault& data_fault : data_faults) {
    Pic24Fixture fixture;
    FaultyDebugger faulty(fixture);
    faulty.data = data_fault.data;
    faulty.answer_to_data = data_fault.answer;
    for (const int run : {1, 2}) {
      EXPECT_TRUE(fixture.run(debugger::program(fixture.target, image, fixture.progress)).empty())
          << data_fault.name;
      EXPECT_TRUE(fixture.flash() == pic_flash_with(image)) << data_fault.name;
      EXPECT_EQ(fixture.careful(), 1) << data_fault.name << ": run " << run;
      EXPECT_FALSE(fixture.is_held()) << data_fault.name;
    }
  }
}

TEST(Pic24Programmer, ReportsAndErasesATargetWhoseRowsCannotBeWritten) {
  Pic24Fixture fixture;
  FaultyDebugger faulty(fixture);
  faulty.response_to_row = fail;
  EXPECT_EQ(
      param_of("status",
               [&] { fixture.run(debugger::program(fixture.target, small_pic_image(), fixture.progress)); }),
      "0x11");
  EXPECT_EQ(fixture.careful(), 1);
  EXPECT_TRUE(fixture.flash() == erased_pic_flash());
  EXPECT_FALSE(fixture.is_held());
}

TEST(Pic24Programmer, ReadsFlashBackWhenTheTargetReturnsNoSum) {
  const FlashImage image = small_pic_image();
  for (const auto& [change, at_least, at_most] :
       {std::tuple{FaultyDebugger::Change{fail}, 0s, 2s},
        std::tuple{FaultyDebugger::Change{delay}, 20s,
                   25s}}) {  // only once, although there are two ranges to sum up
    Pic24Fixture fixture;
    FaultyDebugger faulty(fixture);
    faulty.response_to_sum = change;
    EXPECT_TRUE(fixture.run(debugger::program(fixture.target, image, fixture.progress)).empty());
    EXPECT_TRUE(fixture.flash() == pic_flash_with(image));
    EXPECT_EQ(fixture.unsummed(), 1);
    EXPECT_EQ(fixture.careful(), 0);
    EXPECT_GE(fixture.executor.elapsed(), at_least);
    EXPECT_LE(fixture.executor.elapsed(), at_most);
  }
}

TEST(Pic24Programmer, WaitsForASlowDebuggerToSumUp) {
  Pic24Fixture fixture;
  FaultyDebugger faulty(fixture);
  faulty.response_to_sum = delay;
  faulty.until = 15s;
  EXPECT_TRUE(fixture.run(debugger::program(fixture.target, small_pic_image(), fixture.progress)).empty());
  EXPECT_EQ(fixture.careful() + fixture.unsummed(), 0);
}

TEST_F(Pic24Test, DoesNotStartOverAfterACancellation) {
  for (const ProgrammingPhase phase : {ProgrammingPhase::writing, ProgrammingPhase::verifying}) {
    base::Cancellation cancellation;
    progress.on_phase = [&](ProgrammingPhase now) {
      if (now == phase) cancellation.cancel();
    };
    const FlashImage image = small_pic_image();
    EXPECT_EQ(code_of([&] { run(debugger::program(target, image, progress).under(&cancellation)); }),
              "base.cancelled");
    EXPECT_EQ(careful(), 0);
    EXPECT_TRUE(flash() == erased_pic_flash());
    EXPECT_FALSE(is_held());
  }
}

TEST_F(Pic24Test, DetectsEveryKindOfDifference) {
  const FlashImage image = small_pic_image();
  run(debugger::program(target, image, progress));
  run(target.enter());
  EXPECT_TRUE(run(target.verify(image, progress)).empty());
  for (const std::uint32_t at : {0U, 5U, 1022U}) {
    FlashImage other = image;
    other.program[0].bytes[at] ^= std::byte{0x80};
    EXPECT_EQ(param_of("address", [&] { run(target.verify(other, progress)); }), "0x" + base::hex_number(at));
  }
  FlashImage swapped = image;
  std::swap_ranges(swapped.program[0].bytes.begin(), swapped.program[0].bytes.begin() + 16,
                   swapped.program[0].bytes.begin() + 16);
  EXPECT_EQ(code_of([&] { run(target.verify(swapped, progress)); }), "debugger.verify_failed");
  FlashImage configured = image;
  configured.configuration[0].bytes[0] = std::byte{0x88};
  EXPECT_EQ(run(target.verify(configured, progress)).size(), 1U) << "reported, not thrown";
}

TEST_F(Pic24Test, ProgramsTheVendorsImages) {
  for (const std::string_view text :
       {embedded::pic24fj128ga705_iot_provision_v2_hex, embedded::pic24fj128ga705_aws_iot_demo_hex}) {
    const FlashImage image = pic_image_of(text);
    EXPECT_TRUE(run(debugger::program(target, image, progress)).empty());
    EXPECT_TRUE(flash() == pic_flash_with(image));
  }
}

/// Makes each report fail in turn.
TEST(Pic24Failures, EveryFailingReportEndsInANamedErrorAndAnotherRunRecovers) {
  const FlashImage image = small_pic_image();
  const base::Bytes wanted = pic_flash_with(image);
  support::for_each_hid_failure([&](support::HidFault fault, int at) {
    const std::string where = std::string(name(fault)) + " at report " + std::to_string(at);
    Pic24Fixture fixture({}, fault, at + 3);  // after the reports that open the device
    const std::string code =
        code_of([&] { fixture.run(debugger::program(fixture.target, image, fixture.progress)); });
    EXPECT_TRUE(code.empty() || code.rfind("debugger.", 0) == 0 || code == "hid.disconnected")
        << where << ": " << code;
    if (code.empty()) {
      EXPECT_TRUE(fixture.flash() == wanted) << where;
    }
    if (fault == support::HidFault::unplugged) {
      EXPECT_EQ(fixture.careful() + fixture.unsummed(), 0) << where;
    } else {
      EXPECT_TRUE(fixture.flash() == wanted || fixture.flash() == erased_pic_flash() ||
                  fixture.board.state().firmware() == FirmwareRole::demo)
          << where << ": " << code;
    }
    debugger::CmsisDap dap(fixture.board.hid(), fixture.log);
    debugger::Pic24Programmer again(dap, pic24fj128ga705);
    fixture.run(dap.open());
    fixture.run(debugger::program(again, image, fixture.progress));
    EXPECT_TRUE(fixture.flash() == wanted) << where;
    return fixture.sabotage.happened();
  });
}

/// Makes each script fail once, in turn. The programmer overcomes the failure, unless the script enters or
/// leaves programming mode.
TEST(Pic24Failures, EveryFailingScriptIsOvercomeOrReportedAndAnotherRunRecovers) {
  const FlashImage image = small_pic_image();
  int failures = 0;
  int overcome = 0;
  for (int report = 2, sent = report; report <= sent; report += support::layer_stride) {
    Pic24Fixture fixture("status@out:" + std::to_string(report) + "=0x11");
    sent = 1;  // the report that opened the device
    fixture.sabotage.on_step = [&sent](support::Direction direction, base::ByteView) {
      if (direction == support::Direction::out) ++sent;
    };
    const std::string code =
        code_of([&] { fixture.run(debugger::program(fixture.target, image, fixture.progress)); });
    if (sent < report) break;
    fixture.sabotage.on_step = {};
    EXPECT_TRUE(code.empty() || code == "debugger.script_failed") << report << ": " << code;
    failures += code.empty() ? 0 : 1;
    overcome += fixture.careful() + fixture.unsummed();
    EXPECT_TRUE(code.empty() || fixture.careful() + fixture.unsummed() == 0) << report;
    // If the last script fails, the image is already written.
    if (code.empty()) {
      EXPECT_TRUE(fixture.flash() == pic_flash_with(image)) << report;
    }
    fixture.run(debugger::program(fixture.target, image, fixture.progress));
    EXPECT_TRUE(fixture.flash() == pic_flash_with(image)) << report;
    EXPECT_FALSE(fixture.is_held()) << report;
  }
  EXPECT_GT(failures, 0);
  EXPECT_GT(overcome, 20 / support::layer_stride);
}

}  // namespace
