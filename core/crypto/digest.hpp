// SHA-1, SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104). SHA-1 is used only where a format requires it: in
// key identifiers and the WINC's root store.
#pragma once

#include <array>

#include "base/bytes.hpp"

namespace crypto {

using Sha1Digest = std::array<std::byte, 20>;
using Sha256Digest = std::array<std::byte, 32>;

Sha1Digest sha1(base::ByteView data);
Sha256Digest sha256(base::ByteView data);
Sha256Digest hmac_sha256(base::ByteView key, base::ByteView data);

}  // namespace crypto
