// A board's certificate: the board holds the key and signs the request, the signer issues. Two steps, since
// the board's signature comes over a wire: the bytes whose SHA-256 it signs, then the request made of both.
#pragma once

#include <string>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "crypto/x509.hpp"
#include "pki/authority.hpp"
#include "ports/platform.hpp"

namespace pki {

/// The DER CertificationRequestInfo: O "Microchip Technology Inc", CN "sn" + the secure element's serial
/// number.
base::Bytes device_request_info(base::ByteView secure_element_serial, const crypto::PublicKey& public_key);
/// pki.request_not_signed unless the signature is that of the key in it.
crypto::CertificateRequest complete_device_request(base::ByteView request_info,
                                                   const crypto::Signature& signature);

enum class SerialNumberSource {
  /// From public key and hour of issue, as a secure element could rebuild it (until 2031; random from then
  /// on).
  /// The same twice in one hour.
  derived,
  /// For a renewal.
  random,
};

/// Subject and key of the request (its extensions are not taken over: they could ask for an authority). Valid
/// from the full hour until 3000-12-31 23:59:59. pki.request_not_signed, pki.not_an_authority,
/// pki.authority_not_valid.
crypto::Certificate issue_device_certificate(const CertificateAuthority& signer,
                                             const crypto::CertificateRequest& request, base::SystemTime now,
                                             SerialNumberSource source, ports::Random& random);

/// The certificate's subject key identifier in lower-case hex (40 digits); crypto.bad_certificate (field)
/// without one.
std::string thing_name(const crypto::Certificate& device);

}  // namespace pki
