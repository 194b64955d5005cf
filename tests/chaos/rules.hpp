// The rules that hold at the end of every run, whatever went wrong in it.
#pragma once

#include "world.hpp"

namespace chaos {

/// Puts a thing, certificates and a policy of somebody else into the account.
void put_others(simulation::CloudRegion& account, const base::WallClock& clock,
                const base::Executor& executor);

/// What no job may ever change on a board: the secure element, the Wi-Fi module's own sectors, the
/// microcontroller's settings.
void check_board(World& world, const Board& board);
/// A restored board has the certificates that belong to its secure element.
void check_restored(World& world, const Board& board);
/// At most one thing and one active certificate for each board, and what is somebody else's is untouched.
void check_account(World& world);

}  // namespace chaos
