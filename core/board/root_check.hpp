// Checks whether the Wi-Fi module trusts AWS IoT's servers, and repairs its root store when it does not.
// These boards speak only ECDHE-ECDSA, so that AWS IoT (ATS) presents a chain to Amazon Root CA 3. Without
// that root in the store, no connection succeeds. Works on bytes; board::WincModule reads and writes them.
#pragma once

#include <string>
#include <vector>

#include "base/enum_names.hpp"
#include "board/root_store.hpp"

namespace board {

/// The store's entry for Amazon Root CA 3.
const RootEntry& amazon_root_ca_3();
/// The common name of a root that boards are delivered with; for any other root, the first digits of its
/// subject's hash.
std::string root_name(const RootEntry& root);

enum class RootsStatus : std::uint8_t {
  good,
  repairable,  // a store without the root that AWS IoT needs
  damaged,     // not a store
  empty,       // erased flash
};
constexpr auto names_of(RootsStatus) {
  return base::enum_names<RootsStatus>("RootsStatus", {{RootsStatus::good, "good"},
                                                       {RootsStatus::repairable, "repairable"},
                                                       {RootsStatus::damaged, "damaged"},
                                                       {RootsStatus::empty, "empty"}});
}
constexpr std::string_view name(RootsStatus status) {
  return base::name_of(status);
}

struct RootsCheck {
  RootsStatus status = RootsStatus::empty;
  std::vector<RootEntry> roots;
};

/// Takes the bytes of root_store_region.
RootsCheck check_roots(base::ByteView region);
/// The bytes of a store with the root that AWS IoT needs. Keeps the roots that are there, and replaces a
/// damaged or empty store. Throws board.root_store_full when there is no room.
base::Bytes repaired_roots(base::ByteView region);

}  // namespace board
