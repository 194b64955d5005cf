// The user's signer in AWS IoT. Just-in-time registration needs it to be registered as a CA that is active
// and registers the certificates of its devices at their first connection. An account can register ten CAs
// with the same subject, and one account of a region a CA with a verification certificate. Facts:
// reference/jitr.md, "Registering the signer".
#pragma once

#include <cstdint>

#include "aws/client.hpp"
#include "crypto/x509.hpp"
#include "pki/authority.hpp"
#include "ports/platform.hpp"

namespace provision {

enum class AuthorityState : std::uint8_t {
  not_registered,
  /// Registered, but inactive or without auto registration.
  disabled,
  enabled,
};

/// Reads the state of the signer in this account; changes nothing.
base::task<AuthorityState> find_authority(aws::Client& client, crypto::Certificate signer);

/// Registers or enables the signer, unless its state is enabled. Returns whether it has changed anything.
/// Throws provision.authority_elsewhere (id) if the account cannot register the signer because another
/// account holds it, and aws.limit_exceeded for the eleventh CA of one subject.
base::task<bool> register_authority(aws::Client& client, const pki::CertificateAuthority& signer,
                                    ports::Random& random);

/// Registers the signer in the mode SNI_ONLY, in which several accounts of a region can hold it. Not tried
/// against AWS.
base::task<void> share_authority(aws::Client& client, const pki::CertificateAuthority& signer);

}  // namespace provision
