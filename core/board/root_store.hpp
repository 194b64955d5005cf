// The WINC's store of TLS root certificates (storage.md, table "TLS root certificate store"). It holds the
// parts of the certificates that the module needs. Builds only the used bytes. Parsing is strict and
// bounds-checked, and verifies no signature: the module trusts every root in its store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "board/winc_flash.hpp"
#include "crypto/digest.hpp"

namespace board {

/// Big-endian, without leading zeros.
struct RsaRootKey {
  base::Bytes modulus;
  base::Bytes exponent;
  friend bool operator==(const RsaRootKey&, const RsaRootKey&) = default;
};

struct EcRootKey {
  std::uint16_t curve;  // its number in TLS (RFC 8422, 5.1.1); 23 is secp256r1
  base::Bytes x;
  base::Bytes y;  // as long as x
  friend bool operator==(const EcRootKey&, const EcRootKey&) = default;
};

struct RootEntry {
  crypto::Sha1Digest subject_hash{};  // of the subject's attribute values, concatenated
  base::SystemTime issued{};
  base::SystemTime expires{};
  std::variant<RsaRootKey, EcRootKey> key;

  /// Makes the entry for a certificate with an RSA, P-256 or P-384 key. Throws crypto.bad_der and
  /// board.bad_root_certificate (field).
  static RootEntry of_certificate(base::ByteView der);
  friend bool operator==(const RootEntry&, const RootEntry&) = default;
};

class RootStore {
 public:
  static constexpr std::size_t max_size = root_store_region.size;

  /// Parses bytes from the start of the region; more may follow the used ones. Returns nullopt if the
  /// region was never written (FF). Throws board.bad_root_store (at).
  static std::optional<RootStore> parse(base::ByteView bytes);
  /// Throws board.root_store_full when it needs more than one sector.
  base::Bytes build() const;

  const std::vector<RootEntry>& entries() const { return entries_; }
  RootStore& add(RootEntry entry);
  bool contains(const RootEntry& entry) const;
  friend bool operator==(const RootStore&, const RootStore&) = default;

 private:
  std::vector<RootEntry> entries_;
};

}  // namespace board
