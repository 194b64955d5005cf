// The durations that benchmarks and plans rely on, measured on virtual time.
#include "simulation/time_model.hpp"

#include <gtest/gtest.h>

#include "board_fixture.hpp"

namespace simulation::test {
namespace {

/// Bytes on the wire at 115200 baud; the board computes in whole nanoseconds a byte.
base::Duration wire(std::size_t bytes) {
  return time_model::byte_time(115200) * static_cast<std::int64_t>(bytes);
}

TEST(TimeModel, AByteTakesTenBits) {
  EXPECT_EQ(time_model::byte_time(115200), 86'805ns);
  EXPECT_EQ(time_model::byte_time(9600), 1'041'666ns);
  ProvisioningFixture fixture;
  const std::string answer = "\r\nMC+PONG=000001\r\nOK\r\n";
  EXPECT_EQ(fixture.time_of("MC+PING=000001\n"), wire(15 + answer.size()));
}

TEST(TimeModel, TheModuleStartsIn300Milliseconds) {
  BoardFixture fixture(FirmwareRole::provisioning);
  fixture.executor.run_for(1s);
  const std::string banner = fixture.take_received();
  EXPECT_EQ(fixture.last_received.time_since_epoch(), 300ms + wire(banner.size()));
}

TEST(TimeModel, CommandsTakeTheTimesOfTheModel) {
  ProvisioningFixture fixture;
  const std::size_t ok = 4;  // the echo is under way while the command runs
  EXPECT_EQ(fixture.time_of("MC+ECC+GENPUBKEY\n"), 138ms + wire(17 + 130 + ok));
  EXPECT_EQ(fixture.time_of("MC+ECC+SERIAL\n"), 5ms + wire(14 + 20 + ok));
  EXPECT_EQ(fixture.time_of("MC+ECC+READ=8,32\n"), 5ms + wire(17 + 66 + ok));
  EXPECT_EQ(fixture.time_of("MC+ECC+READ=8\n"), 13 * 5ms + wire(14 + 834 + ok));
  fixture.type("MC+ECC+SIGNDIGEST=64,64\n");
  EXPECT_EQ(fixture.time_of(std::string(64, '0') + "\n"), 203ms + wire(65 + 130 + ok));
}

TEST(TimeModel, TheFirstFlashCommandAlsoTakesTheModeChange) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.time_of("MC+WINC+ERASE=20480\n"), 300ms + wire(20 + 4));
  EXPECT_EQ(fixture.time_of("MC+WINC+ERASE=24576\n"), 50ms + wire(20 + 4))
      << "only the first command changes the mode";
  fixture.type("MC+WINC+WRITEBLOB=20480,4,8\n");
  EXPECT_EQ(fixture.time_of("00000000\n"), 3ms + wire(9 + 6));
  fixture.type("MC+WINC+WRITEBLOB=20732,8,16\n");
  EXPECT_EQ(fixture.time_of("0000000000000000\n"), 6ms + wire(17 + 6)) << "two pages touched";
  const base::Duration back = 250ms + 300ms;
  EXPECT_EQ(fixture.time_of("MC+VERSION=WINC\n"), back + wire(16 + 22 + 20 + 2 + 4));
  EXPECT_EQ(fixture.time_of("MC+VERSION=WINC\n"), wire(16 + 22 + 20 + 2 + 6));
  EXPECT_EQ(fixture.time_of("MC+WINC+ERASE=20480\n"), 300ms + wire(20 + 4)) << "the mode has changed again";
}

TEST(TimeModel, TheDemoAnswersAfterFiveSeconds) {
  BoardFixture fixture(FirmwareRole::demo);
  fixture.board.line().host_sends(base::as_bytes("version\r"));
  fixture.executor.run_for(4900ms);
  EXPECT_EQ(fixture.take_received().find("v4.1.2"), std::string::npos);
  fixture.executor.run_for(300ms);
  EXPECT_EQ(fixture.take_received(), "v4.1.2\r\n\x04");
}

TEST(TimeModel, EventsKeepTheirTimesWithALateExecutor) {
  // A host that sleeps 100 ms at a time still finds each byte sent at its own time.
  ProvisioningFixture late;
  ProvisioningFixture prompt;
  late.board.line().host_sends(base::as_bytes("MC+ECC+GENPUBKEY\n"));
  for (int i = 0; i < 10; ++i) late.executor.run_for(100ms);
  EXPECT_EQ(late.take_received(), prompt.type("MC+ECC+GENPUBKEY\n"));
}

TEST(TimeModel, AFasterTimelineOnlyChangesTheSpeed) {
  VirtualBoard::Options options;
  options.speed = 100;
  BoardFixture fixture(FirmwareRole::provisioning, {}, std::move(options));
  fixture.executor.run_for(1s);
  fixture.take_received();
  const base::Duration model = 138ms + wire(17 + 130 + 4);
  const base::Duration measured = fixture.time_of("MC+ECC+GENPUBKEY\n");
  EXPECT_GE(measured, model / 100);
  EXPECT_LE(measured, model / 100 + 1us) << "each byte may be rounded up once";
}

}  // namespace
}  // namespace simulation::test
