// Distinguished names (RFC 5280, 4.1.2.4). A name keeps its encoding, and two names are equal if their
// encodings are: there is no caseIgnoreMatch and no RFC 4514 text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/der.hpp"

namespace crypto {

struct NameAttribute {
  base::Bytes type;   // the content of the object identifier
  DerTag encoding;    // the string type
  std::string value;  // the octets of the string
};

class Name {
 public:
  /// O and CN as UTF8Strings; without O if it is empty. Throws crypto.bad_name (field) if the CN is empty, or
  /// if one of them is not UTF-8, has control characters, or has more than 64 characters (the bound of
  /// X.520).
  static Name of(std::string_view organization, std::string_view common_name);
  /// Reads a DER Name whose attributes have any string type. Throws crypto.bad_der, crypto.bad_name.
  static Name from_der(base::ByteView der);

  const base::Bytes& der() const { return der_; }
  /// All attributes in their order, including those of multi-valued RDNs.
  std::vector<NameAttribute> attributes() const;
  /// The first attribute of its type; empty if the name has no such attribute.
  std::string organization() const;
  std::string common_name() const;
  friend bool operator==(const Name& a, const Name& b) { return a.der_ == b.der_; }

 private:
  explicit Name(base::Bytes der) : der_(std::move(der)) {}
  base::Bytes der_;
};

}  // namespace crypto
