#include "board/client_store.hpp"

#include <gtest/gtest.h>

#include "embedded/device_crt.hpp"
#include "embedded/signer_ca_crt.hpp"
#include "embedded/winc_0x4000_0x7000_bin.hpp"
#include "support/error_of.hpp"

namespace {

using board::ClientStore;
using support::code_of;

constexpr std::size_t image_start = 0x4000;

base::ByteView recorded(board::FlashRegion region) {
  return base::as_bytes(embedded::winc_0x4000_0x7000_bin).subspan(region.offset - image_start, region.size);
}

ClientStore example() {
  return ClientStore::of(crypto::Certificate::from_pem(embedded::device_crt),
                         crypto::Certificate::from_pem(embedded::signer_ca_crt));
}

TEST(ClientStore, BuildsTheSameBytesAsTheVendorsTool) {
  const base::Bytes built = example().build();
  const base::ByteView flash = recorded(board::client_store_region);
  EXPECT_EQ(built.size(), 0x5BDU);
  EXPECT_TRUE(base::equal(built, flash.first(built.size())));
  for (const std::byte left : flash.subspan(built.size(), ClientStore::max_size - built.size()))
    ASSERT_EQ(left, std::byte{0xFF});
}

TEST(ClientStore, ParsesTheRecordedFlash) {
  const auto store = ClientStore::parse(recorded(board::client_store_region));
  ASSERT_TRUE(store);
  EXPECT_EQ(*store, example());
  EXPECT_EQ(store->files().at(2).name, "ECDSA.lst");
  const auto certificates = store->certificates();
  ASSERT_EQ(certificates.size(), 2U);
  EXPECT_EQ(certificates[0], crypto::Certificate::from_pem(embedded::device_crt));
  EXPECT_TRUE(certificates[0].verify_signed_by(certificates[1].public_key()));
}

TEST(ClientStore, HasItsUsedSizeInItsHeader) {
  EXPECT_EQ(ClientStore::used_size(recorded(board::client_store_region).first(ClientStore::start_size)),
            0x5BDU);
  EXPECT_EQ(ClientStore::used_size(base::Bytes(16, std::byte{0xFF})), std::nullopt);
  EXPECT_EQ(code_of([] { ClientStore::used_size(base::Bytes(16)); }), "board.bad_client_store");
}

TEST(ClientStore, IsEmptyInErasedFlash) {
  EXPECT_FALSE(ClientStore::parse(base::Bytes(0x2000, std::byte{0xFF})));
}

TEST(ClientStore, CanBeEmpty) {
  const base::Bytes built = ClientStore().build();
  EXPECT_EQ(built.size(), ClientStore::header_size);
  EXPECT_TRUE(ClientStore::parse(built)->files().empty());
  EXPECT_TRUE(ClientStore().certificates().empty());
}

TEST(ClientStore, RefusesAStoreThatIsCutAnywhere) {
  const base::Bytes built = example().build();
  for (std::size_t size = 0; size < built.size(); ++size)
    EXPECT_EQ(code_of([&] { ClientStore::parse(base::ByteView(built).first(size)); }),
              "board.bad_client_store")
        << size;
}

TEST(ClientStore, SurvivesEveryFlippedBit) {
  const base::Bytes built = example().build();
  int refused = 0;
  for (std::size_t at = 0; at < built.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      base::Bytes flipped = built;
      flipped[at] ^= static_cast<std::byte>(1 << bit);
      const std::string code = code_of([&] {
        if (const auto store = ClientStore::parse(flipped)) store->certificates();
      });
      EXPECT_TRUE(code.empty() || code == "board.bad_client_store" || code.rfind("crypto.", 0) == 0)
          << at << code;
      if (!code.empty()) ++refused;
    }
  }
  EXPECT_GT(refused, 2000);
}

/// A store's header with one entry.
base::Bytes with_entry(std::string_view name, std::uint32_t size, std::uint32_t address, std::uint32_t end) {
  base::ByteWriter out;
  out.bytes(base::ByteView(example().build()).first(8)).u32_le(1).u32_le(end);
  out.text(name).fill(48 - name.size(), std::byte{0}).u32_le(size).u32_le(address);
  out.fill(468 - out.size(), std::byte{0xFF}).fill(32, std::byte{'x'});
  return std::move(out).take();
}

TEST(ClientStore, RefusesFilesOutsideOfTheStore) {
  const auto parse = [](const base::Bytes& bytes) { return code_of([&] { ClientStore::parse(bytes); }); };
  const std::uint32_t first = 0x5000 + 468;
  EXPECT_EQ(parse(with_entry("a", 32, first, first + 32)), "");
  EXPECT_EQ(parse(with_entry("a", 33, first, first + 32)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry("a", 0xFFFFFFFF, first, first + 32)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry("a", 1, 0x5000, first + 32)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry("a", 1, 0, first + 32)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry("a", 1, 0xFFFFFFFF, first + 32)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry("a", 1, first, 0x7001)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry("a", 1, first, first - 1)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry("", 1, first, first + 32)), "board.bad_client_store");
  EXPECT_EQ(parse(with_entry(std::string(48, 'n'), 1, first, first + 32)), "board.bad_client_store");
}

TEST(ClientStore, RefusesWhatDoesNotFit) {
  ClientStore full;
  full.add({"a", base::Bytes(ClientStore::max_size - ClientStore::header_size)});
  EXPECT_EQ(full.build().size(), ClientStore::max_size);
  full.add({"b", base::Bytes(1)});
  EXPECT_EQ(code_of([&] { full.build(); }), "board.client_store_full");
}

TEST(ClientStore, RefusesFileNamesThatDoNotFit) {
  ClientStore store;
  store.add({std::string(47, 'n'), {}});
  for (const std::string& bad :
       {std::string(), std::string(48, 'n'), std::string(47, 'n'), std::string("a b")})
    EXPECT_EQ(code_of([&] { store.add({bad, {}}); }), "board.argument_refused") << bad;
  for (char c = 'a'; c < 'a' + 7; ++c) store.add({std::string(1, c), {}});
  EXPECT_EQ(code_of([&] { store.add({"ninth", {}}); }), "board.argument_refused");
}

TEST(ClientStore, RefusesAListThatNamesAMissingFile) {
  ClientStore store;
  base::Bytes list = base::to_bytes("CERT_00");
  list.resize(48);
  store.add({"ECDSA.lst", list});
  EXPECT_EQ(code_of([&] { store.certificates(); }), "board.bad_client_store");
}

TEST(TextPages, AreTheSameAsTheVendorsToolWrote) {
  const auto endpoint = board::parse_endpoint_page(recorded(board::endpoint_page_region));
  ASSERT_TRUE(endpoint);
  EXPECT_EQ(*endpoint, "a1b2c3d4e5f6g7-ats.iot.us-east-2.amazonaws.com");
  const auto thing = board::parse_thing_name_page(recorded(board::thing_name_page_region));
  ASSERT_TRUE(thing);
  const base::Bytes endpoint_page = board::build_endpoint_page(*endpoint);
  const base::Bytes thing_page = board::build_thing_name_page(*thing);
  EXPECT_TRUE(base::equal(endpoint_page, recorded(board::endpoint_page_region).first(endpoint_page.size())));
  EXPECT_TRUE(base::equal(thing_page, recorded(board::thing_name_page_region).first(thing_page.size())));
  EXPECT_EQ(thing_page.size(), 41U);
}

TEST(TextPages, FillTheFieldThatTheFirmwareReadsWhenTheNameIsShort) {
  EXPECT_EQ(board::build_thing_name_page("desk").size(), 41U);
  EXPECT_EQ(board::parse_thing_name_page(board::build_thing_name_page("desk")), "desk");
}

TEST(TextPages, AreEmptyInErasedFlash) {
  EXPECT_EQ(board::parse_endpoint_page(base::Bytes(256, std::byte{0xFF})), std::nullopt);
  EXPECT_EQ(board::parse_thing_name_page(base::Bytes(256, std::byte{0xFF})), std::nullopt);
}

TEST(TextPages, AreRefusedWithoutAnEndOrWithOtherCharacters) {
  for (const std::string& bad : {std::string(), std::string("host.example"), std::string("ho st\0", 6),
                                 std::string("\0", 1), std::string("-a.b\0", 5), std::string("a..b\0", 5)})
    EXPECT_EQ(code_of([&] { board::parse_endpoint_page(base::as_bytes(bad)); }), "board.bad_text_page")
        << bad;
  EXPECT_EQ(support::param_of("page", [] { board::parse_thing_name_page(base::as_bytes("x")); }),
            "thing name");
  EXPECT_EQ(code_of([] { board::build_endpoint_page("https://host"); }), "board.argument_refused");
  EXPECT_EQ(code_of([] { board::build_thing_name_page(std::string(41, 'a')); }), "board.argument_refused");
  EXPECT_EQ(code_of([] { board::build_thing_name_page(""); }), "board.argument_refused");
}

}  // namespace
