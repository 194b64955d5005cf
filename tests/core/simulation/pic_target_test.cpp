// Tests the simulated PIC24 through the debugger's scripts, with the bytes of the programming interface only.
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "pic_fixture.hpp"
#include "support/error_of.hpp"

namespace simulation::test {
namespace {

using namespace pic;

constexpr auto failed_by_target = static_cast<unsigned>(ScriptStatus::target);

TEST(PicTarget, ReturnsItsDeviceIdInIcsp) {
  PicFixture fixture;
  fixture.run(enter());
  EXPECT_EQ(fixture.shown({point_at(0xFF0002), show_instruction}), bytes_of({3, 0, 0, 0}));
  EXPECT_EQ(fixture.shown({point_at(0xFF0000), show_instruction}), bytes_of({0x0B, 0x75, 0, 0}));
}

TEST(PicTarget, EntersIcspOnlyWithTheKeyAndAfterATime) {
  for (const base::Bytes& script : {enter(0x8A12C2B3), enter(0x8A12C2B2, 24), enter(0x0A12C2B2), leave}) {
    PicFixture fixture;
    EXPECT_EQ(fixture.run(join({script, nop})).status, failed_by_target) << base::to_hex(script);
  }
  PicFixture fixture;
  EXPECT_EQ(fixture.run(nop).status, failed_by_target) << "it did not enter ICSP";
}

TEST(PicTarget, IsHeldUntilItIsReleased) {
  PicFixture fixture;
  EXPECT_EQ(fixture.type("MC+PING=1\n"), "\r\nMC+PONG=1\r\nOK\r\n");
  fixture.run(enter());
  EXPECT_EQ(fixture.type("MC+PING=1\n"), "");
  fixture.start(leave);
  fixture.executor.run_for(90ms);
  EXPECT_EQ(fixture.take_received(), "") << "MCLR is low for 100 ms";
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received(), fixture.greeting);
}

TEST(PicTarget, RestartsWithTheDebugger) {
  PicFixture fixture;
  fixture.run(enter());
  fixture.ask(0x01, {0x11, 0, 1});
  fixture.executor.run_for(3s);
  fixture.open_port(115200);
  EXPECT_EQ(fixture.type("MC+PING=1\n"), "\r\nMC+PONG=1\r\nOK\r\n");
  fixture.executor.run(fixture.board.hid().open());
  EXPECT_EQ(fixture.run(nop).status, failed_by_target) << "no longer in ICSP";
}

TEST(PicTarget, ErasesAndWritesARow) {
  PicFixture fixture;
  fixture.run(enter());
  EXPECT_EQ(fixture.run(operate(0x400E)).status, 0U);
  EXPECT_EQ(flash(fixture.board.state().mcu), PicMemories::erased(PicMemories::flash_size));
  EXPECT_EQ(fixture.run(join({latch(0, 0x123456), latch(127, 0xABCDEF), operate(0x4002, 0x10100)})).status,
            0U);
  EXPECT_EQ(fixture.shown({point_at(0x10100), show_instruction}), bytes_of({0x56, 0x34, 0x12, 0}));
  EXPECT_EQ(fixture.shown({point_at(0x101FE), show_instruction}), bytes_of({0xEF, 0xCD, 0xAB, 0}));
  EXPECT_EQ(fixture.shown({point_at(0x10102), show_instruction}), bytes_of({0xFF, 0xFF, 0xFF, 0}));
  EXPECT_EQ(base::to_hex(base::ByteView(fixture.memories().flash).subspan(0x20200, 4)), "56341200");
  fixture.run(join({latch(0, 0xFFFF00), operate(0x4002, 0x10100)}));
  EXPECT_EQ(fixture.shown({point_at(0x10100), show_instruction}), bytes_of({0x00, 0x34, 0x12, 0}))
      << "writing clears bits, and the latches were empty";
}

TEST(PicTarget, ErasesAPageOfTheExecutiveMemory) {
  PicFixture fixture;
  fixture.run(enter());
  fixture.run(join({latch(0, 0), operate(0x4002, 0x800000)}));
  fixture.run(join({latch(0, 0), operate(0x4002, 0x800800)}));
  fixture.run(operate(0x4003, 0x800000));
  EXPECT_EQ(fixture.shown({point_at(0x800000), show_instruction}), bytes_of({0xFF, 0xFF, 0xFF, 0}));
  EXPECT_EQ(fixture.shown({point_at(0x800800), show_instruction}), bytes_of({0, 0, 0, 0}));
  EXPECT_EQ(fixture.board.state().firmware(), FirmwareRole::provisioning) << "its program is another memory";
}

TEST(PicTarget, IgnoresOperationsWithoutTheKeySequence) {
  PicFixture fixture;
  fixture.run(enter());
  EXPECT_EQ(fixture.run(operate(0x400E, 0, 0xAB)).status, 0U);
  EXPECT_EQ(fixture.board.state().firmware(), FirmwareRole::provisioning);
}

TEST(PicTarget, IsBusyAsLongAsAnOperationTakes) {
  PicFixture fixture;
  fixture.run(enter());
  base::Bytes erase = operate(0x400E);
  erase.resize(erase.size() - 3);  // does not wait
  const base::Bytes busy = join({literal(0x760, 2), core(0x780012), store(0, 0x784), nop, visi});
  EXPECT_EQ(fixture.shown({erase, busy}), bytes_of({0x0E, 0xC0}));
  fixture.executor.run_for(30ms);
  EXPECT_EQ(fixture.shown({busy}), bytes_of({0x0E, 0x40}));
  EXPECT_EQ(fixture.run(join({erase, point_at(0), show_instruction})).status, failed_by_target)
      << "nothing can be read meanwhile";
}

TEST(PicTarget, HidesAProtectedProgramUntilABulkErase) {
  PicFixture fixture(FirmwareRole::provisioning, "other@lock:0x7F");
  fixture.run(enter());
  EXPECT_EQ(fixture.shown({point_at(0), show_instruction}), bytes_of({0, 0, 0, 0}));
  fixture.run(join({latch(0, 0), operate(0x4002, 0x400)}));
  fixture.run(operate(0x4003, 0));
  EXPECT_EQ(fixture.board.state().firmware(), FirmwareRole::provisioning) << "neither written nor erased";
  fixture.run(operate(0x400E));
  EXPECT_EQ(fixture.shown({point_at(0), show_instruction}), bytes_of({0xFF, 0xFF, 0xFF, 0}));
}

TEST(PicTarget, FollowsTheFaultPlan) {
  PicFixture fixture(FirmwareRole::provisioning, "other@signature:0x7509; worn@flash:0x1004");
  fixture.run(enter());
  EXPECT_EQ(fixture.shown({point_at(0xFF0000), show_instruction}), bytes_of({0x09, 0x75, 0, 0}));
  fixture.run(operate(0x400E));
  EXPECT_EQ(fixture.shown({point_at(0x7FE), show_instruction}), bytes_of({0xFF, 0xFF, 0xFF, 0}));
  EXPECT_EQ(fixture.shown({point_at(0x800), show_instruction}), bytes_of({0xF7, 0xFF, 0xFF, 0}));
}

TEST(PicTarget, ExecutesInstructionsWithTheirAddressingModes) {
  PicFixture fixture;
  fixture.run(enter());
  const auto w0_after = [&](const base::Bytes& script) {
    return base::to_hex(fixture.shown({script, show_w0}));
  };
  EXPECT_EQ(w0_after(literal(0x1234, 0)), "3412");
  EXPECT_EQ(w0_after(join({literal(0xABCD, 3), core(0x780003)})), "cdab") << "MOV W3, W0";
  EXPECT_EQ(w0_after(join({literal(0x12, 3), core(0x784003)})), "12ab") << "MOV.B W3, W0";
  EXPECT_EQ(w0_after(core(0xEB0000)), "0000") << "CLR W0";
  EXPECT_EQ(w0_after(core(0xEB8000)), "ffff") << "SETM W0";
  EXPECT_EQ(w0_after(join({literal(0x0800, 1), literal(0x55AA, 2), core(0x781882), core(0x780001)})), "0208")
      << "MOV W2, [W1++]; MOV W1, W0";
  EXPECT_EQ(w0_after(core(0x804000)), "aa55") << "MOV 0x800, W0";
  EXPECT_EQ(w0_after(join({core(0xA98800), core(0x804000)})), "aa54") << "BCLR 0x800, #8";
  EXPECT_EQ(w0_after(join({core(0xA80800), core(0x804000)})), "ab54") << "BSET 0x800, #0";
  EXPECT_EQ(w0_after(join({literal(0x0802, 1), core(0x780041)})), "ab54") << "MOV [--W1], W0";
  EXPECT_EQ(w0_after(join({literal(0xFFF0, 0), core(0xB00200)})), "1000") << "ADD #0x20, W0";
  EXPECT_EQ(w0_after(join({literal(0xFFFF, 1), literal(2, 2), core(0x408182), core(0x480061)})), "1200")
      << "ADD W1, W2, W3, which carries; ADDC W0, #1, W0, which was 0x10";
}

TEST(PicTarget, FailsAtUnsupportedInstructionsAndAddresses) {
  const struct {
    const char* what;
    base::Bytes script;
  } table[] = {
      {"CALL", core(0x020200)},
      {"a register that is not modelled", store(0, 0x100)},
      {"a word at an odd address", join({literal(0x801, 1), core(0x780011)})},
      {"an addressing mode with an offset", core(0x780061)},
      {"a table read that has not ended", join({point_at(0), literal(0x784, 7), core(0xBA0B96), nop, visi})},
      {"an instruction before a table read ended", join({point_at(0), core(0xBA0016), nop, core(0xEB0000)})},
      {"VISI before it is valid", join({store(0, 0x784), visi})},
      {"a table read from an address without memory", join({point_at(0x20000), core(0xBA0016)})},
      {"a table write to flash", join({point_at(0), core(0xBB0B80)})},
      {"an unsupported operation", operate(0x400D)},
      {"an operation that is not enabled", operate(0x0002)},
      {"an address that is not the start of a row", operate(0x4002, 0x102)},
      {"a row at an address without memory", operate(0x4002, 0x16000)},
      {"bits that are not an instruction", bytes_of({0xB5, 4, 0, 0, 0, 0})},
      {"running out of the program", bytes_of({0xAC, 0xFF, 0xFF, 0xE1, 0xA4})},
  };
  for (const auto& [what, script] : table) {
    PicFixture fixture;
    fixture.run(enter());
    EXPECT_EQ(fixture.run(script).status, failed_by_target) << what;
  }
}

}  // namespace
}  // namespace simulation::test
