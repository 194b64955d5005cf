#include "crypto/algorithm.hpp"

#include <string_view>

#include "base/hex.hpp"
#include "crypto/der.hpp"
#include "crypto/object_identifiers.hpp"

namespace crypto {

namespace {

struct Named {
  base::ByteView id;
  std::string_view name;
};

const Named key_algorithms[] = {{oid::rsa_encryption, "RSA"},
                                {oid::rsassa_pss, "RSA"},
                                {oid::dsa, "DSA"},
                                {oid::ed25519, "Ed25519"},
                                {oid::ed448, "Ed448"}};
const Named curves[] = {{oid::prime256v1, "P-256"},
                        {oid::secp384r1, "P-384"},
                        {oid::secp521r1, "P-521"},
                        {oid::secp224r1, "P-224"},
                        {oid::prime192v1, "P-192"},
                        {oid::secp256k1, "secp256k1"},
                        {oid::brainpool_p256r1, "brainpoolP256r1"}};

template <std::size_t Count>
std::string name_of(base::ByteView id, const Named (&known)[Count]) {
  for (const Named& one : known)
    if (base::equal(one.id, id)) return std::string(one.name);
  return base::to_hex(id);
}

}  // namespace

std::string curve_name(base::ByteView parameters) {
  DerReader reader(parameters);
  if (!reader.next_is(DerTag::object_identifier)) return "EC with explicit parameters";
  return name_of(reader.content(DerTag::object_identifier), curves);
}

std::string key_algorithm_name(base::ByteView algorithm_identifier) {
  DerReader fields = DerReader(algorithm_identifier).enter(DerTag::sequence);
  const base::ByteView id = fields.content(DerTag::object_identifier);
  if (base::equal(id, oid::ec_public_key)) return curve_name(fields.next().whole);
  return name_of(id, key_algorithms);
}

}  // namespace crypto
