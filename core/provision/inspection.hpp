// Everything that a board reports about itself through the provisioning firmware, and the certificates that
// the board was delivered with. Changes nothing.
#pragma once

#include <vector>

#include "board/root_check.hpp"
#include "provision/board_state.hpp"

namespace provision {

/// Reads the whole of board::root_store_region.
base::task<base::Bytes> read_roots(board::ProvisioningClient& client, Progress& progress);

/// Rebuilds the chain that the secure element holds in compressed form, and verifies that the signer has
/// signed the device certificate for this board's key. Throws provision.certificates_not_delivered (part)
/// when the secure element holds no such chain.
base::task<Chain> read_delivered_chain(board::ProvisioningClient& client);

struct Inspection {
  BoardState board;
  board::PartType part = board::PartType::unknown;
  /// The certificates in the module's store, the device's first; not checked.
  std::vector<crypto::Certificate> certificates;
  std::optional<Chain> delivered;
  base::Bytes roots;
};

base::task<Inspection> inspect_board(board::ProvisioningClient& client, Progress& progress);

}  // namespace provision
