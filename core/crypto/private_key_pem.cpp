// Private keys as PKCS#8 (RFC 5958) around an ECPrivateKey (RFC 5915).
#include <algorithm>

#include "base/secret.hpp"
#include "crypto/der.hpp"
#include "crypto/errors.hpp"
#include "crypto/object_identifiers.hpp"
#include "crypto/p256.hpp"
#include "crypto/pem.hpp"

namespace crypto {

namespace {

// Every length is fixed, so the encoding is two constant stretches around the scalar, then the point.
constexpr auto before_scalar = oid::octets(  //
    0x30, 0x81, 0x87, 0x02, 0x01, 0x00,      // PrivateKeyInfo, version 0
    0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE,
    0x3D, 0x03, 0x01, 0x07,                                 // id-ecPublicKey, prime256v1
    0x04, 0x6D, 0x30, 0x6B, 0x02, 0x01, 0x01, 0x04, 0x20);  // ECPrivateKey, version 1
constexpr auto before_point = oid::octets(0xA1, 0x44, 0x03, 0x42, 0x00);

struct WipedBytes {
  base::Bytes bytes;
  ~WipedBytes() { base::wipe(bytes.data(), bytes.size()); }
};

PrivateKey read_ec_private_key(DerReader reader) {
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  if (fields.small_integer() != 1) fields.fail("ECPrivateKey version");
  const PrivateKey key = PrivateKey::from_scalar(fields.content(DerTag::octet_string));
  if (fields.next_is(constructed_context_tag(0))) {  // the curve once more
    if (!base::equal(fields.content(constructed_context_tag(0)), oid::p256_curve))
      fields.fail("another curve");
  }
  if (fields.next_is(constructed_context_tag(1))) {
    DerReader point = fields.enter(constructed_context_tag(1));
    const PublicKey beside = PublicKey::from_point(point.bit_string());
    point.finish();
    if (!(beside == key.public_key())) throw base::Error(bad_private_key).because("another's public key");
  }
  fields.finish();
  return key;
}

PrivateKey read_private_key_info(base::ByteView der) {
  DerReader reader(der);
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  if (fields.small_integer() != 0) fields.fail("PrivateKeyInfo version");
  if (!base::equal(fields.element(DerTag::sequence).whole, oid::p256_key)) {
    throw base::Error(unsupported_algorithm).with("field", "private key");
  }
  PrivateKey key = read_ec_private_key(fields.enter(DerTag::octet_string));
  if (fields.next_is(constructed_context_tag(0))) fields.next();  // attributes
  fields.finish();
  return key;
}

}  // namespace

PrivateKey PrivateKey::from_pem(std::string_view pem) {
  if (pem.find("-----BEGIN ENCRYPTED PRIVATE KEY-----") != std::string_view::npos) {
    throw base::Error(encrypted_key);
  }
  const WipedBytes der{pem_decode(pem, private_key_label)};
  try {
    return read_private_key_info(der.bytes);
  } catch (const base::Error& error) {
    if (error.is(unsupported_algorithm) || error.is(bad_private_key)) throw;
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
