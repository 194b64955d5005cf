// What a board holds for provisioning, and what it is to hold: the module's certificate store, the endpoint
// and the thing name, as one image of two flash sectors (reference/storage.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "board/client_store.hpp"
#include "board/provisioning_client.hpp"
#include "board/secure_element.hpp"
#include "board/version.hpp"
#include "board/winc_module.hpp"
#include "crypto/x509.hpp"
#include "provision/progress.hpp"

namespace provision {

/// A device certificate and its signer's certificate.
struct Chain {
  crypto::Certificate device;
  crypto::Certificate signer;
};

struct BoardState {
  board::SerialNumber serial;
  crypto::PublicKey public_key;
  board::Version module_firmware;
  /// The used bytes of the certificate store in flash; empty when the store was never written or is damaged.
  base::Bytes store;
  /// The chain in the store, if it is complete, consistent and for this board's key.
  std::optional<Chain> chain;
  std::optional<std::string> endpoint;
  std::optional<std::string> thing_name;
  std::vector<base::Error> warnings;
  /// The root store's region; read only when the module's firmware is so old that the root certificate that
  /// AWS IoT needs may be missing.
  std::optional<base::Bytes> roots;

  bool lacks_roots() const;
};

/// Reads the board's state; changes nothing. A damaged store is only a warning (provision.damaged_store).
base::task<BoardState> read_board_state(board::ProvisioningClient& client);

/// The used bytes of the client store's two sectors.
class StoreImage {
 public:
  /// With an empty endpoint its page stays erased, and the demo firmware uses the vendor's endpoint.
  StoreImage(const Chain& chain, std::string_view endpoint, std::string_view thing_name);
  /// What the board holds now, for comparison.
  explicit StoreImage(const BoardState& state);

  struct Piece {
    std::uint32_t address;
    base::Bytes bytes;
  };
  struct Sector {
    std::uint32_t address;
    std::vector<Piece> pieces;
    friend bool operator==(const Sector& a, const Sector& b);
  };
  /// Two sectors, each with its used bytes.
  const std::vector<Sector>& sectors() const { return sectors_; }

 private:
  StoreImage(base::ByteView store, base::ByteView endpoint_page, base::ByteView thing_name_page);
  void place(std::uint32_t address, base::ByteView bytes);
  std::vector<Sector> sectors_;
};

/// The sectors of `wanted` in which `present` differs.
std::vector<StoreImage::Sector> differing(const StoreImage& wanted, const StoreImage& present);

/// Erases and writes the sectors as the step `write`, then reads them back and compares as the step `verify`
/// (board.verify_failed).
base::task<void> write_sectors(board::ProvisioningClient& client, std::vector<StoreImage::Sector> sectors,
                               Progress& progress, StepName write, StepName verify);

}  // namespace provision
