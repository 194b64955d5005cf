#include "board/root_store.hpp"

#include <gtest/gtest.h>

#include "crypto/pem.hpp"
#include "embedded/amazon_root_ca_3_crt.hpp"
#include "embedded/globalsign_root_ca_crt.hpp"
#include "embedded/two_delivered_roots_bin.hpp"
#include "support/error_of.hpp"

namespace {

using board::RootEntry;
using board::RootStore;
using support::code_of;

base::ByteView delivered() {
  return base::as_bytes(embedded::two_delivered_roots_bin);
}

RootEntry entry_of(std::string_view pem) {
  return RootEntry::of_certificate(crypto::pem_decode(pem, crypto::certificate_label));
}

TEST(RootStore, BuildsTheDeliveredEntriesFromTheSameCertificates) {
  const base::Bytes built = RootStore()
                                .add(entry_of(embedded::amazon_root_ca_3_crt))
                                .add(entry_of(embedded::globalsign_root_ca_crt))
                                .build();
  EXPECT_TRUE(base::equal(built, delivered()));
}

TEST(RootStore, ParsesTheDeliveredImage) {
  const auto store = RootStore::parse(delivered());
  ASSERT_TRUE(store);
  ASSERT_EQ(store->entries().size(), 2U);
  EXPECT_TRUE(store->contains(entry_of(embedded::amazon_root_ca_3_crt)));
  const auto* ec = std::get_if<board::EcRootKey>(&store->entries()[0].key);
  ASSERT_NE(ec, nullptr);
  EXPECT_EQ(ec->curve, 23);
  const auto* rsa = std::get_if<board::RsaRootKey>(&store->entries()[1].key);
  ASSERT_NE(rsa, nullptr);
  EXPECT_EQ(rsa->modulus.size(), 256U);
  EXPECT_TRUE(base::equal(store->build(), delivered()));
}

TEST(RootStore, IsEmptyInErasedFlash) {
  EXPECT_FALSE(RootStore::parse(base::Bytes(0x1000, std::byte{0xFF})));
}

TEST(RootStore, RefusesAStoreThatIsCutAnywhere) {
  for (std::size_t size = 0; size < delivered().size(); ++size)
    EXPECT_EQ(code_of([&] { RootStore::parse(delivered().first(size)); }), "board.bad_root_store") << size;
}

TEST(RootStore, SurvivesEveryFlippedBit) {
  for (std::size_t at = 0; at < delivered().size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      base::Bytes flipped = base::to_bytes(delivered());
      flipped[at] ^= static_cast<std::byte>(1 << bit);
      std::optional<RootStore> store;
      const std::string code = code_of([&] { store = RootStore::parse(flipped); });
      EXPECT_TRUE(code.empty() || code == "board.bad_root_store") << at << code;
      // An accepted store keeps its content.
      if (!store || at < 20) continue;
      const base::Bytes again = store->build();
      EXPECT_TRUE(base::equal(again, base::ByteView(flipped).first(again.size())));
    }
  }
}

TEST(RootStore, HoldsAtMostOneSector) {
  RootStore store;
  for (int i = 0; i < 13; ++i) store.add(entry_of(embedded::globalsign_root_ca_crt));
  EXPECT_LE(store.build().size(), RootStore::max_size);
  store.add(entry_of(embedded::globalsign_root_ca_crt));
  EXPECT_EQ(code_of([&] { store.build(); }), "board.root_store_full");
}

TEST(RootEntry, IsRefusedWithoutACertificate) {
  const base::Bytes der = crypto::pem_decode(embedded::amazon_root_ca_3_crt, crypto::certificate_label);
  for (std::size_t size = 0; size < der.size(); ++size)
    EXPECT_NE(code_of([&] { RootEntry::of_certificate(base::ByteView(der).first(size)); }), "") << size;
}

}  // namespace
