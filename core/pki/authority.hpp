// The user's own certificate authority: a root, and below it a signer, which signs the boards' certificates.
// Knows the content of these certificates, which is the same as of those that iotprovision makes. Does not
// know where they are kept.
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

/// Makes a self-signed root, valid for 25 years of 365 days. Throws crypto.bad_name.
CertificateAuthority create_root(const AuthorityNames& names, base::SystemTime now, ports::Random& random);
/// Makes the request with which the root issues the signer's certificate. Throws crypto.bad_name.
crypto::CertificateRequest create_signer_request(const AuthorityNames& names,
                                                 const crypto::PrivateKey& signer_key);
/// Issues the signer's certificate, valid for ten calendar years. Throws pki.request_not_signed,
/// pki.not_an_authority, pki.authority_not_valid.
crypto::Certificate issue_signer(const CertificateAuthority& root, const crypto::CertificateRequest& request,
                                 base::SystemTime now, ports::Random& random);

/// Issues the certificate that proves to AWS IoT that the user, who got the registration code, has the
/// signer's key. It is valid for one day. Throws pki.not_an_authority, pki.authority_not_valid.
crypto::Certificate issue_verification_certificate(const CertificateAuthority& signer,
                                                   std::string_view registration_code, base::SystemTime now,
                                                   ports::Random& random);

/// Whether the certificate names this issuer and carries the issuer's signature.
bool issued_by(const crypto::Certificate& certificate, const crypto::Certificate& issuer);
/// The same for an issuer of any algorithm. A signature other than ecdsa-with-SHA256 by a P-256 key cannot be
/// verified here; the key identifiers must agree instead, if both certificates have one.
bool issued_by(const crypto::Certificate& certificate, const crypto::IssuerCertificate& issuer);

}  // namespace pki
