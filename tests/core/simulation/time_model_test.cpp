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
  const std::string answer = "MC+PONG=000001\r\nOK\r\n";  // the echo is under way while the command runs
  EXPECT_EQ(fixture.time_of("MC+PING=000001\n"), 500us + wire(15 + answer.size()));
}

TEST(TimeModel, TheModuleStartsIn579Milliseconds) {
  BoardFixture fixture(FirmwareRole::provisioning);
  fixture.executor.run_for(1s);
  const std::string banner = fixture.take_received();
  EXPECT_EQ(fixture.last_received.time_since_epoch(), 579ms + wire(banner.size()));
}

TEST(TimeModel, TheReceiverIsOffForTwoMillisecondsAfterAReset) {
  ProvisioningFixture fixture;
  fixture.board.reset();
  EXPECT_EQ(fixture.type("MC+PING=1\n"), fixture.banner);
  fixture.board.reset();
  fixture.executor.run_for(2ms);
  EXPECT_EQ(fixture.type("PING\n"), fixture.banner + "\r\nERROR: 0x1\r\n");
}

TEST(TimeModel, CommandsTakeTheTimesOfTheModel) {
  ProvisioningFixture fixture;
  const std::size_t ok = 4;  // the echo is under way while the command runs
  const auto takes = [](base::Duration chip, std::size_t bytes) { return 500us + chip + wire(bytes + ok); };
  EXPECT_EQ(fixture.time_of("MC+ECC+GENPUBKEY\n"), takes(129'200us, 17 + 130));
  EXPECT_EQ(fixture.time_of("MC+ECC+GENPUBKEY=1\n"), takes(121'600us, 19 + 10)) << "ERROR: 0x1F4";
  EXPECT_EQ(fixture.time_of("MC+ECC+SERIAL\n"), takes(15'100us, 14 + 20));
  EXPECT_EQ(fixture.time_of("MC+ECC+READ=8,32\n"), takes(15'100us, 17 + 66));
  EXPECT_EQ(fixture.time_of("MC+ECC+READ=8\n"), takes(13 * 15'100us, 14 + 834));
  EXPECT_EQ(fixture.time_of("MC+ECC+READ=10\n"), takes(2 * 15'100us + 2 * 11'500us, 15 + 146))
      << "the third block reaches past the slot: two words";
  fixture.type("MC+ECC+SIGNDIGEST=64,64\n");
  EXPECT_EQ(fixture.time_of(std::string(64, '0') + "\n"), takes(192'600us, 65 + 130));
}

TEST(TimeModel, TheFirstFlashCommandAlsoTakesTheModeChange) {
  ProvisioningFixture fixture;
  const base::Duration erase = 500us + 50ms + wire(20 + 4);
  EXPECT_EQ(fixture.time_of("MC+WINC+ERASE=20480\n"), 325ms + erase);
  EXPECT_EQ(fixture.time_of("MC+WINC+ERASE=24576\n"), erase) << "only the first command changes the mode";
  fixture.type("MC+WINC+WRITEBLOB=20480,4,8\n");
  EXPECT_EQ(fixture.time_of("00000000\n"), 500us + 6700us + 4 * 19'500ns + wire(9 + 6));
  fixture.type("MC+WINC+WRITEBLOB=20732,8,16\n");
  EXPECT_EQ(fixture.time_of("0000000000000000\n"), 500us + 2 * 6700us + 8 * 19'500ns + wire(17 + 6))
      << "two pages touched";
  const base::Duration version = 500us + 3600us + wire(16 + 22 + 20 + 2 + 4);
  EXPECT_EQ(fixture.time_of("MC+VERSION=WINC\n"), 508ms + version);
  EXPECT_EQ(fixture.time_of("MC+VERSION=WINC\n"), version);
  EXPECT_EQ(fixture.time_of("MC+WINC+ERASE=20480\n"), 325ms + erase) << "the mode has changed again";
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
  const base::Duration model = 129'700us + wire(17 + 130 + 4);
  const base::Duration measured = fixture.time_of("MC+ECC+GENPUBKEY\n");
  EXPECT_GE(measured, model / 100);
  EXPECT_LE(measured, model / 100 + 1us) << "each byte may be rounded up once";
}

}  // namespace
}  // namespace simulation::test
