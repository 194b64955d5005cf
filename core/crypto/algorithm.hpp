// Private to this layer: reads the AlgorithmIdentifier (RFC 5280, 4.1.1.2) of keys, and names the algorithms
// that this product does not support, for messages.
#pragma once

#include <string>

#include "base/bytes.hpp"

namespace crypto {

/// The name of the algorithm of a whole AlgorithmIdentifier of a key: "P-256", "P-384", "RSA", … An elliptic
/// curve that is not named, but written out, is "EC with explicit parameters". Unknown algorithms are named
/// by their object identifier as hex digits. Throws crypto.bad_der.
std::string key_algorithm_name(base::ByteView algorithm_identifier);
/// The name of the curve in a whole ECParameters (RFC 5480, 2.1.1), as above. Throws crypto.bad_der.
std::string curve_name(base::ByteView parameters);

}  // namespace crypto
