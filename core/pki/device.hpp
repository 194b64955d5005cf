// A board's certificate. The board holds the key and signs the request; the signer issues the certificate.
// The request is made in two steps, as the signature comes from the board: first the bytes whose SHA-256 the
// board signs, then the whole request.
#pragma once

#include <string>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "crypto/x509.hpp"
#include "pki/authority.hpp"
#include "ports/platform.hpp"

namespace pki {

/// A request whose signature was made by the key in it. Verifying takes a browser some 20 ms, so it is done
/// once.
class VerifiedRequest {
 public:
  /// Throws pki.request_not_signed.
  explicit VerifiedRequest(crypto::CertificateRequest request);
  const crypto::CertificateRequest& request() const { return request_; }

 private:
  crypto::CertificateRequest request_;
};

/// The DER CertificationRequestInfo: O "Microchip Technology Inc", CN "sn" + the secure element's serial
/// number.
base::Bytes device_request_info(base::ByteView secure_element_serial, const crypto::PublicKey& public_key);
/// Puts the signature to the request. Throws pki.request_not_signed unless the key in the request made it.
VerifiedRequest complete_device_request(base::ByteView request_info, const crypto::Signature& signature);

enum class SerialNumberSource {
  /// From the public key and the hour of issue, as a secure element derives it; two certificates of the same
  /// hour have the same number. From 2032 on, which the derivation cannot express, a random number.
  derived,
  /// For a renewal.
  random,
};

/// Issues a certificate for the subject and key of the request. Ignores the request's extensions, which could
/// ask for the rights of an authority. Valid from the full hour until 3000-12-31 23:59:59. Throws
/// pki.not_an_authority, pki.authority_not_valid.
crypto::Certificate issue_device_certificate(const CertificateAuthority& signer,
                                             const VerifiedRequest& request, base::SystemTime now,
                                             SerialNumberSource source, ports::Random& random);

/// The certificate's subject key identifier in lower-case hex (40 digits). Throws crypto.bad_certificate
/// (field) if the certificate has none.
std::string thing_name(const crypto::Certificate& device);

}  // namespace pki
