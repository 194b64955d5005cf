// Private to this layer: names the algorithm of a key by its AlgorithmIdentifier (RFC 5280, 4.1.1.2), for
// errors about algorithms that this product does not support.
#pragma once

#include <string>

#include "base/bytes.hpp"

namespace crypto {

/// The name that belongs to a DER AlgorithmIdentifier: "P-256", "P-384", "RSA", … An elliptic curve that is
/// given by its parameters instead of a name is "EC with explicit parameters". Unknown algorithms get their
/// object identifier as hex digits. Throws crypto.bad_der.
std::string key_algorithm_name(base::ByteView algorithm_identifier);
/// The name of the curve of a DER ECParameters (RFC 5480, 2.1.1), in the same form. Throws crypto.bad_der.
std::string curve_name(base::ByteView parameters);

}  // namespace crypto
