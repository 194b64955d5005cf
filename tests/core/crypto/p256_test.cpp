#include "crypto/p256.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "crypto/pem.hpp"
#include "crypto/testing.hpp"
#include "embedded/rfc6979_p256_key.hpp"

namespace {

using base::as_bytes;
using base::from_hex;
using base::to_hex_upper;
using crypto::PrivateKey;
using crypto::PublicKey;
using crypto::Signature;
using testing_crypto::code_of;
using testing_crypto::CountingRandom;

// RFC 6979, A.2.5.
constexpr const char* scalar = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
constexpr const char* coordinates =
    "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
    "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
constexpr const char* order = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
const std::string zero(64, '0');
const std::string one = std::string(63, '0') + "1";

PrivateKey rfc6979_key() {
  return PrivateKey::from_scalar(from_hex(scalar));
}

TEST(PrivateKey, SignsAsRfc6979Publishes) {
  const PrivateKey key = rfc6979_key();
  EXPECT_EQ(to_hex_upper(key.public_key().coordinates()), coordinates);
  EXPECT_EQ(to_hex_upper(key.sign(crypto::sha256(as_bytes("sample"))).numbers()),
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
  EXPECT_EQ(to_hex_upper(key.sign(crypto::sha256(as_bytes("test"))).numbers()),
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
            "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083");
}

TEST(PrivateKey, SignsForItsPublicKeyOnlyAndForThisDigestOnly) {
  CountingRandom random;
  const PrivateKey key = PrivateKey::generate(random);
  const PrivateKey other = PrivateKey::generate(random);
  const auto digest = crypto::sha256(as_bytes("message"));
  const Signature signature = key.sign(digest);
  EXPECT_TRUE(verify(key.public_key(), digest, signature));
  EXPECT_FALSE(verify(other.public_key(), digest, signature));
  EXPECT_FALSE(verify(key.public_key(), crypto::sha256(as_bytes("another")), signature));
  for (std::size_t i = 0; i < 64; i += 7) {
    auto numbers = signature.numbers();
    numbers[i] ^= std::byte{1};
    EXPECT_FALSE(verify(key.public_key(), digest, Signature::from_numbers(numbers))) << i;
  }
}

TEST(PrivateKey, IsGeneratedFromTheFirstRandomNumberWithinTheOrder) {
  class Scripted : public ports::Random {
   public:
    void fill(std::span<std::byte> bytes) override {
      const base::Bytes next = from_hex(std::vector<std::string>{zero, order, scalar}.at(calls++));
      std::copy(next.begin(), next.end(), bytes.begin());
    }
    std::size_t calls = 0;
  } random;
  EXPECT_EQ(to_hex_upper(PrivateKey::generate(random).public_key().coordinates()), coordinates);
  EXPECT_EQ(random.calls, 3U);
}

TEST(PrivateKey, IsNotGeneratedFromABrokenRandomSource) {
  for (const char* octet : {"00", "ff"}) {
    testing_crypto::FixedRandom broken(from_hex(octet));
    EXPECT_EQ(code_of([&] { PrivateKey::generate(broken); }), "random.unavailable");
  }
}

TEST(PrivateKey, RefusesScalarsOutsideOfTheOrder) {
  for (const std::string& bad : {zero, std::string(order), std::string(64, 'F'), std::string(62, '1')}) {
    EXPECT_EQ(code_of([&] { PrivateKey::from_scalar(from_hex(bad)); }), "crypto.bad_private_key") << bad;
  }
}

TEST(PrivateKey, WritesAndReadsTheFileThatOpenSslWrites) {
  const PrivateKey key = PrivateKey::from_pem(embedded::rfc6979_p256_key);
  EXPECT_EQ(to_hex_upper(key.public_key().coordinates()), coordinates);
  EXPECT_EQ(key.to_pem().reveal(), embedded::rfc6979_p256_key);
}

TEST(PrivateKey, ReadsPkcs8WithoutThePublicKeyToo) {
  const base::Bytes der = from_hex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420" +
                                   std::string(scalar));
  const PrivateKey key = PrivateKey::from_pem(crypto::pem_encode("PRIVATE KEY", der));
  EXPECT_EQ(to_hex_upper(key.public_key().coordinates()), coordinates);
}

TEST(PrivateKey, ReadsKeysInSec1Form) {
  const std::string form = "30310201010420" + std::string(scalar) + "a00a06082a8648ce3d030107";
  const PrivateKey key = PrivateKey::from_pem(crypto::pem_encode("EC PRIVATE KEY", from_hex(form)));
  EXPECT_EQ(to_hex_upper(key.public_key().coordinates()), coordinates);
  // The curve is in a separate block, or is not stated.
  const std::string bare =
      crypto::pem_encode("EC PRIVATE KEY", from_hex("30250201010420" + std::string(scalar)));
  EXPECT_EQ(PrivateKey::from_pem(bare).public_key(), key.public_key());
  const std::string p256 = crypto::pem_encode("EC PARAMETERS", from_hex("06082a8648ce3d030107"));
  EXPECT_EQ(PrivateKey::from_pem(p256 + bare).public_key(), key.public_key());
  const std::string p384 = crypto::pem_encode("EC PARAMETERS", from_hex("06052b81040022"));
  EXPECT_EQ(code_of([&] { PrivateKey::from_pem(p384 + bare); }), "crypto.unsupported_algorithm");
}

TEST(PrivateKey, AcceptsAScalarWithoutItsLeadingZeros) {
  const PrivateKey short_key = PrivateKey::from_pem(
      crypto::pem_encode("EC PRIVATE KEY", from_hex("3012020101040101a00a06082a8648ce3d030107")));
  base::Bytes scalar_one(32);
  scalar_one.back() = std::byte{1};
  EXPECT_EQ(short_key.public_key(), PrivateKey::from_scalar(scalar_one).public_key());
}

TEST(PrivateKey, NamesTheAlgorithmThatItDoesNotSupport) {
  const auto algorithm = [](const char* label, const char* hex) {
    return support::param_of("algorithm",
                             [&] { PrivateKey::from_pem(crypto::pem_encode(label, from_hex(hex))); });
  };
  EXPECT_EQ(algorithm("PRIVATE KEY", "3018020100301006072a8648ce3d020106052b81040022040101"), "P-384");
  EXPECT_EQ(algorithm("PRIVATE KEY", "3015020100300d06092a864886f70d0101010500040100"), "RSA");
  EXPECT_EQ(algorithm("PRIVATE KEY", "300e020100300506032b657004020400"), "Ed25519");
  EXPECT_EQ(algorithm("PRIVATE KEY", "300d020100300406022a0304020400"), "2a03");
  EXPECT_EQ(algorithm("DSA PRIVATE KEY", "3000"), "DSA");
  EXPECT_EQ(algorithm("EC PRIVATE KEY", "300f020101040101a00706052b8104000a"), "secp256k1");
}

TEST(PrivateKey, RefusesForeignAndDamagedFiles) {
  const auto read = [](const std::string& pem) { return code_of([&] { PrivateKey::from_pem(pem); }); };
  EXPECT_EQ(read(""), "crypto.no_pem_block");
  EXPECT_EQ(read(crypto::pem_encode("ENCRYPTED PRIVATE KEY", as_bytes("x"))), "crypto.encrypted_key");
  EXPECT_EQ(read(crypto::pem_encode("EC PRIVATE KEY", as_bytes("x"))), "crypto.bad_private_key");
  EXPECT_EQ(read(crypto::pem_encode("RSA PRIVATE KEY", as_bytes("x"))), "crypto.unsupported_algorithm");
  EXPECT_EQ(read(crypto::pem_encode("PRIVATE KEY", as_bytes("x"))), "crypto.bad_private_key");
  // id-ecPublicKey on secp384r1
  EXPECT_EQ(read(crypto::pem_encode("PRIVATE KEY",
                                    from_hex("3018020100301006072a8648ce3d020106052b81040022040101"))),
            "crypto.unsupported_algorithm");
  // the public key beside the private key belongs to another one
  base::Bytes der = crypto::pem_decode(embedded::rfc6979_p256_key, "PRIVATE KEY");
  CountingRandom random;
  const auto other = PrivateKey::generate(random).public_key().point();
  std::copy(other.begin(), other.end(), der.end() - 65);
  EXPECT_EQ(read(crypto::pem_encode("PRIVATE KEY", der)), "crypto.bad_private_key");
}

TEST(PrivateKey, SurvivesEveryDamageToItsFile) {
  const base::Bytes der = crypto::pem_decode(embedded::rfc6979_p256_key, "PRIVATE KEY");
  testing_crypto::for_each_damage(der, [](const base::Bytes& damaged) {
    const std::string pem = crypto::pem_encode("PRIVATE KEY", damaged);
    const std::string code = code_of([&] { PrivateKey::from_pem(pem); });
    const bool version_1 = damaged.size() == 138 && damaged[5] == std::byte{1};  // RFC 5958: v2, also a key
    EXPECT_TRUE(version_1 ? code.empty()
                          : code == "crypto.bad_private_key" || code == "crypto.unsupported_algorithm")
        << code;
  });
}

TEST(PublicKey, AcceptsOnlyPointsOnTheCurve) {
  const base::Bytes good = from_hex(coordinates);
  EXPECT_EQ(PublicKey::from_coordinates(good), rfc6979_key().public_key());
  EXPECT_EQ(PublicKey::from_point(rfc6979_key().public_key().point()), rfc6979_key().public_key());
  base::Bytes off = good;
  off.back() ^= std::byte{1};
  const std::pair<base::Bytes, const char*> bad[] = {{off, "not on the curve"},
                                                     {base::Bytes(64), "infinity"},
                                                     {base::Bytes(64, std::byte{0xFF}), "above the prime"},
                                                     {base::Bytes(63), "short"},
                                                     {base::Bytes(65), "long"},
                                                     {{}, "empty"}};
  for (const auto& [octets, why] : bad) {
    EXPECT_EQ(code_of([&, view = base::ByteView(octets)] { PublicKey::from_coordinates(view); }),
              "crypto.bad_public_key")
        << why;
  }
  auto compressed = rfc6979_key().public_key().point();
  compressed[0] = std::byte{0x03};
  EXPECT_EQ(code_of([&] { PublicKey::from_point(base::ByteView(compressed).first(33)); }),
            "crypto.bad_public_key");
  EXPECT_EQ(code_of([&] { PublicKey::from_point(compressed); }), "crypto.bad_public_key");
  EXPECT_EQ(code_of([] { PublicKey::from_point({}); }), "crypto.bad_public_key");
}

TEST(Signature, IsEncodedInTheShortestDer) {
  for (const std::string& r :
       {one, std::string(64, '7'), "80" + std::string(62, '0'), "00" + std::string(62, '8')}) {
    const Signature signature = Signature::from_numbers(from_hex(r + one));
    EXPECT_EQ(Signature::from_der(signature.to_der()), signature) << r;
  }
  EXPECT_EQ(base::to_hex(Signature::from_numbers(from_hex(one + one)).to_der()), "3006020101020101");
}

TEST(Signature, RefusesNumbersOutsideOfTheOrder) {
  for (const std::string& bad : {zero, std::string(order), std::string(64, 'F')}) {
    EXPECT_EQ(code_of([&] { Signature::from_numbers(from_hex(bad + one)); }), "crypto.bad_signature") << bad;
    EXPECT_EQ(code_of([&] { Signature::from_numbers(from_hex(one + bad)); }), "crypto.bad_signature") << bad;
  }
  EXPECT_EQ(code_of([] { Signature::from_numbers(base::Bytes(63)); }), "crypto.bad_signature");
}

TEST(Signature, RefusesAnyOtherFormOfDer) {
  const std::pair<const char*, const char*> bad[] = {
      {"", "empty"},
      {"300602010102010100", "something after it"},
      {"3007020101020101", "longer than the input"},
      {"3009020101020101020101", "three numbers"},
      {"3003020101", "one number"},
      {"300702020001020101", "leading zero"},
      {"30060201ff020101", "negative"},
      {"3006020100020101", "zero"},
      {"308106020101020101", "long form of the length"},
      {"3080020101020101", "indefinite length"},
      {"3006030101020101", "another type"},
      {"302702220100000000000000000000000000000000000000000000000000000000000000000000020101", "33 octets"},
  };
  for (const auto& [hex, why] : bad) {
    EXPECT_EQ(code_of([der = from_hex(hex)] { Signature::from_der(der); }), "crypto.bad_signature") << why;
  }
}

}  // namespace
