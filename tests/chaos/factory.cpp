#include "factory.hpp"

#include <map>
#include <tuple>

#include "simulation/seeded_random.hpp"
#include "support/world.hpp"

namespace chaos {

const simulation::BoardState& delivered_board(simulation::KitId kit, board::FirmwareRole firmware,
                                              std::size_t number) {
  static std::map<std::tuple<simulation::KitId, board::FirmwareRole, std::size_t>, simulation::BoardState>
      made;
  const auto key = std::make_tuple(kit, firmware, number);
  const auto found = made.find(key);
  if (found != made.end()) return found->second;
  simulation::SeededRandom factory(1000 * (number + 1) + static_cast<std::uint64_t>(kit));
  return made.emplace(key, simulation::manufacture(factory, firmware, kit)).first->second;
}

const pki::Files& saved_authority() {
  static const pki::Files files = [] {
    simulation::SeededRandom random(5);
    pki::Store store;
    store.authorities = pki::create_authorities({}, support::start_of_time(), random);
    return pki::files(store);
  }();
  return files;
}

}  // namespace chaos
