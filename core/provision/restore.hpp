// The board's own jobs beside provisioning: back to the delivered state, and the module's root certificates.
// Over the provisioning firmware; which firmware runs before and after is the caller's matter.
#pragma once

#include "provision/inspection.hpp"

namespace provision {

/// The certificates that the board was delivered with into the module's store, their thing name beside them,
/// and no endpoint: the demo firmware then talks to the vendor's sandbox. False when all was so already. The
/// account is not touched. provision.certificates_not_delivered before anything is erased.
base::task<bool> restore_delivered_state(board::ProvisioningClient& client, Progress& progress);

/// Writes a root store: the used bytes of `roots`. provision.no_root_store unless it is one that the module
/// would trust something by; before anything is erased.
base::task<void> write_roots(board::ProvisioningClient& client, base::Bytes roots, Progress& progress);
/// Adds what AWS IoT needs where it is missing; the region as it is then. `region`: as it was read.
base::task<base::Bytes> repair_roots(board::ProvisioningClient& client, base::Bytes region,
                                     Progress& progress);

}  // namespace provision
