// What a board holds as far as provisioning is concerned, and what it shall hold: the module's certificate
// store, endpoint and thing name as one image of two flash sectors. Pure; the bytes come from and go to
// board::WincModule.
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

/// A device certificate and the certificate of who signed it.
struct Chain {
  crypto::Certificate device;
  crypto::Certificate signer;
};

struct BoardState {
  board::SerialNumber serial;
  crypto::PublicKey public_key;
  board::Version module_firmware;
  /// The used bytes of the store as they are in the flash; empty when it was never written or is damaged.
  base::Bytes store;
  /// The chain in the store, when it is whole and for this board's key.
  std::optional<Chain> chain;
  std::optional<std::string> endpoint;
  std::optional<std::string> thing_name;
  std::vector<base::Error> warnings;
  /// The root store's region, where the module's firmware is one that may have come without what AWS IoT
  /// needs.
  std::optional<base::Bytes> roots;

  bool lacks_roots() const;
};

/// Reads it all; changes nothing. A store that makes no sense is a warning (provision.damaged_store), not an
/// error.
base::task<BoardState> read_board_state(board::ProvisioningClient& client);

/// The bytes that belong into the client store's two sectors.
class StoreImage {
 public:
  /// Without an endpoint its page stays erased: the demo firmware then takes the vendor's.
  StoreImage(const Chain& chain, std::string_view endpoint, std::string_view thing_name);
  /// As the board has it, for comparison.
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

/// Those sectors of `wanted` in which `present` differs.
std::vector<StoreImage::Sector> differing(const StoreImage& wanted, const StoreImage& present);

/// Erases each sector, writes its pieces, reads them back and compares (board.verify_failed), as these two
/// steps; errors carry the parameter `step`.
base::task<void> write_sectors(board::ProvisioningClient& client, std::vector<StoreImage::Sector> sectors,
                               Progress& progress, StepName write, StepName verify);

}  // namespace provision
