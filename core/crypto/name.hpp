// Distinguished names (RFC 5280, 4.1.2.4), kept as the bytes that they came in: two names are equal when
// their encodings are. No comparison by caseIgnoreMatch, no RFC 4514 text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/der.hpp"

namespace crypto {

struct NameAttribute {
  base::Bytes type;   // the content of the object identifier
  DerTag encoding;    // which kind of string
  std::string value;  // its octets
};

class Name {
 public:
  /// O and CN (no O when it is empty) as UTF8Strings. crypto.bad_name (field) unless both are UTF-8 of at
  /// most 64 characters (X.520's bound) without control characters, and CN has at least one.
  static Name of(std::string_view organization, std::string_view common_name);
  /// A DER Name: RDNs of any string type; crypto.bad_der, crypto.bad_name.
  static Name from_der(base::ByteView der);

  const base::Bytes& der() const { return der_; }
  /// In their order, those of multi-valued RDNs too.
  std::vector<NameAttribute> attributes() const;
  /// The first of its type, empty when there is none.
  std::string organization() const;
  std::string common_name() const;
  friend bool operator==(const Name& a, const Name& b) { return a.der_ == b.der_; }

 private:
  explicit Name(base::Bytes der) : der_(std::move(der)) {}
  base::Bytes der_;
};

}  // namespace crypto
