// What costs much time to make and may be the same in every run: boards as delivered, and the user's own
// certificate authority as files.
#pragma once

#include <memory>

#include "pki/folder.hpp"
#include "simulation/board_state.hpp"

namespace chaos {

/// Board `number` of this kind. Made at the first call.
const simulation::BoardState& delivered_board(simulation::KitId kit, board::FirmwareRole firmware,
                                              std::size_t number);
/// The authority that a user has saved, and imports into any browser.
const pki::Files& saved_authority();

/// A few seeds instead of many, so that keys and signatures return (remembered_curve.cpp).
constexpr std::uint64_t few(std::uint64_t seed) {
  return seed % 8;
}

}  // namespace chaos
