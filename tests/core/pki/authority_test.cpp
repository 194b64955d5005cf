#include "pki/authority.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/testing.hpp"
#include "embedded/root_ca_crt.hpp"
#include "embedded/signer_ca_crt.hpp"
#include "embedded/signer_ca_csr.hpp"
#include "pki/folder.hpp"

namespace {

using crypto::Certificate;
using crypto::CertificateRequest;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using testing_crypto::code_of;
using testing_crypto::CountingRandom;

const base::SystemTime now = sys_days(year(2026) / 11 / 23) + hours(8) + minutes(48) + seconds(18);

base::Bytes replaced(base::ByteView in, base::ByteView what, base::ByteView with) {
  EXPECT_EQ(what.size(), with.size());
  base::Bytes out = base::to_bytes(in);
  const auto at = std::search(out.begin(), out.end(), what.begin(), what.end());
  EXPECT_NE(at, out.end());
  std::copy(with.begin(), with.end(), at);
  return out;
}

/// The signed part of a certificate, with one key and its identifier replaced by another's.
base::Bytes with_key(base::ByteView to_be_signed, const crypto::PublicKey& from,
                     const crypto::PublicKey& to) {
  const base::Bytes step = replaced(to_be_signed, from.point(), to.point());
  return replaced(step, from.subject_key_identifier(), to.subject_key_identifier());
}

TEST(RootAuthority, EqualsTheVendorsExceptForKeyAndSerialNumber) {
  CountingRandom random;
  const auto vector = Certificate::from_pem(embedded::root_ca_crt);
  const Certificate made = pki::create_root({}, now, random).certificate;
  const base::Bytes numbered = replaced(made.to_be_signed(), made.serial_number(), vector.serial_number());
  EXPECT_EQ(with_key(numbered, made.public_key(), vector.public_key()),
            base::to_bytes(vector.to_be_signed()));
}

TEST(SignerRequest, EqualsTheVendorsExceptForTheKey) {
  CountingRandom random;
  const auto vector = CertificateRequest::from_pem(embedded::signer_ca_csr);
  const auto key = crypto::PrivateKey::generate(random);
  const CertificateRequest made = pki::create_signer_request({}, key);
  EXPECT_TRUE(made.verify_own_signature());
  // The key identifier occurs twice: as the subject's and as the authority's.
  const base::Bytes once = with_key(made.to_be_signed(), key.public_key(), vector.public_key());
  EXPECT_EQ(
      replaced(once, key.public_key().subject_key_identifier(), vector.public_key().subject_key_identifier()),
      base::to_bytes(vector.to_be_signed()));
}

TEST(SignerAuthority, EqualsTheVendorsForTheSameRequest) {
  CountingRandom random;
  const auto vector = Certificate::from_pem(embedded::signer_ca_crt);
  const pki::CertificateAuthority root{Certificate::from_pem(embedded::root_ca_crt),
                                       crypto::PrivateKey::generate(random)};
  testing_crypto::FixedRandom serial_number(vector.serial_number());
  const Certificate made =
      pki::issue_signer(root, CertificateRequest::from_pem(embedded::signer_ca_csr), now, serial_number);
  EXPECT_EQ(base::to_bytes(made.to_be_signed()), base::to_bytes(vector.to_be_signed()));
  EXPECT_TRUE(made.verify_signed_by(root.private_key.public_key()));
}

TEST(Authorities, FormAChainWithTheGivenNames) {
  CountingRandom random;
  const pki::AuthorityNames names{"Acme \xC3\x89lectronique", "Acme Root", "Acme Signer 0001"};
  const pki::Authorities made = pki::create_authorities(names, now, random);
  const Certificate root = Certificate::from_der(made.root.certificate.der());
  EXPECT_TRUE(pki::issued_by(root, root));
  EXPECT_TRUE(pki::issued_by(made.signer.certificate, root));
  EXPECT_TRUE(pki::issued_by(made.signer.certificate, made.root.certificate));
  EXPECT_FALSE(pki::issued_by(root, made.signer.certificate));
  EXPECT_EQ(made.root.certificate.subject(), crypto::Name::of(names.organization, names.root));
  EXPECT_EQ(made.signer.certificate.subject(), crypto::Name::of(names.organization, names.signer));
  EXPECT_EQ(made.signer.private_key.public_key(), made.signer.certificate.public_key());
  EXPECT_NE(root.serial_number(), made.signer.certificate.serial_number());
}

TEST(Authorities, RefuseNamesThatACertificateCannotHold) {
  CountingRandom random;
  EXPECT_EQ(code_of([&] {
              pki::create_authorities({"Acme", "", "Signer"}, now, random);
            }),
            "crypto.bad_name");
  EXPECT_EQ(code_of([&] {
              pki::create_authorities({std::string(65, 'x'), "Root", "Signer"}, now, random);
            }),
            "crypto.bad_name");
}

TEST(SignerAuthority, MadeOn29FebruaryExpiresOn28February) {
  CountingRandom random;
  const base::SystemTime leap_day = sys_days(year(2028) / 2 / 29) + hours(13);
  const pki::Authorities made = pki::create_authorities({}, leap_day, random);
  EXPECT_EQ(made.signer.certificate.validity().not_before, leap_day);
  EXPECT_EQ(made.signer.certificate.validity().not_after, sys_days(year(2038) / 2 / 28) + hours(13));
}

TEST(SignerAuthority, IsNotIssuedForARequestThatAnotherSigned) {
  CountingRandom random;
  const auto root = pki::create_root({}, now, random);
  const auto request = CertificateRequest::from_pem(embedded::signer_ca_csr);
  const auto forged = CertificateRequest::from_der(crypto::with_signature(
      request.to_be_signed(), root.private_key.sign(crypto::sha256(request.to_be_signed()))));
  EXPECT_EQ(code_of([&] { pki::issue_signer(root, forged, now, random); }), "pki.request_not_signed");
}

TEST(SignerAuthority, IsNotIssuedByAnExpiredRoot) {
  CountingRandom random;
  const auto root = pki::create_root({}, now, random);
  const auto request = CertificateRequest::from_pem(embedded::signer_ca_csr);
  const auto issue = [&](base::SystemTime time) {
    return code_of([&] { pki::issue_signer(root, request, time, random); });
  };
  EXPECT_EQ(issue(now + days(25 * 365)), "");
  EXPECT_EQ(issue(now + days(25 * 365) + seconds(1)), "pki.authority_not_valid");
  EXPECT_EQ(issue(now - seconds(1)), "pki.authority_not_valid") << "as after the clock was set back";
}

TEST(VerificationCertificate, CarriesTheRegistrationCodeAndTheSignersKeyForADay) {
  CountingRandom random;
  const pki::Authorities made = pki::create_authorities({}, now, random);
  const std::string code(64, 'a');
  const Certificate proof = pki::issue_verification_certificate(made.signer, code, now, random);
  EXPECT_EQ(proof.subject(), crypto::Name::of("", code));
  EXPECT_EQ(proof.public_key(), made.signer.certificate.public_key());
  EXPECT_TRUE(pki::issued_by(proof, made.signer.certificate));
  EXPECT_TRUE(proof.info().extensions.empty());
  EXPECT_EQ(proof.validity().not_before, now);
  EXPECT_EQ(proof.validity().not_after, now + days(1));
  EXPECT_EQ(proof.serial_number().size(), 16U);
}

}  // namespace
