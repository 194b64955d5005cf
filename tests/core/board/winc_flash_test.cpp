#include "board/winc_flash.hpp"

#include <gtest/gtest.h>

#include "support/error_of.hpp"

namespace {

using support::code_of;

TEST(SectorAddress, AcceptsEverySectorWithCertificatesOrSettings) {
  for (std::uint32_t address = 0x4000; address < 0xA000; address += 0x1000)
    EXPECT_EQ(board::SectorAddress(address).value(), address);
}

TEST(SectorAddress, AcceptsNoOtherSector) {
  for (const std::uint32_t address : {0x0U, 0x1000U, 0x2000U, 0x3000U, 0xA000U, 0x45000U, 0xFF000U, 0x100000U,
                                      0xFFFFF000U, 0x5001U, 0x5100U, 0x4FFFU, 2048U})
    EXPECT_EQ(code_of([&] { board::SectorAddress{address}; }), "board.address_refused") << address;
}

TEST(FlashAddress, IsWithinTheFlash) {
  EXPECT_EQ(board::FlashAddress(0xFFFFF).value(), 0xFFFFFU);
  EXPECT_EQ(code_of([] { board::FlashAddress(0x100000); }), "board.address_refused");
}

TEST(ReadSize, IsOneTo256) {
  EXPECT_EQ(board::ReadSize(256).value(), 256U);
  EXPECT_EQ(code_of([] { board::ReadSize(0); }), "board.size_refused");
  EXPECT_EQ(code_of([] { board::ReadSize(257); }), "board.size_refused");
}

TEST(PageChunk, StaysWithinOneWritablePage) {
  const base::Bytes bytes(256);
  const base::ByteView view(bytes);
  EXPECT_EQ(board::PageChunk(0x5000, view).bytes().size(), 256U);
  EXPECT_EQ(board::PageChunk(0x50FF, view.first(1)).address(), 0x50FFU);
  EXPECT_EQ(code_of([&] { board::PageChunk(0x5001, view); }), "board.size_refused");
  EXPECT_EQ(code_of([&] { board::PageChunk(0x5000, view.first(0)); }), "board.size_refused");
  for (const std::uint32_t address : {0x0U, 0x3F00U, 0xA000U, 0xFFF00U, 0xFFFFFF00U})
    EXPECT_EQ(code_of([&] { board::PageChunk(address, view); }), "board.address_refused") << address;
}

TEST(FlashRegion, ContainsWithoutOverflow) {
  EXPECT_TRUE(board::client_store_region.contains(0x5000, 0x2000));
  EXPECT_FALSE(board::client_store_region.contains(0x5000, 0x2001));
  EXPECT_FALSE(board::client_store_region.contains(0x6000, ~std::size_t{0}));
  EXPECT_FALSE(board::client_store_region.contains(0x4FFF, 1));
}

TEST(FlashMap, HasNoGapsAndEndsInTheFlash) {
  EXPECT_EQ(board::boot_region.end(), board::control_region.offset);
  EXPECT_EQ(board::control_region.end(), board::pll_gain_region.offset);
  EXPECT_EQ(board::pll_gain_region.end(), board::root_store_region.offset);
  EXPECT_EQ(board::root_store_region.end(), board::client_store_region.offset);
  EXPECT_EQ(board::thing_name_page_region.end(), board::client_store_region.end());
  EXPECT_EQ(board::client_store_region.end(), board::http_region.offset);
  EXPECT_EQ(board::http_region.end(), board::connection_cache_region.offset);
  EXPECT_EQ(board::connection_cache_region.end(), board::firmware_region.offset);
  EXPECT_LE(board::ota_firmware_region.end(), board::winc_flash_size);
}

}  // namespace
