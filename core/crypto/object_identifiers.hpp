// Private to this layer: the object identifiers of our certificates, as the octets that they have in DER.
#pragma once

#include <array>
#include <cstddef>

namespace crypto::oid {

template <class... Octet>
constexpr std::array<std::byte, sizeof...(Octet)> octets(Octet... value) {
  return {static_cast<std::byte>(value)...};
}

inline constexpr auto common_name = octets(0x55, 0x04, 0x03);
inline constexpr auto organization_name = octets(0x55, 0x04, 0x0A);

inline constexpr auto subject_key_identifier = octets(0x55, 0x1D, 0x0E);
inline constexpr auto key_usage = octets(0x55, 0x1D, 0x0F);
inline constexpr auto basic_constraints = octets(0x55, 0x1D, 0x13);
inline constexpr auto authority_key_identifier = octets(0x55, 0x1D, 0x23);

/// pkcs-9-at-extensionRequest
inline constexpr auto extension_request = octets(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x0E);

/// The whole element prime256v1.
inline constexpr auto p256_curve = octets(0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07);
/// The whole AlgorithmIdentifier of a P-256 key: id-ecPublicKey, prime256v1 (RFC 5480).
inline constexpr auto p256_key = octets(0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
                                        0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07);
/// The whole AlgorithmIdentifier ecdsa-with-SHA256, without parameters (RFC 5758).
inline constexpr auto ecdsa_with_sha256 =
    octets(0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02);

}  // namespace crypto::oid
