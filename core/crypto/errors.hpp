// Errors of keys, signatures and certificates, and of the encodings around them. The comment after a code
// names the parameters of the error.
#pragma once

#include "base/error.hpp"

namespace crypto {

inline constexpr base::ErrorCode bad_base64{"crypto.bad_base64"};      // at
inline constexpr base::ErrorCode bad_pem{"crypto.bad_pem"};            // label
inline constexpr base::ErrorCode no_pem_block{"crypto.no_pem_block"};  // label
inline constexpr base::ErrorCode bad_der{"crypto.bad_der"};            // at
inline constexpr base::ErrorCode bad_public_key{"crypto.bad_public_key"};
inline constexpr base::ErrorCode bad_private_key{"crypto.bad_private_key"};
/// The key has a passphrase.
inline constexpr base::ErrorCode encrypted_key{"crypto.encrypted_key"};
/// A signature is not two numbers within the order of the curve.
inline constexpr base::ErrorCode bad_signature{"crypto.bad_signature"};
inline constexpr base::ErrorCode unsupported_algorithm{"crypto.unsupported_algorithm"};  // field, algorithm
/// An unknown extension is critical.
inline constexpr base::ErrorCode unsupported_extension{"crypto.unsupported_extension"};  // oid
inline constexpr base::ErrorCode bad_certificate{"crypto.bad_certificate"};              // field
inline constexpr base::ErrorCode bad_request{"crypto.bad_request"};                      // field
inline constexpr base::ErrorCode bad_name{"crypto.bad_name"};                            // field
inline constexpr base::ErrorCode bad_time{"crypto.bad_time"};
/// mbedTLS failed, which says nothing about the input.
inline constexpr base::ErrorCode library_failed{"crypto.library_failed"};  // function, result

/// True if the error says that the input is damaged, or is of a kind that this layer does not support. False
/// for crypto.library_failed and for errors of other layers.
inline bool is_about_input(const base::Error& error) {
  for (const base::ErrorCode code : {bad_base64, bad_pem, no_pem_block, bad_der, bad_public_key,
                                     bad_private_key, encrypted_key, bad_signature, unsupported_algorithm,
                                     unsupported_extension, bad_certificate, bad_request, bad_name, bad_time})
    if (error.is(code)) return true;
  return false;
}

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {bad_base64,
                                                  bad_pem,
                                                  no_pem_block,
                                                  bad_der,
                                                  bad_public_key,
                                                  bad_private_key,
                                                  encrypted_key,
                                                  bad_signature,
                                                  unsupported_algorithm,
                                                  unsupported_extension,
                                                  bad_certificate,
                                                  bad_request,
                                                  bad_name,
                                                  bad_time,
                                                  library_failed};

}  // namespace crypto
