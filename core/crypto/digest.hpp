// SHA-1, SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and PBKDF2 (RFC 8018). SHA-1 is used only where a
// format requires it: in key identifiers, the WINC's root store and the keys of Wi-Fi networks.
#pragma once

#include <array>

#include "base/bytes.hpp"

namespace crypto {

using Sha1Digest = std::array<std::byte, 20>;
using Sha256Digest = std::array<std::byte, 32>;

Sha1Digest sha1(base::ByteView data);
Sha256Digest sha256(base::ByteView data);
Sha256Digest hmac_sha256(base::ByteView key, base::ByteView data);
/// PBKDF2 with HMAC-SHA-1 (RFC 8018, 5.2): `size` bytes of key. The caller wipes them.
base::Bytes pbkdf2_sha1(base::ByteView password, base::ByteView salt, unsigned rounds, std::size_t size);

}  // namespace crypto
