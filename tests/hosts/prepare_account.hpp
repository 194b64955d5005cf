// The work of `provision --prepare-account`: what an account needs once, so that boards register themselves
// when they first connect. Needs no board.
#pragma once

#include "base/task.hpp"
#include "options.hpp"
#include "provision_session.hpp"

namespace hosts {

/// Prepares the account for the authority in the store. The last event is `done`. Throws the error that
/// stopped the work.
base::task<void> prepare_account(SessionPorts ports, const ProvisionOptions& options);

}  // namespace hosts
