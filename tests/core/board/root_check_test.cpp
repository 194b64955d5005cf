#include "board/root_check.hpp"

#include <gtest/gtest.h>

#include "crypto/pem.hpp"
#include "embedded/amazon_root_ca_3_crt.hpp"
#include "embedded/globalsign_root_ca_crt.hpp"
#include "embedded/two_delivered_roots_bin.hpp"

namespace {

using board::RootEntry;
using board::RootsStatus;
using board::RootStore;

RootEntry root_entry(std::string_view pem) {
  return RootEntry::of_certificate(crypto::pem_decode(pem, crypto::certificate_label));
}

TEST(RootCheck, HasTheEntryOfAmazonRootCa3) {
  EXPECT_EQ(board::amazon_root_ca_3(), root_entry(embedded::amazon_root_ca_3_crt));
}

TEST(RootCheck, AcceptsADeliveredStore) {
  const board::RootsCheck check = board::check_roots(base::as_bytes(embedded::two_delivered_roots_bin));
  EXPECT_EQ(check.status, RootsStatus::good);
  ASSERT_EQ(check.roots.size(), 2U);
  EXPECT_EQ(board::root_name(check.roots[0]), "Amazon Root CA 3");
  EXPECT_EQ(board::root_name(check.roots[1]), "GlobalSign Root CA");
}

TEST(RootCheck, AddsTheMissingRootAndKeepsTheOthers) {
  const RootEntry other = root_entry(embedded::globalsign_root_ca_crt);
  const base::Bytes without = RootStore().add(other).build();
  EXPECT_EQ(board::check_roots(without).status, RootsStatus::repairable);
  const auto repaired = RootStore::parse(board::repaired_roots(without));
  ASSERT_TRUE(repaired);
  EXPECT_TRUE(repaired->contains(other));
  EXPECT_TRUE(repaired->contains(board::amazon_root_ca_3()));
}

TEST(RootCheck, ReplacesADamagedOrEmptyStore) {
  const base::Bytes erased(RootStore::max_size, std::byte{0xFF});
  const base::Bytes noise(RootStore::max_size, std::byte{0x5A});
  EXPECT_EQ(board::check_roots(erased).status, RootsStatus::empty);
  EXPECT_EQ(board::check_roots(noise).status, RootsStatus::damaged);
  for (const base::Bytes& region : {erased, noise}) {
    EXPECT_EQ(board::check_roots(board::repaired_roots(region)).status, RootsStatus::good);
  }
}

TEST(RootCheck, DoesNotChangeAGoodStore) {
  const base::ByteView good = base::as_bytes(embedded::two_delivered_roots_bin);
  EXPECT_TRUE(base::equal(board::repaired_roots(good), good));
}

}  // namespace
