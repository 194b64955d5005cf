#include "crypto/x509.hpp"

#include <algorithm>

#include "crypto/algorithm.hpp"
#include "crypto/der_time.hpp"
#include "crypto/errors.hpp"
#include "crypto/object_identifiers.hpp"
#include "crypto/pem.hpp"

namespace crypto {

namespace {

constexpr std::size_t longest_serial_number = 20;  // RFC 5280, 4.1.2.2
/// Labels that OpenSSL accepts, too.
constexpr std::string_view old_certificate_label = "X509 CERTIFICATE";
constexpr std::string_view new_request_label = "NEW CERTIFICATE REQUEST";

base::Bytes subject_public_key_info(const PublicKey& key) {
  return der_element(DerTag::sequence, {oid::p256_key, der_bit_string(key.point())});
}

/// A SubjectPublicKeyInfo: the whole AlgorithmIdentifier, and the key in the form of its algorithm.
struct KeyInfo {
  base::ByteView algorithm;
  base::ByteView key;

  bool is_p256() const { return base::equal(algorithm, oid::p256_key); }
};

KeyInfo read_key_info(DerReader& reader) {
  DerReader fields = reader.enter(DerTag::sequence);
  const base::ByteView algorithm = fields.element(DerTag::sequence).whole;
  const base::ByteView key = fields.bit_string();
  fields.finish();
  return {algorithm, key};
}

PublicKey read_p256_key(DerReader& reader) {
  const KeyInfo info = read_key_info(reader);
  if (!info.is_p256()) {
    throw base::Error(unsupported_algorithm)
        .with("field", "public key")
        .with("algorithm", key_algorithm_name(info.algorithm));
  }
  return PublicKey::from_point(info.key);
}

/// A certificate or a request: what is signed, the whole AlgorithmIdentifier, and the signature in the form
/// of its algorithm.
struct Signed {
  base::ByteView content;
  base::ByteView algorithm;
  base::ByteView signature;
};

Signed read_signed(base::ByteView der) {
  DerReader reader(der);
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  const base::ByteView content = fields.element(DerTag::sequence).whole;
  const base::ByteView algorithm = fields.element(DerTag::sequence).whole;
  const base::ByteView signature = fields.bit_string();
  fields.finish();
  return Signed{content, algorithm, signature};
}

std::optional<Signature> signature_of(const Signed& parts) {
  if (!base::equal(parts.algorithm, oid::ecdsa_with_sha256)) return std::nullopt;
  return Signature::from_der(parts.signature);
}

base::ByteView signed_part(base::ByteView der) {
  return DerReader(der).enter(DerTag::sequence).element(DerTag::sequence).whole;
}

bool good_serial_number(base::ByteView number) {
  return !number.empty() && number.size() <= longest_serial_number && number[0] != std::byte{0};
}

void read_version_3(DerReader& fields) {
  DerReader version = fields.enter(constructed_context_tag(0));
  if (version.small_integer() != 2) throw base::Error(bad_certificate).with("field", "version");
  version.finish();
}

/// The signed part names the algorithm once more (RFC 5280, 4.1.2.3).
void read_algorithm(DerReader& fields, const Signed& parts) {
  if (!base::equal(fields.element(DerTag::sequence).whole, parts.algorithm))
    throw base::Error(bad_certificate).with("field", "signature algorithm");
}

Validity read_validity(DerReader& fields) {
  DerReader validity = fields.enter(DerTag::sequence);
  const base::SystemTime not_before = read_time(validity);
  const base::SystemTime not_after = read_time(validity);
  validity.finish();
  return {not_before, not_after};
}

Extensions read_extensions(DerReader& fields) {
  Extensions extensions;
  if (!fields.at_end()) {
    DerReader wrapped = fields.enter(constructed_context_tag(3));
    extensions = Extensions::from_der(wrapped.element(DerTag::sequence).whole);
    wrapped.finish();
    if (extensions.empty()) throw base::Error(bad_certificate).with("field", "extensions");
  }
  fields.finish();
  return extensions;
}

CertificateInfo read_certificate_info(const Signed& parts) {
  DerReader reader(parts.content);
  DerReader fields = reader.enter(DerTag::sequence);
  read_version_3(fields);
  const base::ByteView serial_number = fields.unsigned_integer();
  if (!good_serial_number(serial_number)) throw base::Error(bad_certificate).with("field", "serial number");
  read_algorithm(fields, parts);
  Name issuer = Name::from_der(fields.element(DerTag::sequence).whole);
  const Validity validity = read_validity(fields);
  Name subject = Name::from_der(fields.element(DerTag::sequence).whole);
  const PublicKey public_key = read_p256_key(fields);
  return CertificateInfo{
      base::to_bytes(serial_number), std::move(issuer), validity, std::move(subject), public_key,
      read_extensions(fields)};
}

std::string_view label_in(std::string_view pem, std::string_view usual, std::string_view other) {
  for (const std::string_view label : pem_labels(pem))
    if (label == usual || label == other) return label;
  return usual;
}

base::Bytes decode_certificate(std::string_view pem) {
  return pem_decode(pem, label_in(pem, certificate_label, old_certificate_label));
}

/// Reads the extension request, and skips other attributes.
Extensions read_attributes(DerReader attributes) {
  Extensions extensions;
  bool seen = false;
  while (!attributes.at_end()) {
    DerReader attribute = attributes.enter(DerTag::sequence);
    const base::ByteView id = attribute.content(DerTag::object_identifier);
    DerReader values = attribute.enter(DerTag::set);
    attribute.finish();
    if (!base::equal(id, oid::extension_request)) continue;
    if (std::exchange(seen, true)) attributes.fail("two extension requests");
    extensions = Extensions::from_der(values.element(DerTag::sequence).whole);
    values.finish();
  }
  return extensions;
}

RequestInfo read_request_info(base::ByteView info) {
  DerReader reader(info);
  DerReader fields = reader.enter(DerTag::sequence);
  if (fields.small_integer() != 0) throw base::Error(bad_request).with("field", "version");
  Name subject = Name::from_der(fields.element(DerTag::sequence).whole);
  const PublicKey public_key = read_p256_key(fields);
  Extensions extensions = read_attributes(fields.enter(constructed_context_tag(0)));
  fields.finish();
  return RequestInfo{std::move(subject), public_key, std::move(extensions)};
}

}  // namespace

base::SystemTime no_expiry() {
  using namespace std::chrono;
  return base::SystemTime(sys_days(year(9999) / 12 / 31)) + hours(23) + minutes(59) + seconds(59);
}

base::Bytes encode(const CertificateInfo& info) {
  if (!good_serial_number(info.serial_number)) {
    throw base::Error(bad_certificate).with("field", "serial number");
  }
  const base::Bytes version = der_element(constructed_context_tag(0), {der_unsigned(2)});
  const base::Bytes validity =
      der_element(DerTag::sequence, {der_time(info.validity.not_before), der_time(info.validity.not_after)});
  const base::Bytes extensions = info.extensions.empty()
                                     ? base::Bytes()
                                     : der_element(constructed_context_tag(3), {info.extensions.der()});
  return der_element(DerTag::sequence,
                     {version, der_unsigned(info.serial_number), oid::ecdsa_with_sha256, info.issuer.der(),
                      validity, info.subject.der(), subject_public_key_info(info.public_key), extensions});
}

base::Bytes encode(const RequestInfo& info) {
  const base::Bytes id = der_element(DerTag::object_identifier, {oid::extension_request});
  const base::Bytes values = der_element(DerTag::set, {info.extensions.der()});
  const base::Bytes attributes =
      der_element(constructed_context_tag(0), {der_element(DerTag::sequence, {id, values})});
  return der_element(DerTag::sequence, {der_unsigned(0), info.subject.der(),
                                        subject_public_key_info(info.public_key), attributes});
}

base::Bytes with_signature(base::ByteView to_be_signed, const Signature& signature) {
  return der_element(DerTag::sequence,
                     {to_be_signed, oid::ecdsa_with_sha256, der_bit_string(signature.to_der())});
}

Certificate::Certificate(base::Bytes der, CertificateInfo info, const std::optional<Signature>& signature)
    : der_(std::move(der)), info_(std::move(info)), signature_(signature) {}

Certificate Certificate::from_der(base::ByteView der) {
  const Signed parts = read_signed(der);
  return {base::to_bytes(der), read_certificate_info(parts), signature_of(parts)};
}

Certificate Certificate::from_pem(std::string_view pem) {
  return from_der(decode_certificate(pem));
}

std::string Certificate::pem() const {
  return pem_encode(certificate_label, der_);
}

base::ByteView Certificate::to_be_signed() const {
  return signed_part(der_);
}

bool Certificate::verify_signed_by(const PublicKey& key) const {
  return signature_ && verify(key, sha256(to_be_signed()), *signature_);
}

IssuerCertificate IssuerCertificate::from_der(base::ByteView der) {
  const Signed parts = read_signed(der);
  DerReader reader(parts.content);
  DerReader fields = reader.enter(DerTag::sequence);
  const bool has_version = fields.next_is(constructed_context_tag(0));
  if (has_version) read_version_3(fields);
  fields.content(DerTag::integer);  // the serial number, which old tools set to 0
  read_algorithm(fields, parts);
  Name issuer = Name::from_der(fields.element(DerTag::sequence).whole);
  const Validity validity = read_validity(fields);
  Name subject = Name::from_der(fields.element(DerTag::sequence).whole);
  const KeyInfo key = read_key_info(fields);
  IssuerCertificate certificate(base::to_bytes(der), std::move(issuer), validity, std::move(subject));
  certificate.key_algorithm_ = key_algorithm_name(key.algorithm);
  if (key.is_p256()) certificate.public_key_ = PublicKey::from_point(key.key);
  certificate.has_version_1_ = !has_version;
  certificate.extensions_ = read_extensions(fields);
  return certificate;
}

IssuerCertificate IssuerCertificate::from_pem(std::string_view pem) {
  return from_der(decode_certificate(pem));
}

std::string IssuerCertificate::pem() const {
  return pem_encode(certificate_label, der_);
}

bool IssuerCertificate::is_ca() const {
  return has_version_1_ ? issuer_ == subject_ : extensions_.basic_constraints().ca;
}

CertificateRequest::CertificateRequest(base::Bytes der, RequestInfo info,
                                       const std::optional<Signature>& signature)
    : der_(std::move(der)), info_(std::move(info)), signature_(signature) {}

CertificateRequest CertificateRequest::from_der(base::ByteView der) {
  const Signed parts = read_signed(der);
  return {base::to_bytes(der), read_request_info(parts.content), signature_of(parts)};
}

CertificateRequest CertificateRequest::from_pem(std::string_view pem) {
  return from_der(pem_decode(pem, label_in(pem, request_label, new_request_label)));
}

std::string CertificateRequest::pem() const {
  return pem_encode(request_label, der_);
}

base::ByteView CertificateRequest::to_be_signed() const {
  return signed_part(der_);
}

bool CertificateRequest::verify_own_signature() const {
  return signature_ && verify(public_key(), sha256(to_be_signed()), *signature_);
}

}  // namespace crypto
