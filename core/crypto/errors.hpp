// What can be wrong with keys, signatures, certificates and the encodings that carry them.
#pragma once

#include "base/error.hpp"

namespace crypto {

inline constexpr base::ErrorCode bad_base64{"crypto.bad_base64"};      // at
inline constexpr base::ErrorCode bad_pem{"crypto.bad_pem"};            // label
inline constexpr base::ErrorCode no_pem_block{"crypto.no_pem_block"};  // label
inline constexpr base::ErrorCode bad_der{"crypto.bad_der"};            // at
inline constexpr base::ErrorCode bad_public_key{"crypto.bad_public_key"};
inline constexpr base::ErrorCode bad_private_key{"crypto.bad_private_key"};
inline constexpr base::ErrorCode encrypted_key{"crypto.encrypted_key"};  // PKCS#8 with a passphrase
inline constexpr base::ErrorCode bad_signature{
    "crypto.bad_signature"};  // not two numbers within the curve's order
inline constexpr base::ErrorCode unsupported_algorithm{"crypto.unsupported_algorithm"};  // field
inline constexpr base::ErrorCode unsupported_extension{
    "crypto.unsupported_extension"};                                         // oid; it is critical
inline constexpr base::ErrorCode bad_certificate{"crypto.bad_certificate"};  // field
inline constexpr base::ErrorCode bad_request{"crypto.bad_request"};          // field
inline constexpr base::ErrorCode bad_name{"crypto.bad_name"};                // field
inline constexpr base::ErrorCode bad_time{"crypto.bad_time"};
inline constexpr base::ErrorCode library_failed{"crypto.library_failed"};  // function, result

}  // namespace crypto
