// Private to this layer: what every issuing has in common.
#pragma once

#include "base/clock.hpp"
#include "crypto/x509.hpp"

namespace pki {

crypto::Certificate sign(const crypto::CertificateInfo& info, const crypto::PrivateKey& issuer);
/// What certificates below this one name as their authority's: what it says of itself (RFC 5280, 4.2.1.1).
crypto::KeyIdentifier key_identifier(const crypto::Certificate& authority);
/// pki.not_an_authority, pki.authority_not_valid.
void require_authority(const crypto::Certificate& certificate, base::SystemTime now);
/// pki.request_not_signed.
void require_own_signature(const crypto::CertificateRequest& request);

}  // namespace pki
