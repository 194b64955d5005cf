#include "simulation/firmware_image.hpp"

#include <gtest/gtest.h>

#include "simulation/atmega4808.hpp"

namespace simulation::test {
namespace {

using board::FirmwareRole;

base::Bytes flash_with(std::size_t at, std::string_view text) {
  base::Bytes flash(AvrMemories::flash_size, std::byte{0xFF});
  const base::ByteView bytes = base::as_bytes(text);
  std::copy(bytes.begin(), bytes.end(), flash.begin() + static_cast<std::ptrdiff_t>(at));
  return flash;
}

TEST(FirmwareImage, StandInsCountAsTheirFirmware) {
  for (const FirmwareRole role : {FirmwareRole::provisioning, FirmwareRole::demo}) {
    EXPECT_EQ(running_firmware(stand_in_image(role)), role);
    EXPECT_LE(stand_in_image(role).size(), std::size_t{Atmega4808::flash_page}) << "fits into one page";
  }
}

TEST(FirmwareImage, FlashThatIsErasedOrHoldsAnotherProgramHasNoFirmware) {
  EXPECT_EQ(running_firmware(flash_with(0, "")), std::nullopt);
  EXPECT_EQ(running_firmware(base::ByteView{}), std::nullopt);
  EXPECT_EQ(running_firmware(flash_with(0, "some other program")), std::nullopt);
  EXPECT_EQ(running_firmware(flash_with(0x100, "cli_version")), std::nullopt) << "page 0 is erased";
  EXPECT_EQ(running_firmware(flash_with(0, "jump over here, cli_version")), FirmwareRole::demo)
      << "a demo firmware that the user built";
}

}  // namespace
}  // namespace simulation::test
