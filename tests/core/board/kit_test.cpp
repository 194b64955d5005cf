#include "board/kit.hpp"

#include <gtest/gtest.h>

#include "support/error_of.hpp"

namespace {

using board::Version;

TEST(Version, IsThreeNumbers) {
  EXPECT_EQ(Version::parse("0.4.9").text(), "0.4.9");
  EXPECT_EQ(Version::parse("v4.1.2"), (Version{4, 1, 2}));
  for (const char* bad :
       {"", "v", "1.2", "1.2.3.4", "1.2.x", "1..3", "1.2.65536", " 1.2.3", "V1.2.3", "-1.2.3"})
    EXPECT_EQ(support::code_of([&] { Version::parse(bad); }), "board.bad_version") << bad;
}

TEST(Version, IsComparedNumberByNumber) {
  EXPECT_TRUE(board::is_old(Version{19, 6, 10}, board::required_winc_firmware));
  EXPECT_TRUE(board::is_old(Version{19, 7, 6}, board::required_winc_firmware));
  EXPECT_FALSE(board::is_old(Version{19, 7, 7}, board::required_winc_firmware));
  EXPECT_FALSE(board::is_old(Version{20, 0, 0}, board::required_winc_firmware));
  EXPECT_TRUE(board::is_old(Version{1, 15, 93}, board::required_debugger_firmware));
}

TEST(Kit, IsFoundByTheDebuggersNameForIt) {
  ASSERT_NE(board::find_kit("avr-iot wg"), nullptr);
  EXPECT_EQ(board::find_kit("AVR-IoT WG")->mcu, board::Mcu::atmega4808);
  EXPECT_EQ(board::find_kit("PIC-IoT WA")->provisioning_firmware, (Version{0, 4, 7}));
  EXPECT_EQ(board::find_kit("Arduino"), nullptr);
  EXPECT_EQ(board::kits().size(), 4U);
}

}  // namespace
