// The certificate extensions that this product writes (RFC 5280, 4.2.1), in the order in which they are
// added. Others are carried along unread; a critical one among them is crypto.unsupported_extension.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/der.hpp"
#include "crypto/p256.hpp"

namespace crypto {

struct BasicConstraints {
  bool ca = false;
  std::optional<std::uint32_t> path_length;
};

/// Named bits (RFC 5280, 4.2.1.3); bit 0 of the bit string is 0x8000 here.
enum class KeyUsage : std::uint16_t {
  digital_signature = 0x8000,
  key_cert_sign = 0x0400,
  crl_sign = 0x0200,
};
constexpr KeyUsage operator|(KeyUsage a, KeyUsage b) {
  return static_cast<KeyUsage>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool has(KeyUsage set, KeyUsage bit) {
  return (static_cast<unsigned>(set) & static_cast<unsigned>(bit)) != 0;
}

struct Extension {
  base::Bytes id;  // the content of the object identifier
  bool critical = false;
  base::Bytes value;  // the content of extnValue
};

class Extensions {
 public:
  Extensions() = default;
  /// The Extensions element. Each extension at most once; the known ones well-formed. crypto.bad_der,
  /// crypto.unsupported_extension.
  static Extensions from_der(base::ByteView der);

  /// Critical, as both are wherever this product writes them.
  Extensions& add(const BasicConstraints& constraints);
  Extensions& add(KeyUsage usage);
  Extensions& add_subject_key_identifier(const KeyIdentifier& identifier);
  Extensions& add_authority_key_identifier(const KeyIdentifier& identifier);

  /// The Extensions element, also when there are none.
  base::Bytes der() const;
  const std::vector<Extension>& all() const { return all_; }
  bool empty() const { return all_.empty(); }
  /// Without the extension: no CA.
  BasicConstraints basic_constraints() const;
  std::optional<KeyUsage> key_usage() const;
  /// Only identifiers of 20 octets are given; others are left alone.
  std::optional<KeyIdentifier> subject_key_identifier() const;
  std::optional<KeyIdentifier> authority_key_identifier() const;

 private:
  const Extension* find(base::ByteView id) const;
  std::vector<Extension> all_;
};

}  // namespace crypto
