// X.509 version 3 certificates (RFC 5280) and PKCS#10 requests (RFC 2986) for P-256 keys. This product
// signs with ecdsa-with-SHA256 only. Certificates and requests signed with another algorithm are parsed,
// but such a signature never verifies. Building takes two steps, so that a board can sign in between: the
// bytes to be signed, then the whole. Parsing is strict about form; it checks no signature, no time and no
// chain: use verify_signed_by(), valid_at() and the pki layer.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "crypto/extensions.hpp"
#include "crypto/name.hpp"
#include "crypto/p256.hpp"

namespace crypto {

/// The first and the last second in which a certificate is valid.
struct Validity {
  base::SystemTime not_before;
  base::SystemTime not_after;
};

/// 9999-12-31 23:59:59: no well-defined expiration date (RFC 5280, 4.1.2.5).
base::SystemTime no_expiry();

/// The content of a certificate.
struct CertificateInfo {
  base::Bytes serial_number;  // big-endian, positive, at most 20 octets, without a leading zero
  Name issuer;
  Validity validity;
  Name subject;
  PublicKey public_key;
  Extensions extensions;
};

/// The content of a request.
struct RequestInfo {
  Name subject;
  PublicKey public_key;
  /// The extensionRequest attribute. It is written even if it is empty, as Python's cryptography does.
  Extensions extensions;
};

/// The DER TBSCertificate, which the issuer signs. Throws crypto.bad_time outside of the years 1950 to 9999,
/// crypto.bad_certificate for a bad serial number.
base::Bytes encode(const CertificateInfo& info);
/// The DER CertificationRequestInfo, which the subject signs.
base::Bytes encode(const RequestInfo& info);
/// A certificate or a request in DER, made of its signed part and the signature over the SHA-256 of that
/// part.
base::Bytes with_signature(base::ByteView to_be_signed, const Signature& signature);

class Certificate {
 public:
  /// Throws crypto.bad_der, crypto.bad_certificate, crypto.unsupported_algorithm (field, algorithm) for a key
  /// that is not P-256, crypto.unsupported_extension, crypto.bad_public_key, crypto.bad_signature,
  /// crypto.bad_name, crypto.bad_time.
  static Certificate from_der(base::ByteView der);
  /// The first block "CERTIFICATE" or "X509 CERTIFICATE"; also crypto.bad_pem, crypto.no_pem_block.
  static Certificate from_pem(std::string_view pem);

  const base::Bytes& der() const { return der_; }
  std::string pem() const;
  const CertificateInfo& info() const { return info_; }
  /// nullopt if the algorithm is not ecdsa-with-SHA256.
  const std::optional<Signature>& signature() const { return signature_; }
  /// The part that the issuer signed.
  base::ByteView to_be_signed() const;

  const base::Bytes& serial_number() const { return info_.serial_number; }
  const Name& subject() const { return info_.subject; }
  const Name& issuer() const { return info_.issuer; }
  const Validity& validity() const { return info_.validity; }
  const PublicKey& public_key() const { return info_.public_key; }
  std::optional<KeyIdentifier> subject_key_identifier() const {
    return info_.extensions.subject_key_identifier();
  }
  std::optional<KeyIdentifier> authority_key_identifier() const {
    return info_.extensions.authority_key_identifier();
  }
  bool is_ca() const { return info_.extensions.basic_constraints().ca; }
  std::optional<std::uint32_t> path_length() const {
    return info_.extensions.basic_constraints().path_length;
  }
  std::optional<KeyUsage> key_usage() const { return info_.extensions.key_usage(); }

  bool valid_at(base::SystemTime time) const {
    return info_.validity.not_before <= time && time <= info_.validity.not_after;
  }
  /// False also if the signature is not ecdsa-with-SHA256.
  bool verify_signed_by(const PublicKey& key) const;
  friend bool operator==(const Certificate& a, const Certificate& b) { return a.der_ == b.der_; }

 private:
  Certificate(base::Bytes der, CertificateInfo info, const std::optional<Signature>& signature);
  base::Bytes der_;
  CertificateInfo info_;
  std::optional<Signature> signature_;
};

/// The certificate of an issuer whose key and signature may be of any algorithm, such as an RSA root. Holds
/// only what is needed to recognise the certificates that it issued; serial number and signature are not
/// read.
class IssuerCertificate {
 public:
  /// Version 1, which has no extensions, is accepted too. Throws what Certificate throws.
  static IssuerCertificate from_der(base::ByteView der);
  static IssuerCertificate from_pem(std::string_view pem);

  const base::Bytes& der() const { return der_; }
  std::string pem() const;
  const Name& subject() const { return subject_; }
  const Name& issuer() const { return issuer_; }
  const Validity& validity() const { return validity_; }
  /// nullopt if the key is not P-256.
  const std::optional<PublicKey>& public_key() const { return public_key_; }
  /// "P-256", "P-384", "RSA", …
  const std::string& key_algorithm() const { return key_algorithm_; }
  std::optional<KeyIdentifier> subject_key_identifier() const { return extensions_.subject_key_identifier(); }
  /// Read from the basic constraints. Version 1 has none: there, a certificate counts as a CA if it is
  /// self-issued.
  bool is_ca() const;

 private:
  IssuerCertificate(base::Bytes der, Name issuer, const Validity& validity, Name subject)
      : der_(std::move(der)), issuer_(std::move(issuer)), validity_(validity), subject_(std::move(subject)) {}
  base::Bytes der_;
  Name issuer_;
  Validity validity_;
  Name subject_;
  std::optional<PublicKey> public_key_;
  std::string key_algorithm_;
  Extensions extensions_;
  bool has_version_1_ = false;
};

class CertificateRequest {
 public:
  /// Throws what Certificate throws, but crypto.bad_request in place of crypto.bad_certificate.
  static CertificateRequest from_der(base::ByteView der);
  /// The first block "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST".
  static CertificateRequest from_pem(std::string_view pem);

  const base::Bytes& der() const { return der_; }
  std::string pem() const;
  const RequestInfo& info() const { return info_; }
  /// nullopt if the algorithm is not ecdsa-with-SHA256.
  const std::optional<Signature>& signature() const { return signature_; }
  base::ByteView to_be_signed() const;

  const Name& subject() const { return info_.subject; }
  const PublicKey& public_key() const { return info_.public_key; }
  /// Whether the holder of the key in it has signed it; false also if the signature is not ecdsa-with-SHA256.
  bool verify_own_signature() const;
  friend bool operator==(const CertificateRequest& a, const CertificateRequest& b) {
    return a.der_ == b.der_;
  }

 private:
  CertificateRequest(base::Bytes der, RequestInfo info, const std::optional<Signature>& signature);
  base::Bytes der_;
  RequestInfo info_;
  std::optional<Signature> signature_;
};

}  // namespace crypto
