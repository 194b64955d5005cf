#include "crypto/p256.hpp"

#include <algorithm>

#include "mbedtls/ecdsa.h"

#include "crypto/der.hpp"
#include "crypto/mbedtls.hpp"
#include "ports/errors.hpp"

namespace crypto {

namespace {

constexpr std::size_t number_size = 32;
constexpr std::byte uncompressed{0x04};

base::ByteView first(const Signature& signature) {
  return base::ByteView(signature.numbers()).first(number_size);
}
base::ByteView second(const Signature& signature) {
  return base::ByteView(signature.numbers()).last(number_size);
}

bool within_order(mbedtls::Group& group, base::ByteView number) {
  mbedtls::Number value(number);
  return mbedtls_mpi_cmp_int(value.get(), 0) > 0 && mbedtls_mpi_cmp_mpi(value.get(), &group.get()->N) < 0;
}

/// Reads the key into `to`. False if the point is not on the curve.
bool read_point(mbedtls::Group& group, const PublicKey& key, mbedtls::Point& to) {
  const auto point = key.point();
  return mbedtls_ecp_point_read_binary(group.get(), to.get(), mbedtls::in(point), point.size()) == 0 &&
         mbedtls_ecp_check_pubkey(group.get(), to.get()) == 0;
}

/// The numbers with which mbedTLS blinds its computations against side channels; no result depends on them.
/// They are derived from the secret, so that nobody else can predict them and signing needs no random source.
class Blinding {
 public:
  explicit Blinding(base::ByteView secret) : state_(sha256(secret)) {}
  Blinding(const Blinding&) = delete;
  Blinding& operator=(const Blinding&) = delete;
  ~Blinding() { base::wipe(state_.data(), state_.size()); }

  static int fill(void* self, unsigned char* to, std::size_t size) {
    auto& state = static_cast<Blinding*>(self)->state_;
    for (std::size_t at = 0; at < size; at += state.size()) {
      state = sha256(state);
      std::copy_n(mbedtls::in(hmac_sha256(state, {})), std::min(state.size(), size - at), to + at);
    }
    return 0;
  }

 private:
  Sha256Digest state_;
};

}  // namespace

PublicKey PublicKey::from_coordinates(base::ByteView coordinates) {
  Coordinates octets;
  if (coordinates.size() != octets.size()) throw base::Error(bad_public_key).because("not 64 bytes");
  std::copy(coordinates.begin(), coordinates.end(), octets.begin());
  const PublicKey key(octets);
  mbedtls::Group group;
  mbedtls::Point point;
  if (!read_point(group, key, point)) throw base::Error(bad_public_key).because("not on the curve");
  return key;
}

PublicKey PublicKey::from_point(base::ByteView point) {
  if (point.empty() || point[0] != uncompressed) {
    throw base::Error(bad_public_key).because("not an uncompressed point");
  }
  return from_coordinates(point.subspan(1));
}

std::array<std::byte, 65> PublicKey::point() const {
  std::array<std::byte, 65> point;
  point[0] = uncompressed;
  std::copy(coordinates_.begin(), coordinates_.end(), point.begin() + 1);
  return point;
}

KeyIdentifier PublicKey::subject_key_identifier() const {
  return sha1(point());
}

Signature Signature::from_numbers(base::ByteView numbers) {
  Numbers octets;
  if (numbers.size() != octets.size()) throw base::Error(bad_signature).because("not 64 bytes");
  std::copy(numbers.begin(), numbers.end(), octets.begin());
  mbedtls::Group group;
  if (!within_order(group, numbers.first(number_size)) || !within_order(group, numbers.last(number_size))) {
    throw base::Error(bad_signature).because("R or S not within 1 .. order-1");
  }
  return Signature(octets);
}

Signature Signature::from_der(base::ByteView der) {
  Numbers octets{};
  try {
    DerReader reader(der);
    DerReader numbers = reader.enter(DerTag::sequence);
    for (std::size_t end = number_size; end <= octets.size(); end += number_size) {
      const base::ByteView number = numbers.unsigned_integer();
      if (number.size() > number_size) numbers.fail("number too long");
      std::copy(number.begin(), number.end(),
                octets.begin() + static_cast<std::ptrdiff_t>(end - number.size()));
    }
    numbers.finish();
    reader.finish();
  } catch (const base::Error& error) {
    throw base::Error(bad_signature).because(error.describe());
  }
  return from_numbers(octets);
}

base::Bytes Signature::to_der() const {
  return der_element(DerTag::sequence, {der_unsigned(first(*this)), der_unsigned(second(*this))});
}

bool verify(const PublicKey& key, const Sha256Digest& digest, const Signature& signature) {
  mbedtls::Group group;
  mbedtls::Point point;
  if (!read_point(group, key, point)) return false;
  mbedtls::Number r(first(signature));
  mbedtls::Number s(second(signature));
  return mbedtls_ecdsa_verify(group.get(), mbedtls::in(digest), digest.size(), point.get(), r.get(),
                              s.get()) == 0;
}

PrivateKey PrivateKey::generate(ports::Random& random) {
  // FIPS 186-5, A.2.2: a candidate that is 0 or not below the order (one in 2^32) is dropped. If several
  // candidates in a row are dropped, the random source is broken.
  constexpr int candidate_limit = 4;
  mbedtls::Group group;
  Scalar scalar;
  for (int candidate = 0; candidate < candidate_limit; ++candidate) {
    random.fill(scalar);
    if (!within_order(group, scalar)) continue;
    PrivateKey key = from_scalar(scalar);
    base::wipe(scalar.data(), scalar.size());
    return key;
  }
  throw base::Error(ports::random_unavailable).because("no candidate is within the curve's order");
}

PrivateKey PrivateKey::from_scalar(base::ByteView scalar) {
  mbedtls::Group group;
  if (scalar.size() != number_size || !within_order(group, scalar)) throw base::Error(bad_private_key);
  mbedtls::Number number(scalar);
  mbedtls::Point point;
  Blinding blinding(scalar);
  mbedtls::check("mbedtls_ecp_mul", mbedtls_ecp_mul(group.get(), point.get(), number.get(), &group.get()->G,
                                                    Blinding::fill, &blinding));
  std::array<std::byte, 65> octets;
  std::size_t size = 0;
  mbedtls::check("mbedtls_ecp_point_write_binary",
                 mbedtls_ecp_point_write_binary(group.get(), point.get(), MBEDTLS_ECP_PF_UNCOMPRESSED, &size,
                                                mbedtls::out(octets), octets.size()));
  PrivateKey key({}, PublicKey::from_point(octets));
  std::copy(scalar.begin(), scalar.end(), key.scalar_.begin());
  return key;
}

PrivateKey::~PrivateKey() {
  base::wipe(scalar_.data(), scalar_.size());
}

Signature PrivateKey::sign(const Sha256Digest& digest) const {
  mbedtls::Group group;
  mbedtls::Number scalar(scalar_);
  mbedtls::Number r;
  mbedtls::Number s;
  Blinding blinding(scalar_);
  mbedtls::check("mbedtls_ecdsa_sign_det_ext",
                 mbedtls_ecdsa_sign_det_ext(group.get(), r.get(), s.get(), scalar.get(), mbedtls::in(digest),
                                            digest.size(), MBEDTLS_MD_SHA256, Blinding::fill, &blinding));
  Signature::Numbers numbers;
  r.write(std::span(numbers).first(number_size));
  s.write(std::span(numbers).last(number_size));
  return Signature::from_numbers(numbers);
}

}  // namespace crypto
