// Private keys as PKCS#8 (RFC 5958) around an ECPrivateKey (RFC 5915), and as a bare ECPrivateKey.
#include <algorithm>
#include <vector>

#include "base/secret.hpp"
#include "crypto/algorithm.hpp"
#include "crypto/der.hpp"
#include "crypto/errors.hpp"
#include "crypto/object_identifiers.hpp"
#include "crypto/p256.hpp"
#include "crypto/pem.hpp"

namespace crypto {

namespace {

constexpr std::string_view ec_private_key_label = "EC PRIVATE KEY";
constexpr std::string_view ec_parameters_label = "EC PARAMETERS";
constexpr std::string_view encrypted_private_key_label = "ENCRYPTED PRIVATE KEY";
/// How OpenSSL labels keys of other algorithms: "RSA PRIVATE KEY", "DSA PRIVATE KEY".
constexpr std::string_view other_key_label_end = " PRIVATE KEY";

// Every length is fixed, so the encoding is a constant, the scalar, another constant, and the point.
constexpr auto before_scalar = oid::octets(  //
    0x30, 0x81, 0x87, 0x02, 0x01, 0x00,      // PrivateKeyInfo, version 0
    0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE,
    0x3D, 0x03, 0x01, 0x07,                                 // id-ecPublicKey, prime256v1
    0x04, 0x6D, 0x30, 0x6B, 0x02, 0x01, 0x01, 0x04, 0x20);  // ECPrivateKey, version 1
constexpr auto before_point = oid::octets(0xA1, 0x44, 0x03, 0x42, 0x00);

constexpr std::size_t scalar_size = 32;
constexpr std::size_t compressed_point_size = 33;

struct WipedBytes {
  base::Bytes bytes;
  ~WipedBytes() { base::wipe(bytes.data(), bytes.size()); }
};

base::Error unsupported_key(std::string_view algorithm) {
  return base::Error(unsupported_algorithm).with("field", "private key").with("algorithm", algorithm);
}

void require_p256(base::ByteView curve) {
  if (!base::equal(curve, oid::p256_curve)) throw unsupported_key(curve_name(curve));
}

/// Whether a public key that stands beside a private key, as an uncompressed or compressed point (SEC 1,
/// 2.3.3), is `key`.
bool is_point_of(const PublicKey& key, base::ByteView point) {
  const auto whole = key.point();
  if (point.size() != compressed_point_size) return base::equal(point, whole);
  const bool odd = (whole.back() & std::byte{1}) != std::byte{0};
  return point[0] == (odd ? std::byte{0x03} : std::byte{0x02}) &&
         base::equal(point.subspan(1), base::ByteView(whole).subspan(1, compressed_point_size - 1));
}

/// `curve_known`: whether the PEM file or the PKCS#8 structure already states that the curve is P-256.
PrivateKey read_ec_private_key(DerReader reader, bool curve_known) {
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  if (fields.small_integer() != 1) fields.fail("ECPrivateKey version");
  const base::ByteView scalar = fields.content(DerTag::octet_string);
  if (fields.next_is(constructed_context_tag(0))) {
    require_p256(fields.content(constructed_context_tag(0)));
  } else if (!curve_known && scalar.size() != scalar_size) {
    throw unsupported_key("EC of " + std::to_string(scalar.size() * 8) + " bits");
  }
  if (scalar.size() > scalar_size) fields.fail("scalar too long");
  WipedBytes padded{base::Bytes(scalar_size)};  // OpenSSL before 1.0.2 left leading zeros out
  std::copy(scalar.begin(), scalar.end(), padded.bytes.end() - static_cast<std::ptrdiff_t>(scalar.size()));
  const PrivateKey key = PrivateKey::from_scalar(padded.bytes);
  if (fields.next_is(constructed_context_tag(1))) {
    DerReader point = fields.enter(constructed_context_tag(1));
    if (!is_point_of(key.public_key(), point.bit_string()))
      throw base::Error(bad_private_key).because("the public key beside it belongs to another private key");
    point.finish();
  }
  fields.finish();
  return key;
}

/// Version 0, or version 1 with the public key at the end.
PrivateKey read_private_key_info(DerReader reader) {
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  if (fields.small_integer() > 1) fields.fail("PrivateKeyInfo version");
  const base::ByteView algorithm = fields.element(DerTag::sequence).whole;
  if (!base::equal(algorithm, oid::p256_key)) throw unsupported_key(key_algorithm_name(algorithm));
  PrivateKey key = read_ec_private_key(fields.enter(DerTag::octet_string), true);
  if (fields.next_is(constructed_context_tag(0))) fields.next();  // attributes
  if (fields.next_is(context_tag(1))) fields.next();              // the public key
  fields.finish();
  return key;
}

/// The label of the first private key of any kind.
std::string_view private_key_label_in(std::string_view pem) {
  for (const std::string_view label : pem_labels(pem)) {
    if (label == private_key_label || label.ends_with(other_key_label_end)) return label;
  }
  throw base::Error(no_pem_block).with("label", private_key_label);
}

/// Whether an EC PARAMETERS block names the curve; crypto.unsupported_algorithm if it is not P-256.
bool has_curve_block(std::string_view pem) {
  const std::vector<std::string_view> labels = pem_labels(pem);
  if (std::find(labels.begin(), labels.end(), ec_parameters_label) == labels.end()) return false;
  require_p256(pem_decode(pem, ec_parameters_label));
  return true;
}

PrivateKey read_pem(std::string_view pem, std::string_view label) {
  const WipedBytes der{pem_decode(pem, label)};
  if (label == private_key_label) return read_private_key_info(DerReader(der.bytes));
  return read_ec_private_key(DerReader(der.bytes), has_curve_block(pem));
}

}  // namespace

PrivateKey PrivateKey::from_pem(std::string_view pem) {
  const std::string_view label = private_key_label_in(pem);
  if (label == encrypted_private_key_label) throw base::Error(encrypted_key);
  try {
    if (label != private_key_label && label != ec_private_key_label) {
      const WipedBytes damaged_or_encrypted{pem_decode(pem, label)};
      throw unsupported_key(label.substr(0, label.size() - other_key_label_end.size()));
    }
    return read_pem(pem, label);
  } catch (const base::Error& error) {
    for (const base::ErrorCode code : {unsupported_algorithm, bad_private_key, encrypted_key, bad_pem})
      if (error.is(code)) throw;
    throw base::Error(bad_private_key).because(error.describe());
  }
}

base::Secret PrivateKey::to_pem() const {
  const auto point = public_key_.point();
  WipedBytes der;
  der.bytes.reserve(before_scalar.size() + scalar_.size() + before_point.size() + point.size());
  base::append(der.bytes, before_scalar);
  base::append(der.bytes, scalar_);
  base::append(der.bytes, before_point);
  base::append(der.bytes, point);
  return base::Secret::taking(pem_encode(private_key_label, der.bytes));
}

}  // namespace crypto
