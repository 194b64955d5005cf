// The debugger's script engine and its buffers.
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "pic_fixture.hpp"

namespace simulation::test {
namespace {

using namespace pic;

unsigned number(ScriptStatus status) {
  return static_cast<unsigned>(status);
}

/// MOV #(a half of a register), W0; shown.
base::Bytes show_register(unsigned r) {
  return join({bytes_of({0xE4, r, 0}), show_w0, bytes_of({0xE5, r, 0}), show_w0});
}

TEST(ScriptEngine, CalculatesInRegisters) {
  PicFixture fixture;
  fixture.run(enter());
  EXPECT_EQ(base::to_hex(fixture.shown({bytes_of({0x90, 3, 0x78, 0x56, 0x34, 0x12}), show_register(3)})),
            "34127856");
  EXPECT_EQ(base::to_hex(
                fixture
                    .run(join({upload, bytes_of({0x91, 0, 0x91, 1, 0x92, 1, 2, 0, 1, 0}), show_register(1)}),
                         {7, 0x10000})
                    .data),
            "02000200");
  EXPECT_EQ(fixture.shown({bytes_of({0x90, 1, 10, 0, 0, 0, 0x93, 1, 4, 0}), show_register(1)}),
            bytes_of({0, 0, 2, 0}));
  EXPECT_EQ(fixture.shown({bytes_of({0x90, 1, 10, 0, 0, 0, 0xF5, 1, 4, 0}), show_register(1)}),
            bytes_of({0, 0, 3, 0}));
  EXPECT_EQ(
      fixture.shown({bytes_of({0x90, 5, 9, 0, 0, 0, 0x90, 2, 5, 0, 0, 0, 0x6D, 1, 2}), show_register(1)}),
      bytes_of({0, 0, 9, 0}))
      << "the number of the register is in another register";
}

TEST(ScriptEngine, RunsNestedLoops) {
  PicFixture fixture;
  fixture.run(enter());
  const base::Bytes count = bytes_of({0x92, 0, 1, 0, 0, 0});
  EXPECT_EQ(fixture.shown({bytes_of({0xAC, 3, 0, 0x90, 1, 4, 0, 0, 0, 0xAD, 1}), count,
                           bytes_of({0xAE, 0xA4}), show_register(0)}),
            bytes_of({0, 0, 12, 0}));
}

TEST(ScriptEngine, ReadsDataAndPolls) {
  PicFixture fixture;
  fixture.run(enter());
  const base::Bytes two = join({upload, bytes_of({0xE6, 0}), show_w0, bytes_of({0xE6, 0}), show_w0});
  EXPECT_EQ(fixture.run(two, {}, bytes_of({1, 2, 3, 4})).data, bytes_of({1, 2, 3, 4}));
  EXPECT_EQ(fixture.run(two, {}, bytes_of({1, 2, 3})).status, number(ScriptStatus::no_data));
  const auto wait = [](unsigned mask, unsigned value) {
    return join({literal(0x8001, 0), bytes_of({0xA2}), show_w0,
                 bytes_of({0xA5, 0, mask, 0, 0, 0, value, 0, 0, 3, 0})});
  };
  EXPECT_EQ(fixture.run(wait(0x80, 0x80)).status, 0U);
  EXPECT_EQ(fixture.run(wait(0x80, 0)).status, number(ScriptStatus::time_out));
}

TEST(ScriptEngine, FailsAtInvalidScripts) {
  const struct {
    ScriptStatus status;
    base::Bytes script;
  } table[] = {
      {ScriptStatus::unknown_primitive, bytes_of({0x77})},
      {ScriptStatus::cut_short, bytes_of({0xA0, 1})},
      {ScriptStatus::cut_short, bytes_of({0xAC, 2, 0, 0xE1})},
      {ScriptStatus::no_such_register, bytes_of({0x90, 16, 0, 0, 0, 0})},
      {ScriptStatus::no_such_register, bytes_of({0xE4, 0, 16})},
      {ScriptStatus::no_parameter, bytes_of({0x91, 0})},
      {ScriptStatus::bad_loop, bytes_of({0xAC, 0, 0, 0xA4})},
      {ScriptStatus::bad_loop, bytes_of({0xAD, 0, 0xAE})},
      {ScriptStatus::bad_loop, bytes_of({0xA4})},
      {ScriptStatus::bad_loop, bytes_of({0xAC, 2, 0, 0xAE})},
      {ScriptStatus::bad_loop, bytes_of({0x93, 0, 0, 0})},
      {ScriptStatus::no_room,
       join({upload, store(0, 0x784), nop, bytes_of({0xAC, 1, 1}), visi, bytes_of({0xA4})})},
      {ScriptStatus::time_out, bytes_of({0xAC, 0xFF, 0xFF, 0xAC, 0xFF, 0xFF, 0xB2, 0, 0xA4, 0xA4})},
  };
  PicFixture fixture;
  fixture.run(enter());
  for (const auto& [status, script] : table)
    EXPECT_EQ(fixture.run(script).status, number(status)) << base::to_hex(script);
  EXPECT_EQ(fixture.run(nop).status, 0U) << "the engine still works";
}

TEST(ScriptEngine, TakesTheTimeOfItsPrimitives) {
  PicFixture fixture;
  const auto time_of = [&](const base::Bytes& script) {
    fixture.start(script);
    const base::Instant started = fixture.executor.now();
    while (fixture.exchange({0x94, 0xB0, 0, 14})[1] == std::byte{1}) continue;
    return fixture.executor.now() - started;
  };
  EXPECT_EQ(time_of(bytes_of({0x94, 20, 0})), base::Duration(20ms));
  fixture.run(enter());
  EXPECT_EQ(time_of(bytes_of({0xAC, 0xE8, 3, 0xE1, 0xA4})), base::Duration(6ms)) << "1000 of 5.6 us";
  fixture.run(bytes_of({0xEC, 0xF4, 1, 0, 0}));
  EXPECT_EQ(time_of(bytes_of({0xAC, 0xE8, 3, 0xE1, 0xA4})), base::Duration(14ms)) << "of 14 us";
}

TEST(Ati, ReleasesABufferWhenTheScriptNoLongerUsesIt) {
  PicFixture fixture;
  fixture.run(enter());
  fixture.start(join({upload, literal(0x4321, 0), show_w0, bytes_of({0x94, 50, 0})}), {}, 0, 1);
  const auto answered = [&](unsigned flags) { return fixture.exchange({0x94, flags, 0, 2})[1]; };
  EXPECT_EQ(answered(0x80 | 0x30), std::byte{1}) << "the response";
  EXPECT_EQ(answered(0x80 | 0x21), std::byte{1}) << "the data from the target";
  EXPECT_EQ(answered(0x20), std::byte{1}) << "the data for the target";
  EXPECT_EQ(answered(0x70), std::byte{1}) << "the next command";
  fixture.executor.run_for(60ms);
  EXPECT_EQ(answered(0x80 | 0x30), std::byte{0});
  EXPECT_EQ(fixture.read(1), bytes_of({0x21, 0x43}));
}

TEST(Ati, AcceptsDataForTheNextScriptWhileOneRuns) {
  PicFixture fixture;
  fixture.run(enter());
  fixture.start(bytes_of({0x94, 50, 0}), {}, 0);
  const base::Instant started = fixture.executor.now();
  fixture.write(1, bytes_of({7, 8}));
  EXPECT_LT(fixture.executor.now() - started, base::Duration(5ms));
  fixture.start(join({upload, bytes_of({0xE6, 0}), show_w0}), {}, 1, 0);
  EXPECT_GE(fixture.executor.now() - started, base::Duration(50ms)) << "the command has to wait";
  EXPECT_EQ(fixture.read(0), bytes_of({7, 8}));
}

TEST(Ati, RefusesInvalidFragmentsAndCommands) {
  PicFixture fixture;
  const auto id = [&](std::initializer_list<unsigned> report) { return fixture.exchange(report)[0]; };
  EXPECT_EQ(id({0x94, 0x20, 0, 61}), std::byte{0xFF}) << "longer than a report";
  EXPECT_EQ(id({0x94, 0x22, 0, 1}), std::byte{0xFF}) << "no such buffer";
  EXPECT_EQ(id({0x94, 0x28, 0, 1}), std::byte{0xFF}) << "metadata";
  EXPECT_EQ(fixture.exchange({0x94, 0xB0, 0, 14})[1], std::byte{1})
      << "there is no response without a command";
  const base::Bytes part(60);
  for (int i = 0; i < 8; ++i) fixture.write_fragment(i == 0 ? 0x20 : 0, part);
  EXPECT_EQ(fixture.write_fragment(0, part)[0], std::byte{0xFF}) << "longer than a buffer";
  for (const base::Bytes& command :
       {bytes_of({1, 0, 0x10}), bytes_of({2, 0, 0x10, 0, 1, 0, 1, 4, 0, 0xFF, 0xFF, 0, 0xFF}),
        bytes_of({1, 0, 0x11, 0, 1, 0, 1, 4, 0xFF, 0xFF, 0, 0xFF}),
        bytes_of({1, 0, 0x10, 0, 1, 0, 1, 5, 0, 0xFF, 0xFF, 0, 0xFF}),
        bytes_of({1, 0, 0x10, 0, 1, 0, 1, 4, 0, 2, 0xFF, 0, 0xFF}),
        bytes_of({1, 0, 0x10, 0, 1, 0, 1, 4, 0, 0xFF, 0xFF, 1, 0xFF})}) {
    fixture.write(0x10, command);
    EXPECT_NE(fixture.read(0x10).at(2), std::byte{0}) << base::to_hex(command);
  }
}

TEST(Ati, FailsTheScriptOfAFault) {
  PicFixture fixture(FirmwareRole::demo, "status@out:1=0x44");
  EXPECT_EQ(fixture.run(enter()).status, 0x44U);
  EXPECT_EQ(fixture.run(nop).status, number(ScriptStatus::target)) << "the failed script did not enter ICSP";
  EXPECT_EQ(fixture.run(enter()).status, 0U) << "once";
}

TEST(Ati, ExistsOnlyOnPicKits) {
  DebuggerFixture avr;
  EXPECT_EQ(avr.exchange({0x94, 0xB0, 0, 14})[0], std::byte{0xFF});
  PicFixture pic;
  EXPECT_EQ(pic.ask(0x00, {0x00, 0, 0x00}), bytes_of({0x81, 0, 0x00, 0x01}));
  EXPECT_EQ(pic.ask(0x12, {0x10, 0, 0}), failed(0x11)) << "no AVR";
}

TEST(Sequence, FindsNoProgrammingExecutive) {
  PicFixture fixture;
  fixture.run(enter(0x0A12C2B2));
  const base::Bytes sequence = bytes_of({0xAD, 0, 4, 0xE7, 0, 0xB0, 0xA0, 12, 0, 0xE9, 0xAD, 1, 1, 0xEA});
  base::Bytes frame =
      bytes_of({1, 0, 0x30, 0, 1, 0, 1, static_cast<unsigned>(sequence.size() + 4), 0xFF, 1, 0, 0xFF});
  base::append(frame, sequence);
  fixture.write(0x10, frame);
  EXPECT_EQ(fixture.read(0x10), bytes_of({0x30, number(ScriptStatus::time_out), 0, 0, 0}));
  EXPECT_EQ(fixture.read(1), base::Bytes{});
}

}  // namespace
}  // namespace simulation::test
