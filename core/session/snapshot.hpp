// Converts a session into the state that the page sees.
#pragma once

#include "session/session.hpp"
#include "state/state.hpp"

namespace session {

state::State snapshot(const Session& session);
state::JobResult snapshot(const provision::ProvisioningResult& result, const Session& session,
                          const BoardSession& board);

}  // namespace session
