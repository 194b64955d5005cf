// Jobs on the board alone: restore the delivered state, and write or repair the module's root certificates.
// They need the provisioning firmware; callers program it before and the demo firmware afterwards.
#pragma once

#include "provision/inspection.hpp"
#include "provision/known_boards.hpp"

namespace provision {

/// Writes the certificates that the board was delivered with into the module's store, and their thing name,
/// and erases the endpoint: the demo firmware then talks to the vendor's sandbox. Returns false when nothing
/// had to change. Does not touch the account. Before the first write `known_boards` forgets that this board
/// was provisioned. Throws provision.certificates_not_delivered before anything is erased.
base::task<bool> restore_delivered_state(board::ProvisioningClient& client, KnownBoards known_boards,
                                         Progress& progress);

/// Writes the used bytes of this root store. Throws provision.no_root_store, before anything is erased,
/// unless the bytes are a root store with at least one usable root.
base::task<void> write_roots(board::ProvisioningClient& client, base::Bytes roots, Progress& progress);
/// Adds the root certificate that AWS IoT needs if it is missing. `region`: the content of the root store's
/// flash region, as read. Returns the region as it is afterwards.
base::task<base::Bytes> repair_roots(board::ProvisioningClient& client, base::Bytes region,
                                     Progress& progress);

}  // namespace provision
