// The user's own certificate authority: a root, and the signer below it that signs boards. Knows what these
// certificates say (the vendor's iotprovision made the same); does not know where they are kept.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "crypto/x509.hpp"
#include "ports/platform.hpp"

namespace pki {

struct CertificateAuthority {
  crypto::Certificate certificate;
  crypto::PrivateKey private_key;
};

struct AuthorityNames {
  std::string organization = "Example Inc";
  std::string root = "Example Root CA";
  std::string signer = "Example Signer FFFF";
};

/// Self-signed, 25 years of 365 days. crypto.bad_name.
CertificateAuthority create_root(const AuthorityNames& names, base::SystemTime now, ports::Random& random);
/// What asks the root for a signer, signed by the signer's key. crypto.bad_name.
crypto::CertificateRequest create_signer_request(const AuthorityNames& names,
                                                 const crypto::PrivateKey& signer_key);
/// Ten calendar years. pki.request_not_signed, pki.not_an_authority.
crypto::Certificate issue_signer(const CertificateAuthority& root, const crypto::CertificateRequest& request,
                                 base::SystemTime now, ports::Random& random);

/// Proves to AWS IoT that the signer's key is the user's, who got the registration code. One day.
crypto::Certificate issue_verification_certificate(const CertificateAuthority& signer,
                                                   std::string_view registration_code, base::SystemTime now,
                                                   ports::Random& random);

/// The certificate names this issuer and its signature is the issuer's.
bool issued_by(const crypto::Certificate& certificate, const crypto::Certificate& issuer);
/// The same for an issuer of any algorithm. A signature other than ecdsa-with-SHA256 by a P-256 key cannot be
/// verified here; the key identifiers must agree instead, if both certificates have one.
bool issued_by(const crypto::Certificate& certificate, const crypto::IssuerCertificate& issuer);

}  // namespace pki
