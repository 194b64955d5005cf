#include "board/secure_element.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "support/error_of.hpp"

namespace {

using board::PartType;
using board::SerialNumber;
using support::code_of;

TEST(SlotIndex, IsOneOfSixteen) {
  EXPECT_EQ(board::SlotIndex(15).value(), 15U);
  EXPECT_EQ(code_of([] { board::SlotIndex(16); }), "board.slot_refused");
}

TEST(SerialNumber, IsNineBytesInUpperCaseHex) {
  EXPECT_EQ(SerialNumber::from_hex("01238fafefe388dcfe").text(), "01238FAFEFE388DCFE");
  for (const char* bad : {"", "0123", "01238fafefe388dcfe00", "01238fafefe388dcfx", "01238fafefe388dcf"})
    EXPECT_EQ(code_of([&] { SerialNumber::from_hex(bad); }), "board.bad_serial_number") << bad;
}

TEST(PartType, FollowsFromSerialNumberAndOtpZone) {
  const SerialNumber first = SerialNumber::from_hex("01238FAFEFE388DCFE");
  const SerialNumber trust = SerialNumber::from_hex("0123A2D268F6D9FA01");
  const auto otp = [](std::string_view hex) { return base::from_hex(hex); };
  EXPECT_EQ(part_type(first, {}), PartType::mah1h);
  EXPECT_EQ(part_type(first, otp("FFFFFFFFFFFFFFFF")), PartType::mah1h);
  EXPECT_EQ(part_type(first, otp("0011223344556677")), PartType::custom);
  EXPECT_EQ(part_type(trust, otp("4D4B4D777968503100")), PartType::mah4i);
  EXPECT_EQ(part_type(trust, otp("7836746A755A4D79")), PartType::trust_and_go);
  EXPECT_EQ(part_type(trust, otp("0000000000000000")), PartType::trust_flex);
  EXPECT_EQ(part_type(trust, {}), PartType::trust_flex);
  EXPECT_EQ(part_type(SerialNumber::from_hex("012300000000000042"), {}), PartType::unknown);
}

const std::vector<board::ProvisioningItem> items{
    {board::ItemType::aws_thing_name, base::to_bytes("a5ec1f1c48459f2d")},
    {board::ItemType::aws_endpoint, base::to_bytes("example.iot.us-east-2.amazonaws.com")}};

TEST(ProvisioningItems, AreHeaderAndDataUntilTypeZero) {
  const base::Bytes built =
      board::build_provisioning_items({{board::ItemType::aws_thing_name, base::to_bytes("ab")},
                                       {board::ItemType::aws_endpoint, base::to_bytes("c")}});
  // 1 << 9 | 4 and 2 << 9 | 7, little-endian, then the end, in whole words.
  EXPECT_EQ(base::to_hex(built), "040261620704630000000000");
  EXPECT_EQ(board::parse_provisioning_items(built).size(), 2U);
}

TEST(ProvisioningItems, SurviveBuildingAndParsing) {
  base::Bytes slot = board::build_provisioning_items(items);
  EXPECT_EQ(slot.size() % 4, 0U);
  slot.resize(416, std::byte{0xFF});
  EXPECT_EQ(board::parse_provisioning_items(slot), items);
}

TEST(ProvisioningItems, AreEmptyInAnUnusedSlot) {
  EXPECT_TRUE(board::parse_provisioning_items(base::Bytes(416, std::byte{0xFF})).empty());
  EXPECT_TRUE(board::parse_provisioning_items(base::Bytes(416)).empty());
}

TEST(ProvisioningItems, RefuseWhatDoesNotFit) {
  const std::vector<board::ProvisioningItem> largest{{board::ItemType::azure_hub, base::Bytes(412)}};
  EXPECT_EQ(board::build_provisioning_items(largest).size(), 416U);
  const std::vector<board::ProvisioningItem> larger{{board::ItemType::azure_hub, base::Bytes(413)}};
  EXPECT_EQ(code_of([&] { board::build_provisioning_items(larger); }), "board.size_refused");
}

TEST(ProvisioningItems, AreNeverReadPastTheEndOfTheSlot) {
  const base::Bytes slot = board::build_provisioning_items(items);
  for (std::size_t size = 0; size < slot.size(); ++size) {
    const auto code = code_of([&] { board::parse_provisioning_items(base::ByteView(slot).first(size)); });
    EXPECT_TRUE(code.empty() || code == "board.bad_provisioning_items") << size;
  }
  EXPECT_EQ(code_of([] { board::parse_provisioning_items(base::from_hex("0102")); }),
            "board.bad_provisioning_items");
}

TEST(SignerKey, IsPaddedInItsSlot) {
  const base::Bytes xy = base::from_hex(
      "acaac2e9e3f2dc8dd87cb86009fb645b971a870baed86744bae25d0b50656b51"
      "c2fe528c55fea13a93730773c292b25b8ad5bbbcb7113c96b0f7e2e9360b204e");
  const auto key = crypto::PublicKey::from_coordinates(xy);
  const base::Bytes slot = board::build_padded_public_key(key);
  ASSERT_EQ(slot.size(), 72U);
  EXPECT_EQ(board::parse_padded_public_key(slot), key);
  EXPECT_EQ(code_of([&] { board::parse_padded_public_key(base::ByteView(slot).first(71)); }),
            "board.bad_signer_key");
}

}  // namespace
