// Decides the user's next action, from the situation alone.
#pragma once

#include <optional>

#include "state/state.hpp"

namespace session {

using state::NextAction;

/// What the next action depends on.
struct Situation {
  /// The selected board.
  struct Board {
    state::DeviceStatus status{};
    state::Firmware firmware{};
    bool has_debugger = false;  // one of its own, or the only one that may be its own
    bool has_foreign_debugger = false;
    bool debuggers_in_reach = true;  // the browser gives the page access to debuggers
    bool by_hand = false;
    state::JobKind job{};
    std::optional<state::JobStatus> job_status;
    bool has_plan = false;
    bool plan_is_complete = false;
    bool wifi_decided = false;
    bool wifi_unsent = false;
    bool is_watched = false;
  };
  std::optional<Board> board;
  state::AccountStatus account{};
  bool is_receiving = false;  // messages of the watched thing arrive
};

NextAction next_action(const Situation& situation);

/// True if a provisioning was planned, has failed or was cancelled, so that the user may still want it.
bool is_wanted(const Situation::Board& board);
/// True if the board is provisioned, in this session or an earlier one.
bool is_set_up(const Situation::Board& board);

}  // namespace session
