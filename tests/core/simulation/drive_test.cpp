#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "bench.hpp"
#include "simulation/errors.hpp"

namespace simulation::test {
namespace {

/// Intel HEX of a text at address 0x4000.
std::string hex_image(std::string_view text) {
  std::string image;
  for (std::size_t at = 0; at < text.size(); at += 16) {
    const std::string_view part = text.substr(at, 16);
    base::ByteWriter record;
    record.u8(static_cast<std::uint8_t>(part.size()))
        .u16_be(static_cast<std::uint16_t>(0x4000 + at))
        .u8(0)
        .text(part);
    const base::Bytes bytes = std::move(record).take();
    unsigned sum = 0;
    for (const std::byte byte : bytes) sum += std::to_integer<unsigned>(byte);
    const base::Bytes check{static_cast<std::byte>(0x100 - sum % 0x100)};
    image += ":" + base::to_hex_upper(bytes) + base::to_hex_upper(check) + "\r\n";
  }
  return image + ":00000001FF\r\n";
}

TEST(Drive, AnImageChangesTheFirmware) {
  ProvisioningBench bench;
  EXPECT_EQ(bench.board.drop("demo.hex", hex_image("…reset device cli_version wifi…")), FirmwareKind::demo);
  bench.executor.run_for(12s);
  bench.listen(9600);
  EXPECT_EQ(bench.type("version\r"), "v4.1.2\r\n\x04");
  EXPECT_EQ(bench.board.drop("X.HEX", hex_image("Welcome to the avr-iot command handler!\r\n")),
            FirmwareKind::provisioning);
  bench.listen(115200);
  bench.executor.run_for(6s);
  EXPECT_EQ(bench.take_heard(), bench.banner);
}

TEST(Drive, OtherFilesChangeNothing) {
  ProvisioningBench bench;
  EXPECT_EQ(bench.board.drop("readme.txt", "cli_version"), std::nullopt);
  EXPECT_EQ(bench.board.drop("other.hex", hex_image("some other program")), std::nullopt);
  EXPECT_EQ(bench.type("MC+PING=1\n", 10s), "\r\nMC+PONG=1\r\nOK\r\n");
}

TEST(Drive, RefusesBrokenImages) {
  const std::string good = hex_image("cli_version");
  EXPECT_EQ(base::to_text(hex_image_data(good)), "cli_version");
  const std::pair<std::string, std::string> table[] = {
      {"", "1"},
      {good.substr(0, 20), "1"},
      {"hello\r\n" + good, "1"},
      {base::replace_all(good, ":0B", ":0C"), "1"},
      {base::replace_all(good, "636C69", "636C6A"), "1"},
      {good.substr(0, good.find(":00000001FF")), "2"},
      {good + ":00000001FF\r\n", "3"},
  };
  for (const auto& [image, line] : table) {
    try {
      hex_image_data(image);
      ADD_FAILURE() << image;
    } catch (const base::Error& error) {
      EXPECT_TRUE(error.is(bad_image));
      EXPECT_EQ(error.param("line"), line) << image;
    }
  }
}

TEST(Drive, WifiCfgTypesItsCommand) {
  DemoBench bench;
  EXPECT_EQ(bench.board.drop("WIFI.CFG", "CMD:SEND_UART=wifi home,pass word,2\r\n"), std::nullopt);
  bench.executor.run_for(1s);
  EXPECT_EQ(bench.take_heard(), "OK\r\n\x04");
  bench.executor.run_for(3s);
  EXPECT_TRUE(bench.board.leds()[3]) << "joined";
}

}  // namespace
}  // namespace simulation::test
