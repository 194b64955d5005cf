#include "pki/device.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/testing.hpp"
#include "embedded/device_crt.hpp"
#include "embedded/device_csr.hpp"
#include "embedded/signer_ca_crt.hpp"
#include "pki/folder.hpp"

namespace {

using crypto::Certificate;
using crypto::CertificateRequest;
using pki::SerialNumberSource;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using testing_crypto::code_of;
using testing_crypto::CountingRandom;

const base::SystemTime issued_at = sys_days(year(2026) / 11 / 23) + hours(8) + minutes(48) + seconds(18);

/// A signer, a board with a key, and the request that the board signs.
struct Issuing {
  CountingRandom random;
  pki::Authorities authorities = pki::create_authorities({}, issued_at, random);
  crypto::PrivateKey board = crypto::PrivateKey::generate(random);
  base::Bytes info = pki::device_request_info(base::from_hex("0123ABCDEF01234501"), board.public_key());
  pki::VerifiedRequest request = pki::complete_device_request(info, board.sign(crypto::sha256(info)));

  Certificate issue(base::SystemTime time, SerialNumberSource source) {
    return pki::issue_device_certificate(authorities.signer, request, time, source, random);
  }
};

TEST(DeviceRequest, EqualsTheVendors) {
  const auto vector = CertificateRequest::from_pem(embedded::device_csr);
  const base::Bytes info =
      pki::device_request_info(base::from_hex("01238FAFEFE388DCFE"), vector.public_key());
  EXPECT_EQ(info, base::to_bytes(vector.to_be_signed()));
  EXPECT_EQ(pki::complete_device_request(info, *vector.signature()).request(), vector);
}

TEST(DeviceRequest, SignedByAnotherOrOverOtherBytesIsRefused) {
  Issuing issuing;
  const auto complete = [&](const crypto::PrivateKey& key, base::ByteView over) {
    return code_of([&] { pki::complete_device_request(issuing.info, key.sign(crypto::sha256(over))); });
  };
  EXPECT_EQ(complete(issuing.board, issuing.info), "");
  EXPECT_EQ(complete(issuing.authorities.signer.private_key, issuing.info), "pki.request_not_signed");
  EXPECT_EQ(complete(issuing.board, base::ByteView(issuing.info).subspan(1)), "pki.request_not_signed");
}

TEST(DeviceCertificate, EqualsTheVendorsForTheSameRequest) {
  CountingRandom random;
  const auto vector = Certificate::from_pem(embedded::device_crt);
  const pki::CertificateAuthority signer{Certificate::from_pem(embedded::signer_ca_crt),
                                         crypto::PrivateKey::generate(random)};
  const pki::VerifiedRequest request(CertificateRequest::from_pem(embedded::device_csr));
  const Certificate made =
      pki::issue_device_certificate(signer, request, issued_at, SerialNumberSource::derived, random);
  EXPECT_EQ(base::to_bytes(made.to_be_signed()), base::to_bytes(vector.to_be_signed()));
}

TEST(DeviceCertificate, IsIssuedByTheSignerAndIsNotAnAuthority) {
  Issuing issuing;
  const Certificate made = issuing.issue(issued_at, SerialNumberSource::derived);
  EXPECT_TRUE(pki::issued_by(made, issuing.authorities.signer.certificate));
  EXPECT_EQ(made.public_key(), issuing.board.public_key());
  EXPECT_EQ(made.subject().common_name(), "sn0123ABCDEF01234501");
  EXPECT_FALSE(made.is_ca());
  EXPECT_EQ(made.validity().not_before, sys_days(year(2026) / 11 / 23) + hours(8));
}

TEST(DeviceCertificate, RenewedWithinTheHourHasANewSerialNumberOnlyWhenItIsRandom) {
  Issuing issuing;
  const Certificate first = issuing.issue(issued_at, SerialNumberSource::derived);
  EXPECT_EQ(issuing.issue(issued_at + minutes(5), SerialNumberSource::derived).serial_number(),
            first.serial_number());
  EXPECT_NE(issuing.issue(issued_at + minutes(30), SerialNumberSource::derived).serial_number(),
            first.serial_number());
  const Certificate renewed = issuing.issue(issued_at, SerialNumberSource::random);
  EXPECT_NE(renewed.serial_number(), first.serial_number());
  EXPECT_NE(renewed.serial_number(), issuing.issue(issued_at, SerialNumberSource::random).serial_number());
  EXPECT_EQ(renewed.serial_number().size(), 16U);
  EXPECT_EQ(renewed.serial_number()[0] & std::byte{0xC0}, std::byte{0x40});
  EXPECT_EQ(renewed.validity().not_before, first.validity().not_before);
}

TEST(DeviceCertificate, IsIssuedAfterTheLastYearOfCompressedDates) {
  Issuing issuing;
  const base::SystemTime later = sys_days(year(2032) / 1 / 1);
  EXPECT_NE(issuing.issue(later, SerialNumberSource::derived).serial_number(),
            issuing.issue(later, SerialNumberSource::derived).serial_number());
}

TEST(DeviceCertificate, IsNotIssuedByACertificateThatIsNotAnAuthorityOrHasExpired) {
  Issuing issuing;
  const pki::CertificateAuthority board{issuing.issue(issued_at, SerialNumberSource::derived), issuing.board};
  EXPECT_EQ(code_of([&] {
              pki::issue_device_certificate(board, issuing.request, issued_at, SerialNumberSource::random,
                                            issuing.random);
            }),
            "pki.not_an_authority");
  EXPECT_EQ(code_of([&] { issuing.issue(sys_days(year(2036) / 11 / 24), SerialNumberSource::derived); }),
            "pki.authority_not_valid");
}

TEST(ThingName, IsTheSubjectKeyIdentifierInLowerCase) {
  EXPECT_EQ(pki::thing_name(Certificate::from_pem(embedded::device_crt)),
            "a5ec1f1c484549f2d4e1b8b48acbba23f48b15be");
}

TEST(ThingName, NeedsAnIdentifierInTheCertificate) {
  Issuing issuing;
  const Certificate proof =
      pki::issue_verification_certificate(issuing.authorities.signer, "code", issued_at, issuing.random);
  EXPECT_EQ(code_of([&] { pki::thing_name(proof); }), "crypto.bad_certificate");
}

}  // namespace
