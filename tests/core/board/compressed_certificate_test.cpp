// Compresses certificates of the vendor (package pytrustplatform) field by field. The code under test must
// rebuild each of them byte for byte.
#include "board/compressed_certificate.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/x509.hpp"
#include "embedded/mah1h_device_crt.hpp"
#include "embedded/mah1h_signer_crt.hpp"
#include "embedded/mah4i_device_crt.hpp"
#include "embedded/mah4i_signer_crt.hpp"
#include "embedded/tngtls_device_crt.hpp"
#include "support/error_of.hpp"

namespace {

using board::CompressedCertificate;
using board::PartType;
using crypto::Certificate;
using support::code_of;

/// The 72 bytes, written as the application note has them and not by the code under test.
base::Bytes compress(const Certificate& certificate, unsigned year, unsigned month, unsigned day,
                     unsigned hour, unsigned expire_years, std::uint16_t signer_id, unsigned template_id) {
  base::ByteWriter out;
  out.bytes(certificate.signature()->numbers());
  const std::uint32_t dates = (year - 2000) << 19 | month << 15 | day << 10 | hour << 5 | expire_years;
  out.u8(static_cast<std::uint8_t>(dates >> 16)).u16_be(static_cast<std::uint16_t>(dates));
  out.u16_be(signer_id).u8(static_cast<std::uint8_t>(template_id << 4)).u8(0xA0).u8(0);
  return std::move(out).take();
}

const Certificate mah1h_device = Certificate::from_pem(embedded::mah1h_device_crt);
const Certificate mah1h_signer = Certificate::from_pem(embedded::mah1h_signer_crt);
const Certificate mah4i_device = Certificate::from_pem(embedded::mah4i_device_crt);
const Certificate mah4i_signer = Certificate::from_pem(embedded::mah4i_signer_crt);
const Certificate tng_device = Certificate::from_pem(embedded::tngtls_device_crt);

TEST(CompressedCertificate, IsParsedFieldByField) {
  const base::Bytes bytes = compress(mah4i_device, 2020, 6, 9, 22, 28, 0x2C10, 3);
  const auto parsed = CompressedCertificate::parse(bytes);
  EXPECT_EQ(parsed.signer_id, 0x2C10);
  EXPECT_EQ(parsed.template_id, 3);
  EXPECT_EQ(parsed.chain_id, 0);
  EXPECT_EQ(parsed.serial_source, board::SerialSource::public_key_hash);
  EXPECT_EQ(parsed.not_before(),
            std::chrono::sys_days(std::chrono::year(2020) / 6 / 9) + std::chrono::hours(22));
  EXPECT_EQ(parsed.not_after(),
            std::chrono::sys_days(std::chrono::year(2048) / 6 / 9) + std::chrono::hours(22));
  EXPECT_EQ(parsed.build(), bytes);
}

TEST(CompressedCertificate, NeverExpiresIfItsYearsAreZero) {
  EXPECT_EQ(CompressedCertificate::parse(compress(mah1h_device, 2018, 8, 21, 22, 0, 0x218B, 0)).not_after(),
            crypto::no_expiry());
}

TEST(CompressedCertificate, ExpiresOn28FebruaryWhenItBeginsOnALeapDay) {
  const auto parsed = CompressedCertificate::parse(compress(mah1h_device, 2020, 2, 29, 5, 1, 0x218B, 0));
  EXPECT_EQ(parsed.not_after(),
            std::chrono::sys_days(std::chrono::year(2021) / 2 / 28) + std::chrono::hours(5));
}

TEST(CompressedCertificate, RefusesInvalidFields) {
  const base::Bytes good = compress(mah1h_device, 2018, 8, 21, 22, 0, 0x218B, 0);
  const auto field = [](const base::Bytes& bytes) {
    return support::param_of("field", [&] { CompressedCertificate::parse(bytes); });
  };
  const auto changed = [&](std::size_t at, unsigned value) {
    base::Bytes bytes = good;
    bytes[at] = static_cast<std::byte>(value);
    return bytes;
  };
  EXPECT_EQ(field(base::Bytes(71)), "size");
  EXPECT_EQ(field(base::Bytes(73)), "size");
  EXPECT_EQ(field(base::Bytes(72)), "signature");
  EXPECT_EQ(field(base::Bytes(72, std::byte{0xFF})), "signature");
  EXPECT_EQ(field(compress(mah1h_device, 2018, 13, 1, 0, 0, 1, 0)), "dates");
  EXPECT_EQ(field(compress(mah1h_device, 2018, 2, 30, 0, 0, 1, 0)), "dates");
  EXPECT_EQ(field(compress(mah1h_device, 2018, 1, 0, 0, 0, 1, 0)), "dates");
  EXPECT_EQ(field(compress(mah1h_device, 2018, 1, 1, 24, 0, 1, 0)), "dates");
  EXPECT_EQ(field(changed(70, 0x00)), "serial number source");
  EXPECT_EQ(field(changed(70, 0xA1)), "format version");
}

TEST(RebuiltCertificates, EqualMicrochipsCertificatesForMah1h) {
  const auto signer = CompressedCertificate::parse(compress(mah1h_signer, 2018, 5, 23, 21, 10, 0x218B, 1));
  EXPECT_EQ(
      base::to_hex(board::rebuild_signer_certificate(PartType::mah1h, signer, mah1h_signer.public_key())),
      base::to_hex(mah1h_signer.der()));
  const board::DeviceCertificateSources device{
      CompressedCertificate::parse(compress(mah1h_device, 2018, 8, 21, 22, 0, 0x218B, 0)),
      mah1h_device.public_key(), mah1h_signer.public_key(),
      board::SerialNumber::from_hex("01238FAFEFE388DCFE")};
  EXPECT_EQ(base::to_hex(board::rebuild_device_certificate(PartType::mah1h, device)),
            base::to_hex(mah1h_device.der()));
}

TEST(RebuiltCertificates, EqualMicrochipsCertificatesForMah4i) {
  const auto signer = CompressedCertificate::parse(compress(mah4i_signer, 2018, 12, 14, 20, 31, 0x2C10, 1));
  EXPECT_EQ(
      base::to_hex(board::rebuild_signer_certificate(PartType::mah4i, signer, mah4i_signer.public_key())),
      base::to_hex(mah4i_signer.der()));
  const board::DeviceCertificateSources device{
      CompressedCertificate::parse(compress(mah4i_device, 2020, 6, 9, 22, 28, 0x2C10, 3)),
      mah4i_device.public_key(), mah4i_signer.public_key(),
      board::SerialNumber::from_hex("01232B4E0931D16901")};
  const base::Bytes rebuilt = board::rebuild_device_certificate(PartType::mah4i, device);
  EXPECT_EQ(base::to_hex(rebuilt), base::to_hex(mah4i_device.der()));
}

TEST(RebuiltCertificates, EqualMicrochipsCertificatesForTrustAndGo) {
  // The package does not contain the certificate of this device's signer, and so not its key. Everything is
  // compared except the extension that is derived from that key.
  const board::DeviceCertificateSources device{
      CompressedCertificate::parse(compress(tng_device, 2020, 2, 2, 15, 28, 0x2700, 2)),
      tng_device.public_key(), mah4i_signer.public_key(), board::SerialNumber::from_hex("0123A2D268F6D9FA01"),
      "6827194AB0BD"};
  std::string rebuilt = base::to_hex(board::rebuild_device_certificate(PartType::trust_and_go, device));
  const std::string ours = base::to_hex(mah4i_signer.public_key().subject_key_identifier());
  const std::size_t at = rebuilt.find(ours);
  ASSERT_NE(at, std::string::npos);
  rebuilt.replace(at, ours.size(), "e016b9261f647dad4938295b4a362cf54e8d798a");
  EXPECT_EQ(rebuilt, base::to_hex(tng_device.der()));
}

TEST(VendorsCertificates, AreParsedWithTheirTimes) {
  using namespace std::chrono;
  const auto year_of_end = [](const Certificate& certificate) {
    return static_cast<int>(year_month_day(floor<days>(certificate.validity().not_after)).year());
  };
  EXPECT_EQ(year_of_end(mah1h_device), 9999);
  EXPECT_EQ(year_of_end(mah1h_signer), 2028);
  EXPECT_EQ(year_of_end(mah4i_device), 2048);
  EXPECT_EQ(year_of_end(mah4i_signer), 2049);
  EXPECT_EQ(year_of_end(tng_device), 2048);
  for (const Certificate* certificate : {&mah1h_device, &mah4i_device, &tng_device})
    EXPECT_FALSE(certificate->is_ca());
  for (const Certificate* certificate : {&mah1h_signer, &mah4i_signer}) EXPECT_TRUE(certificate->is_ca());
}

TEST(VendorsCertificates, HaveTheSignersSignature) {
  EXPECT_TRUE(mah1h_device.verify_signed_by(mah1h_signer.public_key()));
  EXPECT_TRUE(mah4i_device.verify_signed_by(mah4i_signer.public_key()));
  EXPECT_FALSE(mah4i_device.verify_signed_by(mah1h_signer.public_key()));
}

TEST(RebuiltCertificates, DeriveTheirSerialNumberFromTheDevicesIfTheSourceIsSetSo) {
  auto certificate = CompressedCertificate::parse(compress(mah4i_device, 2020, 6, 9, 22, 28, 0x2C10, 3));
  certificate.serial_source = board::SerialSource::device_serial_hash;
  const auto serial = board::SerialNumber::from_hex("01232B4E0931D16901");
  const board::DeviceCertificateSources device{certificate, mah4i_device.public_key(),
                                               mah4i_signer.public_key(), serial};
  const base::Bytes rebuilt = board::rebuild_device_certificate(PartType::mah4i, device);
  base::Bytes source = base::to_bytes(serial.bytes());
  base::append(source, certificate.dates);
  const std::string expected = base::to_hex(base::ByteView(crypto::sha256(source)).subspan(1, 15));
  EXPECT_NE(base::to_hex(rebuilt).find(expected), std::string::npos);
  EXPECT_EQ(support::param_of("field",
                              [&] {
                                board::rebuild_signer_certificate(PartType::mah4i, certificate,
                                                                  mah4i_signer.public_key());
                              }),
            "serial number source");
}

TEST(RebuiltCertificates, NeedATemplate) {
  const auto signer = CompressedCertificate::parse(compress(mah4i_signer, 2018, 12, 14, 20, 31, 0x2C10, 1));
  for (const PartType part : {PartType::unknown, PartType::custom, PartType::trust_flex})
    EXPECT_EQ(code_of([&] { board::rebuild_signer_certificate(part, signer, mah4i_signer.public_key()); }),
              "board.unknown_template");
}

}  // namespace
