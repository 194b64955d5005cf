// Errors of a user's certificate authority, and of a board's certificate request. The comment after a code
// names the parameters of the error.
#pragma once

#include "base/error.hpp"

namespace pki {

/// The key in the request did not sign the request.
inline constexpr base::ErrorCode request_not_signed{"pki.request_not_signed"};  // subject, file
/// The certificate is not allowed to sign other certificates.
inline constexpr base::ErrorCode not_an_authority{"pki.not_an_authority"};  // authority, file
/// The authority's certificate is not valid at the current time.
inline constexpr base::ErrorCode authority_not_valid{
    "pki.authority_not_valid"};  // authority, not_before, not_after

// Errors of a .microchip-iot folder; `file` is the path of the file with the error.
inline constexpr base::ErrorCode missing_file{"pki.missing_file"};  // file
inline constexpr base::ErrorCode damaged_file{"pki.damaged_file"};  // file, cause (another error's code)
/// The key has a passphrase.
inline constexpr base::ErrorCode encrypted_key{"pki.encrypted_key"};  // file
/// The key is not P-256.
inline constexpr base::ErrorCode unsupported_key{"pki.unsupported_key"};  // file, algorithm
/// The key in `file` is not the key of `certificate`.
inline constexpr base::ErrorCode key_mismatch{"pki.key_mismatch"};  // file, certificate
/// The certificate in `file` was not issued by `authority`.
inline constexpr base::ErrorCode foreign_file{"pki.foreign_file"};  // file, authority
/// Two folders hold an authority, and neither is the better choice.
inline constexpr base::ErrorCode several_authorities{"pki.several_authorities"};  // file, other

/// All of the above, for the page's texts.
inline constexpr base::ErrorCode error_codes[] = {
    request_not_signed, not_an_authority, authority_not_valid, missing_file, damaged_file,
    encrypted_key,      unsupported_key,  key_mismatch,        foreign_file, several_authorities};

}  // namespace pki
