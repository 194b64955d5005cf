// The certificate extensions that this product writes (RFC 5280, 4.2.1), in the order in which they are
// added. Other extensions are kept unread; if one of them is critical, reading throws
// crypto.unsupported_extension.
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
  /// Reads an Extensions element. Each extension may occur once, and known extensions must be well-formed.
  /// Throws crypto.bad_der, crypto.unsupported_extension.
  static Extensions from_der(base::ByteView der);

  /// Adds the extension as critical.
  Extensions& add(const BasicConstraints& constraints);
  Extensions& add(KeyUsage usage);
  Extensions& add_subject_key_identifier(const KeyIdentifier& identifier);
  Extensions& add_authority_key_identifier(const KeyIdentifier& identifier);

  /// The Extensions element, even if it is empty.
  base::Bytes der() const;
  const std::vector<Extension>& all() const { return all_; }
  bool empty() const { return all_.empty(); }
  /// Not a CA if the extension is absent.
  BasicConstraints basic_constraints() const;
  std::optional<KeyUsage> key_usage() const;
  /// nullopt if the identifier does not have 20 octets.
  std::optional<KeyIdentifier> subject_key_identifier() const;
  std::optional<KeyIdentifier> authority_key_identifier() const;

 private:
  const Extension* find(base::ByteView id) const;
  std::vector<Extension> all_;
};

}  // namespace crypto
