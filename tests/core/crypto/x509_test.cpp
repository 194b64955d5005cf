#include "crypto/x509.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "crypto/pem.hpp"
#include "crypto/testing.hpp"
#include "embedded/device_crt.hpp"
#include "embedded/device_csr.hpp"
#include "embedded/root_ca_crt.hpp"
#include "embedded/signer_ca_crt.hpp"
#include "embedded/signer_ca_csr.hpp"

// The test vectors were made by the vendor's iotprovision for one board, so their encodings are OpenSSL's and
// Python's, not ours.
namespace {

using base::to_hex;
using crypto::Certificate;
using crypto::CertificateRequest;
using crypto::KeyUsage;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using testing_crypto::code_of;

Certificate device() {
  return Certificate::from_pem(embedded::device_crt);
}
Certificate signer() {
  return Certificate::from_pem(embedded::signer_ca_crt);
}
Certificate root() {
  return Certificate::from_pem(embedded::root_ca_crt);
}

TEST(Certificate, ReadsADeviceCertificate) {
  const Certificate certificate = device();
  EXPECT_EQ(base::to_hex_upper(certificate.serial_number()), "6668C40534090CB360794D362A141F60");
  EXPECT_EQ(certificate.issuer().organization(), "Example Inc");
  EXPECT_EQ(certificate.issuer().common_name(), "Example Signer FFFF");
  EXPECT_EQ(certificate.subject().organization(), "Microchip Technology Inc");
  EXPECT_EQ(certificate.subject().common_name(), "sn01238FAFEFE388DCFE");
  EXPECT_EQ(certificate.validity().not_before, sys_days(year(2026) / 11 / 23) + hours(8));
  EXPECT_EQ(certificate.validity().not_after,
            sys_days(year(3000) / 12 / 31) + hours(23) + minutes(59) + seconds(59));
  EXPECT_EQ(to_hex(*certificate.subject_key_identifier()), "a5ec1f1c484549f2d4e1b8b48acbba23f48b15be");
  EXPECT_EQ(certificate.subject_key_identifier(), certificate.public_key().subject_key_identifier());
  EXPECT_EQ(certificate.authority_key_identifier(), signer().subject_key_identifier());
  EXPECT_FALSE(certificate.is_ca());
  EXPECT_FALSE(certificate.path_length().has_value());
  EXPECT_FALSE(certificate.key_usage().has_value());
}

TEST(Certificate, ReadsAuthorityCertificates) {
  EXPECT_TRUE(signer().is_ca());
  EXPECT_EQ(signer().path_length(), 0U);
  EXPECT_EQ(signer().key_usage(), KeyUsage::digital_signature | KeyUsage::key_cert_sign | KeyUsage::crl_sign);
  EXPECT_TRUE(root().is_ca());
  EXPECT_FALSE(root().path_length().has_value());
  EXPECT_EQ(root().validity().not_after - root().validity().not_before, hours(24) * 365 * 25);
  EXPECT_EQ(root().subject(), root().issuer());
}

TEST(Certificate, VerifiesUnderItsIssuerOnly) {
  EXPECT_TRUE(device().verify_signed_by(signer().public_key()));
  EXPECT_TRUE(signer().verify_signed_by(root().public_key()));
  EXPECT_TRUE(root().verify_signed_by(root().public_key()));
  EXPECT_FALSE(device().verify_signed_by(root().public_key()));
  EXPECT_FALSE(root().verify_signed_by(signer().public_key()));
}

TEST(Certificate, IsValidFromItsFirstToItsLastSecond) {
  const Certificate certificate = signer();
  const crypto::Validity validity = certificate.validity();
  EXPECT_TRUE(certificate.valid_at(validity.not_before));
  EXPECT_TRUE(certificate.valid_at(validity.not_after));
  EXPECT_FALSE(certificate.valid_at(validity.not_before - seconds(1)));
  EXPECT_FALSE(certificate.valid_at(validity.not_after + seconds(1)));
}

TEST(Certificate, IsRebuiltByteForByteFromItsFields) {
  for (const Certificate& certificate : {device(), signer(), root()}) {
    EXPECT_EQ(crypto::encode(certificate.info()), base::to_bytes(certificate.to_be_signed()));
    EXPECT_EQ(crypto::with_signature(certificate.to_be_signed(), *certificate.signature()),
              certificate.der());
  }
  EXPECT_EQ(device().pem(), embedded::device_crt);
}

TEST(Certificate, IsBuiltByteForByteFromGivenFields) {
  crypto::CertificateInfo info{
      base::from_hex("6668C40534090CB360794D362A141F60"),
      crypto::Name::of("Example Inc", "Example Signer FFFF"),
      {sys_days(year(2026) / 11 / 23) + hours(8), sys_days(year(3000) / 12 / 31) + seconds(86399)},
      crypto::Name::of("Microchip Technology Inc", "sn01238FAFEFE388DCFE"),
      device().public_key(),
      {}};
  info.extensions.add_subject_key_identifier(info.public_key.subject_key_identifier());
  info.extensions.add_authority_key_identifier(signer().public_key().subject_key_identifier());
  EXPECT_EQ(crypto::encode(info), base::to_bytes(device().to_be_signed()));
}

TEST(Certificate, MayHaveNoExpiry) {
  EXPECT_EQ(crypto::no_expiry().time_since_epoch().count(), 253402300799);
  crypto::CertificateInfo info = device().info();
  info.validity.not_after = crypto::no_expiry();
  const base::Bytes der = crypto::with_signature(crypto::encode(info), *device().signature());
  EXPECT_EQ(Certificate::from_der(der).validity().not_after, crypto::no_expiry());
}

TEST(CertificateRequest, ReadsARequestAndVerifiesItsSignature) {
  const auto request = CertificateRequest::from_pem(embedded::device_csr);
  EXPECT_EQ(request.subject(), device().subject());
  EXPECT_EQ(request.public_key(), device().public_key());
  EXPECT_TRUE(request.info().extensions.empty());
  EXPECT_TRUE(request.verify_own_signature());
  const auto signer_request = CertificateRequest::from_pem(embedded::signer_ca_csr);
  EXPECT_EQ(signer_request.info().extensions.basic_constraints().path_length, 0U);
  EXPECT_EQ(signer_request.info().extensions.all().size(), 4U);
  EXPECT_TRUE(signer_request.verify_own_signature());
}

TEST(CertificateRequest, IsRebuiltByteForByteFromItsFields) {
  for (const auto pem : {embedded::device_csr, embedded::signer_ca_csr}) {
    const auto request = CertificateRequest::from_pem(pem);
    EXPECT_EQ(crypto::encode(request.info()), base::to_bytes(request.to_be_signed()));
    EXPECT_EQ(crypto::with_signature(request.to_be_signed(), *request.signature()), request.der());
    EXPECT_EQ(request.pem(), pem);
  }
}

TEST(CertificateRequest, WithAnothersSignatureDoesNotVerify) {
  const auto request = CertificateRequest::from_pem(embedded::device_csr);
  const base::Bytes der = crypto::with_signature(request.to_be_signed(), *device().signature());
  EXPECT_FALSE(CertificateRequest::from_der(der).verify_own_signature());
}

/// Whether a verifier would notice the difference, in the signed part or in the signature.
template <class T>
bool signed_differently(const T& a, const T& b) {
  return !base::equal(a.to_be_signed(), b.to_be_signed()) || !(a.signature() == b.signature());
}

// The signature covers every octet. What is accepted has the only form that DER allows, so encoding it again
// gives the same bytes; the exception is a GeneralizedTime before 2050, which the vendor's certificates have.
TEST(Certificate, DamagedAnywhereIsRefusedOrSignedDifferently) {
  const base::SystemTime first_generalized = std::chrono::sys_days(std::chrono::year(2050) / 1 / 1);
  for (const Certificate& certificate : {device(), signer(), root()}) {
    std::size_t parsed = 0;
    testing_crypto::for_each_damage(certificate.der(), [&](const base::Bytes& damaged) {
      try {
        const auto read = Certificate::from_der(damaged);
        ++parsed;
        const bool vendors_time = certificate.validity().not_after >= first_generalized &&
                                  read.validity().not_after < first_generalized;
        EXPECT_EQ(crypto::encode(read.info()) != base::to_bytes(read.to_be_signed()), vendors_time)
            << to_hex(damaged);
        EXPECT_TRUE(signed_differently(read, certificate)) << to_hex(damaged);
      } catch (const base::Error& error) {
        EXPECT_EQ(error.code().name().substr(0, 7), "crypto.") << error.describe();
      }
    });
    EXPECT_GT(parsed, 100U)
        << "most changed octets of names, times, serial number and signature are still valid";
  }
}

TEST(CertificateRequest, DamagedAnywhereIsRefusedOrSignedDifferently) {
  for (const auto pem : {embedded::device_csr, embedded::signer_ca_csr}) {
    const auto request = CertificateRequest::from_pem(pem);
    testing_crypto::for_each_damage(request.der(), [&](const base::Bytes& damaged) {
      try {
        EXPECT_TRUE(signed_differently(CertificateRequest::from_der(damaged), request)) << to_hex(damaged);
      } catch (const base::Error& error) {
        EXPECT_EQ(error.code().name().substr(0, 7), "crypto.") << error.describe();
      }
    });
  }
}

TEST(Certificate, WithAnyBitOfItsSerialNumberOrSignatureChangedDoesNotVerify) {
  const Certificate certificate = device();
  for (const std::size_t at : {std::size_t{15}, std::size_t{30}, certificate.der().size() - 1}) {
    base::Bytes damaged = certificate.der();
    damaged[at] ^= std::byte{1};
    EXPECT_FALSE(Certificate::from_der(damaged).verify_signed_by(signer().public_key())) << at;
  }
}

TEST(Certificate, RefusesSerialNumbersThatAreNotPositiveOrTooLong) {
  crypto::CertificateInfo info = device().info();
  for (const char* bad : {"", "00", "0001", "010203040506070809101112131415161718192021"}) {
    info.serial_number = base::from_hex(bad);
    EXPECT_EQ(code_of([&] { crypto::encode(info); }), "crypto.bad_certificate") << bad;
  }
}

TEST(Certificate, AcceptsASerialNumberWithTheTopBitSet) {
  crypto::CertificateInfo info = device().info();
  info.serial_number = base::from_hex("ff01");
  const base::Bytes der = crypto::with_signature(crypto::encode(info), *device().signature());
  EXPECT_EQ(Certificate::from_der(der).serial_number(), info.serial_number);
}

TEST(Certificate, NamesWhatItDoesNotSupport) {
  const auto replaced = [](std::string_view from, std::string_view to) {
    std::string hex = to_hex(device().der());
    hex.replace(hex.find(from), from.size(), to);
    return code_of([der = base::from_hex(hex)] { Certificate::from_der(der); });
  };
  // ecdsa-with-SHA384 in the signed part only, another curve, version 2
  EXPECT_EQ(replaced("06082a8648ce3d040302", "06082a8648ce3d040303"), "crypto.bad_certificate");
  EXPECT_EQ(replaced("06082a8648ce3d030107", "06082a8648ce3d030106"), "crypto.unsupported_algorithm");
  EXPECT_EQ(replaced("a003020102", "a003020101"), "crypto.bad_certificate");
}

TEST(Certificate, ReadsASignatureOfAnotherAlgorithmButNeverVerifiesIt) {
  const std::string hex =
      base::replace_all(to_hex(signer().der()), "06082a8648ce3d040302", "06082a8648ce3d040303");
  const Certificate certificate = Certificate::from_der(base::from_hex(hex));
  EXPECT_EQ(certificate.subject(), signer().subject());
  EXPECT_FALSE(certificate.signature());
  EXPECT_FALSE(certificate.verify_signed_by(root().public_key()));
}

TEST(IssuerCertificate, ReadsAP256AuthorityAsCertificateDoes) {
  const auto issuer = crypto::IssuerCertificate::from_pem(embedded::root_ca_crt);
  EXPECT_EQ(issuer.der(), root().der());
  EXPECT_EQ(issuer.pem(), embedded::root_ca_crt);
  EXPECT_EQ(issuer.subject(), root().subject());
  EXPECT_EQ(issuer.issuer(), root().issuer());
  EXPECT_EQ(issuer.validity().not_after, root().validity().not_after);
  EXPECT_EQ(issuer.public_key(), root().public_key());
  EXPECT_EQ(issuer.key_algorithm(), "P-256");
  EXPECT_EQ(issuer.subject_key_identifier(), root().subject_key_identifier());
  EXPECT_TRUE(issuer.is_ca());
  EXPECT_FALSE(crypto::IssuerCertificate::from_pem(embedded::device_crt).is_ca());
}

TEST(IssuerCertificate, DamagedAnywhereIsRefusedOrReadWithoutHarm) {
  testing_crypto::for_each_damage(root().der(), [](const base::Bytes& damaged) {
    const std::string code = code_of([&] { crypto::IssuerCertificate::from_der(damaged); });
    EXPECT_TRUE(code.empty() || code.substr(0, 7) == "crypto.") << code;
  });
}

TEST(Extensions, RefuseUnknownOnesOnlyWhenCritical) {
  // 1.2.3 with a NULL in it
  EXPECT_EQ(code_of([] { crypto::Extensions::from_der(base::from_hex("300a300806022a0304020500")); }), "");
  EXPECT_EQ(code_of([] { crypto::Extensions::from_der(base::from_hex("300d300b06022a030101ff04020500")); }),
            "crypto.unsupported_extension");
}

TEST(Extensions, RefuseRepetitionsAndBadContents) {
  using crypto::DerTag;
  const auto extension = [](const char* id, const char* rest) {
    const base::Bytes type = crypto::der_element(DerTag::object_identifier, {base::from_hex(id)});
    return crypto::der_element(DerTag::sequence, {type, base::from_hex(rest)});
  };
  const auto code = [](std::initializer_list<base::ByteView> list) {
    return code_of([&] { crypto::Extensions::from_der(crypto::der_element(DerTag::sequence, list)); });
  };
  const char* const basic_constraints = "551d13";
  const char* const key_usage = "551d0f";
  const char* const subject_key_identifier = "551d0e";
  EXPECT_EQ(code({extension(basic_constraints, "04023000")}), "");
  EXPECT_EQ(code({extension(basic_constraints, "04023000"), extension(basic_constraints, "04023000")}),
            "crypto.bad_der")
      << "twice";
  EXPECT_EQ(code({extension(basic_constraints, "01010004023000")}), "crypto.bad_der")
      << "DER does not allow writing a default value";
  EXPECT_EQ(code({extension(basic_constraints, "04053003010100")}), "crypto.bad_der")
      << "DER does not allow writing a default value";
  EXPECT_EQ(code({extension(basic_constraints, "04053003020100")}), "crypto.bad_der")
      << "path length without CA";
  EXPECT_EQ(code({extension(basic_constraints, "0403300000")}), "crypto.bad_der") << "something after it";
  EXPECT_EQ(code({extension(key_usage, "040403020186")}), "");
  EXPECT_EQ(code({extension(key_usage, "040403020080")}), "crypto.bad_der") << "trailing zero bits";
  EXPECT_EQ(code({extension(key_usage, "0403030100")}), "crypto.bad_der") << "no bits";
  EXPECT_EQ(code({extension(subject_key_identifier, "04041402abcd")}), "crypto.bad_der") << "no octet string";
}

TEST(Extensions, WriteAndReadEveryKeyUsage) {
  for (const KeyUsage usage : {KeyUsage::digital_signature, KeyUsage::key_cert_sign, KeyUsage::crl_sign,
                               static_cast<KeyUsage>(0x0080), static_cast<KeyUsage>(0x8180)}) {
    crypto::Extensions extensions;
    extensions.add(usage);
    EXPECT_EQ(crypto::Extensions::from_der(extensions.der()).key_usage(), usage);
  }
}

TEST(Name, AcceptsOnlyTextOfUpTo64Characters) {
  const std::string e_acute = "\xC3\xA9";
  std::string longest;
  for (int i = 0; i < 64; ++i) longest += e_acute;
  EXPECT_EQ(crypto::Name::of(longest, "x").organization(), longest);
  EXPECT_EQ(crypto::Name::of("", "only").attributes().size(), 1U);
  const std::string bad[] = {"",
                             longest + e_acute,
                             "a\nb",
                             std::string("a\0b", 3),
                             "\xC0\xAF",
                             "\xED\xA0\x80",
                             "\xF5\x80\x80\x80",
                             "\xE2\x82",
                             "\x80",
                             "\xC2\x85"};
  for (const std::string& text : bad) {
    EXPECT_EQ(code_of([&] { crypto::Name::of("Example Inc", text); }), "crypto.bad_name") << text;
  }
}

}  // namespace
