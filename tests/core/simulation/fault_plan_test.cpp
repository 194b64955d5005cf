#include "simulation/fault_plan.hpp"

#include <gtest/gtest.h>

#include "board_fixture.hpp"
#include "simulation/errors.hpp"

namespace simulation::test {
namespace {

TEST(FaultPlan, ParsesTheGrammar) {
  EXPECT_TRUE(parse_fault_plan("").empty());
  EXPECT_TRUE(parse_fault_plan("  ").empty());
  const auto plan = parse_fault_plan(
      "unplug@tx:1234; garbage@cmd:mc+winc+read#3; drop@rx:0x58=2 "
      ";slow@cmd:MC+WINC+*=2s;status@cmd:wifi=0x1F4;"
      "worn@sector:0x5000;locked@slot:15; garbage@out:9=4;other@signature:0x1E9651;"
      "dead@module:6500;absent@info:0xFF;short@parameters:2");
  ASSERT_EQ(plan.size(), 12U);
  EXPECT_EQ(plan[0].kind, FaultKind::unplug);
  EXPECT_EQ(plan[0].place, FaultPlace::tx);
  EXPECT_EQ(plan[0].number, 1234U);
  EXPECT_EQ(plan[1].command, "MC+WINC+READ");
  EXPECT_EQ(plan[1].occurrence, 3U);
  EXPECT_EQ(plan[1].amount, 8U) << "eight bytes if the plan states no number";
  EXPECT_EQ(plan[2].number, 0x58U);
  EXPECT_EQ(plan[2].amount, 2U);
  EXPECT_EQ(plan[3].delay, base::Duration(2s));
  EXPECT_EQ(plan[3].occurrence, 0U);
  EXPECT_EQ(plan[4].amount, 0x1F4U);
  EXPECT_EQ(plan[5].number, 0x5000U);
  EXPECT_EQ(plan[6].number, 15U);
  EXPECT_EQ(plan[7].place, FaultPlace::out);
  EXPECT_EQ(plan[7].amount, 4U);
  EXPECT_EQ(plan[8].kind, FaultKind::other);
  EXPECT_EQ(plan[8].number, 0x1E9651U);
  EXPECT_EQ(plan[9].kind, FaultKind::dead);
  EXPECT_EQ(plan[9].place, FaultPlace::module);
  EXPECT_EQ(plan[9].number, 6500U);
  EXPECT_EQ(plan[10].kind, FaultKind::absent);
  EXPECT_EQ(plan[10].number, 0xFFU);
  EXPECT_EQ(plan[11].kind, FaultKind::shortened);
}

TEST(FaultPlan, RefusesOtherTextsWithAReason) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"unplug", "no @"},
      {"unplug@tx", "no : after the place"},
      {"explode@tx:1", "unknown kind of fault"},
      {"unplug@here:1", "unknown place"},
      {"unplug@sector:1", "not possible at this place"},
      {"worn@tx:1", "not possible at this place"},
      {"slow@rx:1=2s", "not possible at this place"},
      {"unplug@tx:", "not a number after the place"},
      {"unplug@tx:12a", "not a number after the place"},
      {"unplug@tx:-1", "not a number after the place"},
      {"unplug@tx:0", "bytes are counted from 1"},
      {"unplug@tx:5=1", "takes no value"},
      {"unplug@tx:5#1", "# is for commands"},
      {"unplug@cmd:", "no command"},
      {"unplug@cmd:X#0", "not a number from 1 after #"},
      {"unplug@cmd:X#two", "not a number from 1 after #"},
      {"slow@cmd:X", "needs a value"},
      {"slow@cmd:X=2", "a time ends in s or ms"},
      {"slow@cmd:X=fasts", "not a time after ="},
      {"slow@cmd:X=99999999999s", "not a time after ="},
      {"status@cmd:X", "needs a value"},
      {"status@cmd:X=0x10000", "a status has 16 bits"},
      {"status@cmd:X=bad", "not a number from 1 after ="},
      {"drop@rx:1=0", "not a number from 1 after ="},
      {"locked@slot:16", "slots are 0 to 15"},
      {"worn@sector:0x100000", "the flash ends at 0x100000"},
      {"worn@flash:0x2C000", "no flash ends after 0x2C000"},
      {"drop@out:0", "reports are counted from 1"},
      {"reset@in:1", "not possible at this place"},
      {"slow@out:1=2s", "not possible at this place"},
      {"status@in:1=2", "not possible at this place"},
      {"status@out:1=0x100", "a debugger's status has 8 bits"},
      {"other@signature:0x1000000", "a signature has 24 bits"},
      {"other@lock:0x100", "the lock byte has 8 bits"},
      {"other@firmware:0x10000", "a version has 16 bits: major and minor"},
      {"other@module:0x1000000", "a version has 24 bits: major, minor and patch"},
      {"absent@info:0x100", "an item of DAP_Info has 8 bits"},
      {"short@parameters:0x100", "a count of parameters has 8 bits"},
      {"dead@slot:1", "not possible at this place"},
      {"other@tx:1", "not possible at this place"},
      {"unplug@tx:1;", "no @"},
  };
  for (const auto& [plan, reason] : table) {
    try {
      parse_fault_plan(plan);
      ADD_FAILURE() << plan;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(bad_fault_plan));
      EXPECT_EQ(error.param("reason"), reason) << plan;
    }
  }
}

TEST(FaultPlan, TheErrorQuotesTheFault) {
  try {
    parse_fault_plan("unplug@tx:7; drop@slot:3");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.param("fault"), "drop@slot:3");
  }
}

constexpr std::string_view ping = "MC+PING=000001\n";
constexpr std::string_view pong = "\r\nMC+PONG=000001\r\nOK\r\n";

TEST(Faults, LoseBytesInEitherDirection) {
  ProvisioningFixture lossy("drop@tx:8");
  EXPECT_EQ(lossy.type(ping), "\r\nERROR: 0x1\r\n");  // the '=' is the eighth
  EXPECT_EQ(lossy.type(ping), pong) << "once";
  BoardFixture fixture(FirmwareRole::provisioning, "drop@rx:1=41");
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received().substr(0, 10), "AVR-IoT pr")
      << "the first 41 bytes are lost, which are the line of the greeting";
}

TEST(Faults, GarbleBytes) {
  ProvisioningFixture fixture("garbage@cmd:MC+PING#2=4");
  EXPECT_EQ(fixture.type(ping), pong);
  const std::string noisy = fixture.type(ping);
  ASSERT_EQ(noisy.size(), pong.size() + 4);
  EXPECT_EQ(noisy.substr(0, 2) + noisy.substr(6), pong);
  for (const char c : noisy.substr(2, 4)) EXPECT_LT(c, 0) << "no text";
  EXPECT_EQ(fixture.type(ping), pong);
}

TEST(Faults, SlowRefuseAndLoseCommands) {
  ProvisioningFixture slow("slow@cmd:MC+PING=1500ms");
  EXPECT_EQ(slow.type(ping, 1s), "\r\n");
  slow.executor.run_for(1s);
  EXPECT_EQ(slow.take_received(), pong.substr(2));

  ProvisioningFixture refusing("status@cmd:MC+WINC+ERASE#1=0x2F4");
  EXPECT_EQ(refusing.type("MC+WINC+ERASE=0\n"), "\r\nERROR: 0x2F4\r\n");
  EXPECT_NE(refusing.board.state().winc_flash.read(0, 1).front(), std::byte{0xFF})
      << "the command did nothing";
  const std::string read = "MC+WINC+READ=0x5000,1\n";
  EXPECT_EQ(refusing.time_of(read), ProvisioningFixture().time_of(read))
      << "the module did not change its mode";

  ProvisioningFixture staying("status@cmd:MC+RESET=0x2F4");
  EXPECT_EQ(staying.type("MC+RESET\n"), "\r\nERROR: 0x2F4\r\n");

  ProvisioningFixture mute("drop@cmd:MC+PING#1");
  EXPECT_EQ(mute.type(ping), "\r\n");
  EXPECT_EQ(mute.type(ping), pong);
}

TEST(Faults, RestartTheBoard) {
  ProvisioningFixture fixture("reset@cmd:MC+WINC+*#2");
  EXPECT_EQ(fixture.type("MC+WINC+READ=0x5000,1\n"), "\r\nFF\r\nOK\r\n");
  EXPECT_EQ(fixture.type("MC+WINC+ERASE=0\n"), fixture.banner);
  EXPECT_NE(fixture.board.state().winc_flash.read(0, 1).front(), std::byte{0xFF});
}

TEST(Faults, PullTheCable) {
  ProvisioningFixture fixture("unplug@tx:20");
  EXPECT_EQ(fixture.type(ping), pong);
  EXPECT_EQ(fixture.type(ping), "");
  EXPECT_FALSE(fixture.board.plugged());
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received(), "");
  fixture.board.replug();
  fixture.open_port(115200);
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received(), fixture.banner);
}

TEST(Faults, WearSectorsOut) {
  ProvisioningFixture fixture("worn@sector:0x5123");
  fixture.type("MC+WINC+ERASE=0x5000\n");
  fixture.type("MC+WINC+ERASE=0x6000\n");
  const NorFlash& flash = fixture.board.state().winc_flash;
  const auto clean = [](const base::Bytes& bytes) {
    return bytes == base::Bytes(bytes.size(), std::byte{0xFF});
  };
  EXPECT_FALSE(clean(flash.read(0x5000, 0x1000)));
  EXPECT_TRUE(clean(flash.read(0x6000, 0x1000)));
}

}  // namespace
}  // namespace simulation::test
