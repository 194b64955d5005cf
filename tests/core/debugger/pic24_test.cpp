#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/virtual_executor.hpp"
#include "crypto/digest.hpp"
#include "debugger/pic24_programmer.hpp"
#include "embedded/pic24fj128ga705_aws_iot_demo_hex.hpp"
#include "embedded/pic24fj128ga705_iot_provision_v2_hex.hpp"
#include "ports/errors.hpp"
#include "support/error_of.hpp"
#include "support/failing_hid.hpp"
#include "support/fake_ati.hpp"

namespace {

using debugger::FlashImage;
using debugger::Gen4Script;
using debugger::pic24fj128ga705;
using debugger::ProgrammingPhase;
using support::code_of;
using support::param_of;

class Progress final : public debugger::ProgrammingObserver {
 public:
  void on_progress(ProgrammingPhase, std::size_t done, std::size_t total) override { EXPECT_LE(done, total); }
};

FlashImage image_of(std::string_view text) {
  return debugger::parse_intel_hex(text, pic24fj128ga705.image_ranges());
}

/// Two rows and a piece of a third, far off; one configuration word.
FlashImage small_image() {
  FlashImage image;
  base::Bytes bytes(1024);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = i % 4 == 3 ? std::byte{0} : static_cast<std::byte>(i * 5 + 3);
  image.program = {{0, bytes}, {0x20008, base::from_hex("11223300")}};
  image.configuration = {{0x2BE30, base::from_hex("89ffff00")}};
  return image;
}

std::vector<std::uint32_t> flash_with(const FlashImage& image) {
  std::vector<std::uint32_t> flash(0xB000, 0xFFFFFF);
  for (const auto* segments : {&image.program, &image.configuration})
    for (std::uint32_t i = 0; i < flash.size(); ++i) {
      base::ByteWriter word;
      word.u32_le(flash[i]);
      base::Bytes bytes = std::move(word).take();
      debugger::overlay(*segments, i * 4, bytes);
      flash[i] = base::ByteReader(bytes).u32_le();
    }
  return flash;
}

struct Bench {
  explicit Bench(support::HidFault fault = {}, std::optional<int> at = {}) : sabotage{fault, at} {
    executor.run(dap.open());
  }
  template <class T>
  T run(base::task<T> work) {
    return executor.run(std::move(work));
  }

  base::VirtualExecutor executor;
  base::Log log{executor};
  support::FakeAti device{executor};
  support::HidSabotage sabotage;
  support::FailingHid hid{device, sabotage};
  debugger::CmsisDap dap{hid, log};
  debugger::Pic24Programmer target{dap, pic24fj128ga705};
  Progress progress;
};

class Pic24Test : public testing::Test, protected Bench {};

/// What the scripts make a target do is proved on boards only by the vendor's tool: ours are the same to the
/// byte (pykitcommander 2.8.3.18, pic24fj128ga705pds.py; SHA-256 of each script's content).
TEST(Pic24Scripts, AreThoseThatTheVendorsToolHasProved) {
  const auto sum = [](const Gen4Script& script) {
    return base::to_hex(crypto::sha256(script.content())).substr(0, 16);
  };
  EXPECT_EQ(sum(debugger::pic24::set_clock()), "b50493e5175061ae");
  EXPECT_EQ(sum(debugger::pic24::enter_programming()), "78d2e2e51b949ac0");
  EXPECT_EQ(sum(debugger::pic24::leave_programming()), "ce9adc5ef5f2ed8b");
  EXPECT_EQ(sum(debugger::pic24::read_id()), "ada4121479668e2e");
  EXPECT_EQ(sum(debugger::pic24::read(0, 512)), "9eee8233bad041cd");
  EXPECT_EQ(sum(debugger::pic24::write_rows(pic24fj128ga705, 0, 512)), "6f8080cc6819e6c7");
}

TEST(Pic24Scripts, CompactFormLeavesOutWhatIsAlwaysZero) {
  const base::Bytes image = base::from_hex("0102030011121300");
  EXPECT_EQ(base::to_hex(debugger::pic24_compact(image)), "010203131112");
  EXPECT_EQ(base::to_hex(debugger::pic24_expand(debugger::pic24_compact(image))), base::to_hex(image));
}

TEST(Pic24Scripts, AFrameHoldsEnvelopeParametersAndScript) {
  Gen4Script script;
  script.parameter(debugger::Gen4Register::r0, 0x12345678).reset_high();
  EXPECT_EQ(base::to_hex(debugger::Gen4Engine::encode(script, debugger::Gen4Data::from_target)),
            "01001000"
            "0100"
            "010b00"
            "ff0101"
            "78563412"
            "ff"
            "9100b0");
}

TEST(Pic24Scripts, ResponsesAreChecked) {
  const auto code = [](std::string_view hex) {
    return code_of([&] { debugger::Gen4Engine::check(base::from_hex(hex)); });
  };
  EXPECT_EQ(code("1001000000000000000000000000"), "");
  EXPECT_EQ(code("10010000000000000000000000"), "debugger.bad_answer");
  EXPECT_EQ(code("1002000000000000000000000000"), "debugger.bad_answer");
  EXPECT_EQ(code("1001030000000000000000000000"), "debugger.script_failed");
}

TEST_F(Pic24Test, ProgramsAnImageWithItsConfigurationAndStartsIt) {
  const FlashImage image = small_image();
  EXPECT_TRUE(run(debugger::program(target, image, progress)).empty());
  EXPECT_TRUE(device.pic.flash == flash_with(image));
  EXPECT_EQ(device.pic.erased, 1);
  EXPECT_EQ(device.pic.started, 1);
  EXPECT_FALSE(device.pic.programming);
}

TEST_F(Pic24Test, ChecksTheDeviceBeforeItErases) {
  device.pic.device_id = 0x7509;
  EXPECT_EQ(param_of("found", [&] { run(debugger::program(target, small_image(), progress)); }), "7509");
  EXPECT_EQ(device.pic.erased, 0);
  EXPECT_EQ(device.pic.started, 1);
}

TEST_F(Pic24Test, ReadsAnyRange) {
  device.pic.flash[2] = 0x332211;
  run(target.enter());
  EXPECT_EQ(base::to_hex(run(target.read({6, 13}))),
            "ff00"
            "11223300"
            "ff");
  EXPECT_EQ(run(target.read({0x1000, 0x1700})).size(), 0x700U);
}

TEST_F(Pic24Test, ADifferenceInFlashEndsWithAnErasedTarget) {
  FlashImage image = small_image();
  device.pic.worn = true;
  EXPECT_EQ(param_of("address", [&] { run(debugger::program(target, image, progress)); }), "0x2");
  EXPECT_EQ(device.pic.erased, 2);
  EXPECT_TRUE(device.pic.flash == std::vector<std::uint32_t>(0xB000, 0xFFFFFF));
}

TEST_F(Pic24Test, WaitsForAnEngineThatTakesItsTime) {
  device.questions_in_vain = 3;
  run(debugger::program(target, small_image(), progress));
  EXPECT_TRUE(device.pic.flash == flash_with(small_image()));
}

TEST_F(Pic24Test, PatienceWithAnEngineEnds) {
  device.questions_in_vain = 1 << 20;
  EXPECT_EQ(code_of([&] { run(target.enter()); }), "debugger.no_answer");
}

TEST_F(Pic24Test, ProgramsTheVendorsImages) {
  for (const std::string_view text :
       {embedded::pic24fj128ga705_iot_provision_v2_hex, embedded::pic24fj128ga705_aws_iot_demo_hex}) {
    const FlashImage image = image_of(text);
    device.reports = 0;
    EXPECT_TRUE(run(debugger::program(target, image, progress)).empty());
    EXPECT_TRUE(device.pic.flash == flash_with(image));
    const std::size_t rows = debugger::blocks(image.program, 512).size();
    // A row: 7 fragments of data, 4 of the script, its response; a read: 3 of the script, its response, 7 of
    // data.
    EXPECT_LE(device.reports, static_cast<int>((rows + 1) * (24 + 22) + 60));
  }
}

/// Every report going wrong in turn.
TEST(Pic24Failures, EveryReportGoingWrongEndsInANamedStateAndRunningAgainRecovers) {
  const FlashImage image = small_image();
  const auto wanted = flash_with(image);
  const std::vector<std::uint32_t> blank(0xB000, 0xFFFFFF);
  support::for_each_hid_failure([&](support::HidFault fault, int at) {
    const std::string where = std::string(name(fault)) + " at report " + std::to_string(at);
    Bench bench(fault, at + 3);  // behind opening
    const std::string code =
        code_of([&] { bench.run(debugger::program(bench.target, image, bench.progress)); });
    EXPECT_TRUE(code.empty() || code.rfind("debugger.", 0) == 0 || code == "hid.disconnected")
        << where << ": " << code;
    if (code.empty()) {
      EXPECT_TRUE(bench.device.pic.flash == wanted) << where;
    }
    if (fault != support::HidFault::unplugged) {
      EXPECT_FALSE(bench.device.pic.programming) << where << ": " << code;
      EXPECT_TRUE(bench.device.pic.flash == wanted || bench.device.pic.flash == blank)
          << where << ": " << code;
    }
    debugger::CmsisDap dap(bench.device, bench.log);
    debugger::Pic24Programmer again(dap, pic24fj128ga705);
    bench.run(dap.open());
    bench.run(debugger::program(again, image, bench.progress));
    EXPECT_TRUE(bench.device.pic.flash == wanted) << where;
    return bench.sabotage.happened();
  });
}

/// Every script failing in turn.
TEST(Pic24Failures, EveryScriptFailingIsNamedAndRunningAgainRecovers) {
  const FlashImage image = small_image();
  for (int script = 0;; ++script) {
    Bench bench;
    bench.device.failing_scripts = {script};
    const std::string code =
        code_of([&] { bench.run(debugger::program(bench.target, image, bench.progress)); });
    if (code.empty()) break;
    EXPECT_EQ(code, "debugger.script_failed") << script;
    bench.run(debugger::program(bench.target, image, bench.progress));
    EXPECT_TRUE(bench.device.pic.flash == flash_with(image)) << script;
    ASSERT_LT(script, 100);
  }
}

}  // namespace
