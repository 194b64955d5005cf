// Tests exactly which bytes are sent to the debugger of a PIC24: the scripts, their frames, and the fragments
// that carry them.
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/virtual_executor.hpp"
#include "crypto/digest.hpp"
#include "debugger/pic24_programmer.hpp"
#include "support/error_of.hpp"
#include "support/scripted_hid.hpp"

namespace {

using debugger::AtiBuffer;
using debugger::Gen4Script;
using debugger::pic24fj128ga705;
using support::code_of;

using namespace std::chrono_literals;

/// The vendor's tool has programmed boards with these scripts, and ours are the same bytes
/// (pykitcommander 2.8.3.18, pic24fj128ga705pds.py). Compares the SHA-256 of each script's content.
TEST(Pic24Scripts, EqualTheVendorsScripts) {
  const auto sum = [](const Gen4Script& script) {
    return base::to_hex(crypto::sha256(script.content())).substr(0, 16);
  };
  EXPECT_EQ(sum(debugger::pic24::set_clock()), "b50493e5175061ae");
  EXPECT_EQ(sum(debugger::pic24::enter_programming()), "78d2e2e51b949ac0");
  EXPECT_EQ(sum(debugger::pic24::leave_programming()), "ce9adc5ef5f2ed8b");
  EXPECT_EQ(sum(debugger::pic24::read_id()), "ada4121479668e2e");
  EXPECT_EQ(sum(debugger::pic24::read(0, 512)), "9eee8233bad041cd");
  EXPECT_EQ(sum(debugger::pic24::write_row(pic24fj128ga705, 0x200)), "6f8080cc6819e6c7");
  const std::vector<std::uint32_t> address_and_bytes{0x100, 384};
  EXPECT_EQ(debugger::pic24::write_row(pic24fj128ga705, 0x200).parameters(), address_and_bytes);
}

TEST(Pic24Scripts, TheNextRowsScriptFitsIntoTwoFragments) {
  debugger::Gen4Data data;
  data.to_target = AtiBuffer::data_0;
  EXPECT_LE(debugger::Gen4Engine::encode(debugger::pic24::write_next_row(pic24fj128ga705), data).size(),
            120U);
}

TEST(Pic24Scripts, CompactFormHasNoBytesThatAreAlwaysZero) {
  const base::Bytes image = base::from_hex("0102030011121300");
  EXPECT_EQ(base::to_hex(debugger::pic24_compact(image)), "010203131112");
  EXPECT_EQ(base::to_hex(debugger::pic24_expand(debugger::pic24_compact(image))), base::to_hex(image));
}

TEST(Pic24Scripts, ChecksumsChangeWithBitsAndWithOrder) {
  const auto sums = [](std::string_view hex) {
    return base::to_hex(debugger::pic24::sums(base::from_hex(hex)));
  };
  EXPECT_EQ(sums("010002000000000000000000"), "03000300");
  EXPECT_EQ(sums("010000000000000000000080"), "01800180");
  EXPECT_EQ(sums("00800080ffff00000000ffff"), "01000100") << "end-around carry";
  EXPECT_EQ(sums("010000000000000000000000020000000000000000000000"), "03000400");
  EXPECT_EQ(sums("020000000000000000000000010000000000000000000000"), "03000500");
}

TEST(Pic24Scripts, AFrameContainsEnvelopeParametersAndScript) {
  Gen4Script script;
  script.parameter(debugger::Gen4Register::r0, 0x12345678).reset_high();
  debugger::Gen4Data data;
  data.from_target = AtiBuffer::data_1;
  EXPECT_EQ(base::to_hex(debugger::Gen4Engine::encode(script, data)),
            "01001000"
            "0100"
            "010b00"
            "ff0101"
            "78563412"
            "ff"
            "9100b0");
}

TEST(Pic24Scripts, MalformedResponsesAreRefused) {
  const auto code = [](std::string_view hex) {
    return code_of([&] { debugger::Gen4Engine::check(base::from_hex(hex)); });
  };
  EXPECT_EQ(code("1001000000000000000000000000"), "");
  EXPECT_EQ(code("10010000000000000000000000"), "debugger.bad_answer");
  EXPECT_EQ(code("1002000000000000000000000000"), "debugger.bad_answer");
  EXPECT_EQ(code("1001030000000000000000000000"), "debugger.script_failed");
}

/// As in the vendor's tool: 00 02 accepts a fragment; after any other answer it is sent again.
TEST(Ati, SendsAFragmentAgainUntilItIsAccepted) {
  base::VirtualExecutor executor;
  base::Log log{executor};
  support::ScriptedHid device;
  debugger::CmsisDap dap{device, log};
  debugger::Ati ati{dap};
  device.expect("00ff").give("00024000");
  executor.run(dap.open());
  for (const char* answer : {"0001", "9401", "0000", "0002"}) device.expect("94600001aa").give(answer);
  executor.run(ati.write(AtiBuffer::data_0, base::from_hex("aa"), 1s));
  device.expect("94600001bb").give("9400").give("0002");  // the first one answers an earlier read
  executor.run(ati.write(AtiBuffer::data_0, base::from_hex("bb"), 1s));
  EXPECT_TRUE(device.done());
  for (int i = 0; i < 1000; ++i) device.expect("94600001cc").give("9401");
  EXPECT_EQ(code_of([&] { executor.run(ati.write(AtiBuffer::data_0, base::from_hex("cc"), 1s)); }),
            "debugger.no_answer");
}

}  // namespace
