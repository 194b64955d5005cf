// Private to this layer: the checks and steps that issuing any certificate needs.
#pragma once

#include "base/clock.hpp"
#include "crypto/x509.hpp"

namespace pki {

/// The certificate with this content, signed with the issuer's key.
crypto::Certificate sign(const crypto::CertificateInfo& info, const crypto::PrivateKey& issuer);
/// The authority key identifier for certificates that this authority issues: its own subject key identifier
/// (RFC 5280, 4.2.1.1), or else the identifier of its key.
crypto::KeyIdentifier key_identifier(const crypto::Certificate& authority);
/// Checks that the certificate may issue others at this time. Throws pki.not_an_authority,
/// pki.authority_not_valid.
void require_authority(const crypto::Certificate& certificate, base::SystemTime now);
/// Checks that the key in the request has signed it. Throws pki.request_not_signed.
void require_own_signature(const crypto::CertificateRequest& request);

}  // namespace pki
