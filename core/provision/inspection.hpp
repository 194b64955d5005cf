// Everything that a board tells about itself over the provisioning firmware, and the certificates that it was
// delivered with. Changes nothing.
#pragma once

#include <vector>

#include "board/root_check.hpp"
#include "provision/board_state.hpp"

namespace provision {

/// The whole of root_store_region.
base::task<base::Bytes> read_roots(board::ProvisioningClient& client, Progress& progress);

/// The chain that the secure element holds in compressed form, rebuilt and verified: for this board's key, by
/// the signer's. provision.certificates_not_delivered (part) when there is none.
base::task<Chain> read_delivered_chain(board::ProvisioningClient& client);

struct Inspection {
  BoardState board;
  board::PartType part = board::PartType::unknown;
  /// Of the module's store, device first; not checked.
  std::vector<crypto::Certificate> certificates;
  std::optional<Chain> delivered;
  base::Bytes roots;
};

base::task<Inspection> inspect_board(board::ProvisioningClient& client, Progress& progress);

}  // namespace provision
