// The WINC's store of TLS root certificates (storage.md, table "TLS root certificate store"): not the
// certificates, but what the module needs of them. Builds the used bytes only; reading is strict and
// bounds-checked. Verifies no signature: a root is trusted because it stands here.
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
  std::uint16_t curve;  // as TLS numbers them (RFC 8422, 5.1.1): 23 is secp256r1
  base::Bytes x;
  base::Bytes y;  // as long as x
  friend bool operator==(const EcRootKey&, const EcRootKey&) = default;
};

struct RootEntry {
  crypto::Sha1Digest subject_hash{};  // of the subject's attribute values, one after the other
  base::SystemTime issued{};
  base::SystemTime expires{};
  std::variant<RsaRootKey, EcRootKey> key;

  /// Of a certificate with an RSA, P-256 or P-384 key; crypto.bad_der, board.bad_root_certificate (field).
  static RootEntry of_certificate(base::ByteView der);
  friend bool operator==(const RootEntry&, const RootEntry&) = default;
};

class RootStore {
 public:
  static constexpr std::size_t max_size = root_store_region.size;

  /// From the region's start; more bytes may follow. Nothing when it was never written (FF);
  /// board.bad_root_store (at) when it is no store.
  static std::optional<RootStore> parse(base::ByteView bytes);
  /// board.root_store_full over one sector.
  base::Bytes build() const;

  const std::vector<RootEntry>& entries() const { return entries_; }
  RootStore& add(RootEntry entry);
  bool contains(const RootEntry& entry) const;
  friend bool operator==(const RootStore&, const RootStore&) = default;

 private:
  std::vector<RootEntry> entries_;
};

}  // namespace board
