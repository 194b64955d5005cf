// Keys on the curve NIST P-256, and ECDSA signatures with SHA-256; the boards support no others. A private
// key signs deterministically (RFC 6979), can be exported only as a Secret, and is wiped by its destructor.
#pragma once

#include <array>
#include <string_view>

#include "base/bytes.hpp"
#include "base/secret.hpp"
#include "crypto/digest.hpp"
#include "ports/platform.hpp"

namespace crypto {

/// RFC 5280, 4.2.1.2, method 1: SHA-1 of the public key's bit string.
using KeyIdentifier = Sha1Digest;

/// A point on the curve: X and Y, 32 big-endian bytes each.
class PublicKey {
 public:
  using Coordinates = std::array<std::byte, 64>;

  /// X || Y, as a secure element sends them. Throws crypto.bad_public_key unless there are 64 bytes and the
  /// point is on the curve.
  static PublicKey from_coordinates(base::ByteView coordinates);
  /// 04 || X || Y (SEC 1, 2.3.3). Throws crypto.bad_public_key, also for compressed points.
  static PublicKey from_point(base::ByteView point);

  const Coordinates& coordinates() const { return coordinates_; }
  std::array<std::byte, 65> point() const;
  KeyIdentifier subject_key_identifier() const;
  friend bool operator==(const PublicKey& a, const PublicKey& b) { return a.coordinates_ == b.coordinates_; }

 private:
  friend class PrivateKey;
  explicit PublicKey(const Coordinates& coordinates) : coordinates_(coordinates) {}
  Coordinates coordinates_;
};

/// R and S, 32 big-endian bytes each, both within 1 .. order-1.
class Signature {
 public:
  using Numbers = std::array<std::byte, 64>;

  /// R || S, as a secure element sends them. Throws crypto.bad_signature.
  static Signature from_numbers(base::ByteView numbers);
  /// A DER ECDSA-Sig-Value (RFC 3279, 2.2.3) with nothing after it. Throws crypto.bad_signature.
  static Signature from_der(base::ByteView der);

  const Numbers& numbers() const { return numbers_; }
  base::Bytes to_der() const;
  friend bool operator==(const Signature& a, const Signature& b) { return a.numbers_ == b.numbers_; }

 private:
  explicit Signature(const Numbers& numbers) : numbers_(numbers) {}
  Numbers numbers_;
};

bool verify(const PublicKey& key, const Sha256Digest& digest, const Signature& signature);

class PrivateKey {
 public:
  /// Throws random.unavailable.
  static PrivateKey generate(ports::Random& random);
  /// The first private key in the text, as PKCS#8 or in the form of SEC 1 ("EC PRIVATE KEY", with or without
  /// a block "EC PARAMETERS"). Throws crypto.encrypted_key for a key with a passphrase,
  /// crypto.unsupported_algorithm (field, algorithm) for a key that is not P-256, crypto.bad_private_key
  /// (also when the public key beside it belongs to another private key), crypto.no_pem_block,
  /// crypto.bad_pem.
  static PrivateKey from_pem(std::string_view pem);
  /// 32 big-endian bytes, within 1 .. order-1. Throws crypto.bad_private_key.
  static PrivateKey from_scalar(base::ByteView scalar);
  PrivateKey(const PrivateKey&) = default;
  PrivateKey& operator=(const PrivateKey&) = default;
  ~PrivateKey();

  const PublicKey& public_key() const { return public_key_; }
  Signature sign(const Sha256Digest& digest) const;
  /// Unencrypted PKCS#8 that includes the public key: the same bytes as OpenSSL writes.
  base::Secret to_pem() const;

 private:
  using Scalar = std::array<std::byte, 32>;
  PrivateKey(const Scalar& scalar, const PublicKey& public_key) : scalar_(scalar), public_key_(public_key) {}
  Scalar scalar_;
  PublicKey public_key_;
};

}  // namespace crypto
