// What can be wrong with a user's certificate authority, or with a board's answer to it.
#pragma once

#include "base/error.hpp"

namespace pki {

inline constexpr base::ErrorCode request_not_signed{"pki.request_not_signed"};  // by the key that is in it
inline constexpr base::ErrorCode not_an_authority{
    "pki.not_an_authority"};  // a certificate that may not sign others
inline constexpr base::ErrorCode authority_not_valid{
    "pki.authority_not_valid"};  // not_after; outside of its validity
// Of a .microchip-iot folder; the parameter `file` names the file to look at.
inline constexpr base::ErrorCode missing_file{"pki.missing_file"};    // file
inline constexpr base::ErrorCode damaged_file{"pki.damaged_file"};    // file, cause (another error's code)
inline constexpr base::ErrorCode key_mismatch{"pki.key_mismatch"};    // file, certificate
inline constexpr base::ErrorCode foreign_file{"pki.foreign_file"};    // file, authority; issued by another
inline constexpr base::ErrorCode encrypted_key{"pki.encrypted_key"};  // file; the key has a passphrase
inline constexpr base::ErrorCode unsupported_key{
    "pki.unsupported_key"};  // file, algorithm; the key in it is not P-256
inline constexpr base::ErrorCode several_authorities{
    "pki.several_authorities"};  // file, other; in two folders of one archive

}  // namespace pki
