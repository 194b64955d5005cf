// Whether the module trusts what AWS IoT presents, and what to do when it does not. These boards speak
// ECDHE-ECDSA only, so AWS IoT's (ATS) servers show them a chain to Amazon Root CA 3: without it in the root
// store no connection comes about. Pure; the bytes come from and go to board::WincModule.
#pragma once

#include <string>
#include <vector>

#include "board/root_store.hpp"

namespace board {

/// The entry of Amazon Root CA 3, as the store has it.
const RootEntry& amazon_root_ca_3();
/// The root's common name where it is one that boards are delivered with, else the first digits of its
/// subject's hash.
std::string root_name(const RootEntry& root);

enum class RootsStatus : std::uint8_t {
  good,
  repairable,  // a store, without what AWS IoT needs
  damaged,     // no store that could be read
  empty,       // erased flash
};
std::string_view name(RootsStatus status);

struct RootsCheck {
  RootsStatus status = RootsStatus::empty;
  std::vector<RootEntry> roots;
};

/// Of the bytes of root_store_region.
RootsCheck check_roots(base::ByteView region);
/// The store's bytes with what AWS IoT needs: what is there is kept, a damaged or empty store is made anew.
/// board.root_store_full when there is no room.
base::Bytes repaired_roots(base::ByteView region);

}  // namespace board
