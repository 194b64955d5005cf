#include "board/kit.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "base/hex.hpp"
#include "crypto/digest.hpp"
#include "support/error_of.hpp"

namespace {

using board::Version;

TEST(Version, IsTwoOrThreeNumbers) {
  EXPECT_EQ(Version::parse("0.4.9").text(), "0.4.9");
  EXPECT_EQ(Version::parse("v4.1.2"), (Version{4, 1, 2}));
  EXPECT_EQ(Version::parse("v1.0"), (Version{1, 0, 0}));
  for (const char* bad :
       {"", "v", "1", "1.", ".1", "1.2.3.4", "1.2.x", "1..3", "1.2.65536", " 1.2.3", "V1.2.3", "-1.2.3"})
    EXPECT_EQ(support::code_of([&] { Version::parse(bad); }), "board.bad_version") << bad;
}

TEST(Version, IsComparedNumberByNumber) {
  EXPECT_TRUE(board::is_old(Version{19, 6, 10}, board::required_winc_firmware));
  EXPECT_TRUE(board::is_old(Version{19, 7, 6}, board::required_winc_firmware));
  EXPECT_FALSE(board::is_old(Version{19, 7, 7}, board::required_winc_firmware));
  EXPECT_FALSE(board::is_old(Version{20, 0, 0}, board::required_winc_firmware));
  EXPECT_TRUE(board::is_old(Version{1, 15, 93}, board::required_debugger_firmware));
}

TEST(Kit, IsFoundByTheNameThatTheDebuggerReports) {
  ASSERT_NE(board::find_kit("avr-iot wg"), nullptr);
  EXPECT_EQ(board::find_kit("AVR-IoT WG")->mcu, board::Mcu::atmega4808);
  EXPECT_EQ(board::find_kit("PIC-IoT WA")->images->provisioning.version, (Version{0, 4, 7}));
  EXPECT_EQ(board::find_kit("SAMD21-IoT WG")->images, nullptr);
  EXPECT_EQ(board::find_kit("Arduino"), nullptr);
  EXPECT_EQ(board::kits().size(), 7U);
}

TEST(Kit, IsFoundByItsSerialNumberWhenTheTargetAgrees) {
  ASSERT_NE(board::find_kit("MCHP3203081800007239", "ATmega4808"), nullptr);
  EXPECT_EQ(board::find_kit("MCHP3203081800007239", "ATmega4808")->mcu, board::Mcu::atmega4808);
  EXPECT_EQ(board::find_kit("MCHP3261021800001323", "PIC24FJ128GA705")->mcu, board::Mcu::pic24fj128ga705);
  EXPECT_EQ(board::find_kit("MCHP3261021800001323", "ATmega4808"), nullptr);
  EXPECT_EQ(board::find_kit("MCHP3280021800001323", "AVR128DA48"), nullptr);
}

/// The kits' SHA-256 digests are those of the images that scripts/setup downloaded.
TEST(Kit, HasTheDigestsOfTheVendorsImages) {
  for (const board::Kit& kit : board::kits()) {
    if (kit.images == nullptr) continue;
    for (const board::FirmwareFile* file : {&kit.images->provisioning, &kit.images->demo}) {
      const std::string folder = kit.mcu == board::Mcu::atmega4808 ? "avr/" : "pic/";
      std::ifstream stream(PROVISIONER_FIRMWARE "/" + folder + std::string(file->name), std::ios::binary);
      ASSERT_TRUE(stream) << file->name;
      const std::string text{std::istreambuf_iterator<char>(stream), {}};
      EXPECT_EQ(base::to_hex(crypto::sha256(base::as_bytes(text))), file->sha256) << file->name;
    }
  }
}

}  // namespace
