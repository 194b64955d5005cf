#include "simulation/nor_flash.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "simulation/errors.hpp"

namespace simulation::test {
namespace {

std::string cells(const NorFlash& flash, std::uint32_t address, std::size_t count) {
  return base::to_hex(flash.read(address, count));
}

TEST(NorFlash, ReadsOnesWhereNothingWasWritten) {
  EXPECT_EQ(cells(NorFlash(), 0x5000, 3), "ffffff");
  EXPECT_EQ(NorFlash().cells().size(), std::size_t{0x100000});
}

TEST(NorFlash, OnlyClearsBitsWhenItIsWritten) {
  NorFlash flash;
  flash.write(0x5000, base::from_hex("0ff0aa"));
  flash.write(0x5000, base::from_hex("ffff55"));
  EXPECT_EQ(cells(flash, 0x4FFF, 5), "ff0ff000ff");
}

TEST(NorFlash, ErasesTheWholeSectorAroundAnAddressAndNothingElse) {
  NorFlash flash;
  for (const std::uint32_t address : {0x4FFFU, 0x5000U, 0x5FFFU, 0x6000U})
    flash.write(address, base::from_hex("00"));
  flash.erase_sector(0x5678);
  EXPECT_EQ(cells(flash, 0x4FFF, 2), "00ff");
  EXPECT_EQ(cells(flash, 0x5FFF, 2), "ff00");
}

TEST(NorFlash, WrapsAtItsEnd) {
  NorFlash flash;
  flash.write(0xFFFFF, base::from_hex("1122"));
  EXPECT_EQ(cells(flash, 0, 1), "22");
  EXPECT_EQ(cells(flash, 0x1FFFFF, 2), "1122");
}

TEST(NorFlash, CountsThePagesThatAWriteTouches) {
  EXPECT_EQ(NorFlash::pages_touched(0x5000, 0), 0U);
  EXPECT_EQ(NorFlash::pages_touched(0x5000, 256), 1U);
  EXPECT_EQ(NorFlash::pages_touched(0x50FF, 1), 1U);
  EXPECT_EQ(NorFlash::pages_touched(0x50FF, 2), 2U);
  EXPECT_EQ(NorFlash::pages_touched(0x5080, 256), 2U);
}

TEST(NorFlash, RefusesAnImageOfAnotherSize) {
  try {
    NorFlash flash(base::Bytes(1000));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_TRUE(error.is(bad_state));
  }
}

}  // namespace
}  // namespace simulation::test
