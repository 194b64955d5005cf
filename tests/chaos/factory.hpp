// What costs much time to make and may be the same in every run: boards as delivered, and the user's own
// certificate authority as files.
#pragma once

#include <algorithm>
#include <memory>

#include "pki/folder.hpp"
#include "simulation/board_state.hpp"
#include "simulation/seeded_random.hpp"

namespace chaos {

/// Board `number` of this kind. Made at the first call.
const simulation::BoardState& delivered_board(simulation::KitId kit, board::FirmwareRole firmware,
                                              std::size_t number);
/// The authority that a user has saved, and imports into any browser.
const pki::Files& saved_authority();

/// A few seeds instead of many, so that keys and signatures return (remembered_crypto.cpp).
constexpr std::uint64_t few(std::uint64_t seed) {
  return seed % 8;
}

/// What is random in the cloud: the network's delays, of one byte each, and few challenges to boards, so that
/// their signatures return.
class CloudRandom final : public ports::Random {
 public:
  explicit CloudRandom(std::uint64_t seed) : random_(seed) {}
  void fill(std::span<std::byte> bytes) override {
    random_.fill(bytes);
    if (bytes.size() == 1) return;
    std::fill(bytes.begin(), bytes.end(), static_cast<std::byte>(few(std::to_integer<unsigned>(bytes[0]))));
  }

 private:
  simulation::SeededRandom random_;
};

}  // namespace chaos
