#include "board/root_check.hpp"

#include <array>

#include "base/hex.hpp"
#include "board/errors.hpp"

namespace board {

namespace {

using namespace std::chrono;

/// Keyed by the first four bytes of the subject's hash.
struct KnownRoot {
  std::string_view hash;
  std::string_view name;
};
constexpr std::array<KnownRoot, 9> delivered_roots{
    KnownRoot{"e7ee465e", "Amazon Root CA 3"},
    KnownRoot{"f53fa20d", "Baltimore CyberTrust Root"},
    KnownRoot{"e424bcbe", "DigiCert Global Root G2"},
    KnownRoot{"52686cd7", "GlobalSign ECC Root CA - R4"},
    KnownRoot{"2ce6992d", "ISRG Root X1"},
    KnownRoot{"c6e3ae92", "Microsoft RSA Root Certificate Authority 2017"},
    KnownRoot{"b80d5ed3", "VeriSign Class 3 Public Primary Certification Authority - G5"},
    KnownRoot{"ceb9e48e", "GlobalSign Root CA"},
    KnownRoot{"b91dd5c1", "Starfield Services Root Certificate Authority - G2"}};

}  // namespace

const RootEntry& amazon_root_ca_3() {
  static const RootEntry entry = [] {
    RootEntry root;
    const base::Bytes hash = base::from_hex("e7ee465ea39d44681652b7386782c1e44cd9df1a");
    std::copy(hash.begin(), hash.end(), root.subject_hash.begin());
    root.issued = sys_days(2015y / May / 26);
    root.expires = sys_days(2040y / May / 26);
    root.key =
        EcRootKey{23, base::from_hex("2997a7c6417fc00d9be8011b56c6f252a5ba2db212e8d22ed7fac9c5d8aa6d1f"),
                  base::from_hex("73813b3b986b397c33a5c54e868e8017686245577d44581db337e56708eb66de")};
    return root;
  }();
  return entry;
}

std::string root_name(const RootEntry& root) {
  const std::string hash = base::to_hex(root.subject_hash);
  for (const KnownRoot& known : delivered_roots)
    if (hash.starts_with(known.hash)) return std::string(known.name);
  return hash.substr(0, 8);
}

RootsCheck check_roots(base::ByteView region) {
  RootsCheck check;
  try {
    const std::optional<RootStore> store = RootStore::parse(region);
    if (!store) return check;
    check.roots = store->entries();
    check.status = store->contains(amazon_root_ca_3()) ? RootsStatus::good : RootsStatus::repairable;
  } catch (const base::Error& error) {
    if (!error.is(bad_root_store)) throw;
    check.status = RootsStatus::damaged;
  }
  return check;
}

base::Bytes repaired_roots(base::ByteView region) {
  const RootsCheck check = check_roots(region);
  RootStore store;
  for (const RootEntry& root : check.roots) store.add(root);
  if (check.status != RootsStatus::good) store.add(amazon_root_ca_3());
  return store.build();
}

}  // namespace board
