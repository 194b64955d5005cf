// The board's own jobs beside provisioning: back to the delivered state, and the module's root certificates.
// Over the provisioning firmware; which firmware runs before and after is the caller's matter.
#pragma once

#include "provision/inspection.hpp"
#include "provision/known_boards.hpp"

namespace provision {

/// Writes the certificates that the board was delivered with into the module's store, and their thing name,
/// and erases the endpoint: the demo firmware then talks to the vendor's sandbox. Returns false when all was
/// so already. Does not touch the account. Before the first write `known_boards` forgets that this board was
/// provisioned. Throws provision.certificates_not_delivered before anything is erased.
base::task<bool> restore_delivered_state(board::ProvisioningClient& client, KnownBoards known_boards,
                                         Progress& progress);

/// Writes a root store: the used bytes of `roots`. provision.no_root_store unless it is one that the module
/// would trust something by; before anything is erased.
base::task<void> write_roots(board::ProvisioningClient& client, base::Bytes roots, Progress& progress);
/// Adds what AWS IoT needs where it is missing; the region as it is then. `region`: as it was read.
base::task<base::Bytes> repair_roots(board::ProvisioningClient& client, base::Bytes region,
                                     Progress& progress);

}  // namespace provision
