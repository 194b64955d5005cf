#include "simulation/drive.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "board_fixture.hpp"
#include "simulation/errors.hpp"

namespace simulation::test {
namespace {

/// Intel HEX of a text at address 0.
std::string hex_image(std::string_view text) {
  std::string image;
  for (std::size_t at = 0; at < text.size(); at += 16) {
    const std::string_view part = text.substr(at, 16);
    base::ByteWriter record;
    record.u8(static_cast<std::uint8_t>(part.size())).u16_be(static_cast<std::uint16_t>(at)).u8(0).text(part);
    const base::Bytes bytes = std::move(record).take();
    unsigned sum = 0;
    for (const std::byte byte : bytes) sum += std::to_integer<unsigned>(byte);
    const base::Bytes check{static_cast<std::byte>(0x100 - sum % 0x100)};
    image += ":" + base::to_hex_upper(bytes) + base::to_hex_upper(check) + "\r\n";
  }
  return image + ":00000001FF\r\n";
}

TEST(Drive, ProgramsADroppedImage) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.board.drop("demo.hex", hex_image("…reset device cli_version wifi…")), FirmwareRole::demo);
  fixture.executor.run_for(12s);
  fixture.open_port(9600);
  EXPECT_EQ(fixture.type("version\r"), "v4.1.2\r\n\x04");
  EXPECT_EQ(fixture.board.drop("X.HEX", hex_image("Welcome to the avr-iot command handler!\r\n")),
            FirmwareRole::provisioning);
  fixture.open_port(115200);
  fixture.executor.run_for(6s);
  EXPECT_EQ(fixture.take_received(), fixture.banner);
}

TEST(Drive, ReplacesTheFirmwareWithAnUnknownProgram) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.board.drop("other.hex", hex_image("some other program")), std::nullopt);
  EXPECT_EQ(fixture.type("MC+PING=1\n", 10s), "");
  EXPECT_EQ(fixture.board.state().firmware(), std::nullopt);
  EXPECT_EQ(base::to_text(base::ByteView(flash(fixture.board.state().mcu)).first(18)), "some other program");
}

TEST(Drive, AnUnplugDuringProgrammingLeavesAnErasedChip) {
  ProvisioningFixture fixture;
  fixture.board.program(FirmwareRole::demo);
  fixture.executor.run_for(1s);
  fixture.board.unplug();
  fixture.board.replug();
  EXPECT_EQ(fixture.board.state().firmware(), std::nullopt);
  fixture.board.program(FirmwareRole::provisioning);
  fixture.open_port(115200);
  fixture.executor.run_for(6s);
  EXPECT_EQ(fixture.take_received(), fixture.banner);
}

TEST(Drive, IgnoresOtherFiles) {
  ProvisioningFixture fixture;
  EXPECT_EQ(fixture.board.drop("readme.txt", "cli_version"), std::nullopt);
  EXPECT_EQ(fixture.type("MC+PING=1\n", 10s), "\r\nMC+PONG=1\r\nOK\r\n");
}

TEST(Drive, ReadsImagesWithSegmentsAndHighAddresses) {
  const base::Bytes flash = flash_of_hex(
      ":020000020100FB\r\n:01000000AA55\r\n"  // a segment: at 0x1000
      ":02000004008278\r\n:0100000055AA\r\n"  // far: a fuse
      ":00000001FF\r\n",
      0x2000);
  EXPECT_EQ(flash[0x1000], std::byte{0xAA});
  EXPECT_EQ(flash[0], std::byte{0xFF});
}

TEST(Drive, RefusesBrokenImages) {
  const std::string good = hex_image("cli_version");
  EXPECT_EQ(base::to_text(flash_of_hex(good, 12)), "cli_version\xFF");
  const std::pair<std::string, std::string> table[] = {
      {"", "1"},
      {good.substr(0, 20), "1"},
      {"hello\r\n" + good, "1"},
      {base::replace_all(good, ":0B", ":0C"), "1"},
      {base::replace_all(good, "636C69", "636C6A"), "1"},
      {good.substr(0, good.find(":00000001FF")), "2"},
      {good + ":00000001FF\r\n", "3"},
      {":02000000AABB99\r\n:01000C00AA49\r\n:00000001FF\r\n", "2"},  // past the end
  };
  for (const auto& [image, line] : table) {
    try {
      flash_of_hex(image, 12);
      ADD_FAILURE() << image;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(bad_image));
      EXPECT_EQ(error.param("line"), line) << image;
    }
  }
}

TEST(Drive, SendsTheCommandOfWifiCfgToTheUart) {
  DemoFixture fixture;
  EXPECT_EQ(fixture.board.drop("WIFI.CFG", "CMD:SEND_UART=wifi home,pass word,2\r\n"), std::nullopt);
  fixture.executor.run_for(1s);
  EXPECT_EQ(fixture.take_received(), "OK\r\n\x04");
  fixture.executor.run_for(6s);
  EXPECT_TRUE(fixture.board.leds()[3]) << "joined";
}

}  // namespace
}  // namespace simulation::test
