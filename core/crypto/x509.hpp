// X.509 version 3 certificates (RFC 5280) and PKCS#10 requests (RFC 2986) with P-256 keys and
// ecdsa-with-SHA256. Building is in two steps, so that a board can sign in between: the bytes to be signed,
// then the whole. Parsing is strict about form; it checks no signature, no time and no chain: ask
// verify_signed_by(), valid_at() and the pki layer.
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

/// Both ends belong to it.
struct Validity {
  base::SystemTime not_before;
  base::SystemTime not_after;
};

/// 9999-12-31 23:59:59: no well-defined expiration date (RFC 5280, 4.1.2.5).
base::SystemTime no_expiry();

/// All that a certificate says.
struct CertificateInfo {
  base::Bytes serial_number;  // big-endian, positive, at most 20 octets, without a leading zero
  Name issuer;
  Validity validity;
  Name subject;
  PublicKey public_key;
  Extensions extensions;
};

/// All that a request says.
struct RequestInfo {
  Name subject;
  PublicKey public_key;
  /// The extensionRequest attribute; it is written when empty, too, as Python's cryptography does.
  Extensions extensions;
};

/// The DER TBSCertificate: what the issuer signs. crypto.bad_time outside of years 1950 .. 9999,
/// crypto.bad_certificate for a bad serial number.
base::Bytes encode(const CertificateInfo& info);
/// The DER CertificationRequestInfo: what the subject signs.
base::Bytes encode(const RequestInfo& info);
/// Puts the signature (over SHA-256 of `to_be_signed`) behind it: a certificate or a request in DER.
base::Bytes with_signature(base::ByteView to_be_signed, const Signature& signature);

class Certificate {
 public:
  /// crypto.bad_der, crypto.bad_certificate, crypto.unsupported_algorithm, crypto.unsupported_extension,
  /// crypto.bad_public_key, crypto.bad_signature, crypto.bad_name, crypto.bad_time.
  static Certificate from_der(base::ByteView der);
  /// The first certificate in the text; also crypto.bad_pem, crypto.no_pem_block.
  static Certificate from_pem(std::string_view pem);

  const base::Bytes& der() const { return der_; }
  std::string pem() const;
  const CertificateInfo& info() const { return info_; }
  const Signature& signature() const { return signature_; }
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
  bool verify_signed_by(const PublicKey& key) const;
  friend bool operator==(const Certificate& a, const Certificate& b) { return a.der_ == b.der_; }

 private:
  Certificate(base::Bytes der, CertificateInfo info, const Signature& signature);
  base::Bytes der_;
  CertificateInfo info_;
  Signature signature_;
};

class CertificateRequest {
 public:
  /// As Certificate::from_der, with crypto.bad_request.
  static CertificateRequest from_der(base::ByteView der);
  static CertificateRequest from_pem(std::string_view pem);

  const base::Bytes& der() const { return der_; }
  std::string pem() const;
  const RequestInfo& info() const { return info_; }
  const Signature& signature() const { return signature_; }
  base::ByteView to_be_signed() const;

  const Name& subject() const { return info_.subject; }
  const PublicKey& public_key() const { return info_.public_key; }
  /// Whether the holder of the key in it has signed it.
  bool verify_own_signature() const;
  friend bool operator==(const CertificateRequest& a, const CertificateRequest& b) {
    return a.der_ == b.der_;
  }

 private:
  CertificateRequest(base::Bytes der, RequestInfo info, const Signature& signature);
  base::Bytes der_;
  RequestInfo info_;
  Signature signature_;
};

}  // namespace crypto
