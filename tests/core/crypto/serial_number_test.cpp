#include "crypto/serial_number.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/testing.hpp"
#include "crypto/x509.hpp"
#include "embedded/device_crt.hpp"

namespace {

using base::to_hex;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::year;
using testing_crypto::code_of;

TEST(SerialNumber, IsDerivedAsTheVendorsToolDoes) {
  const auto device = crypto::Certificate::from_pem(embedded::device_crt);
  const auto dates = crypto::compressed_dates(device.validity().not_before, 0);
  EXPECT_EQ(crypto::derived_serial_number(device.public_key(), dates), device.serial_number());
}

TEST(SerialNumber, PacksDatesIntoThreeOctetsAndDropsMinutes) {
  // 26 = 11010, November = 1011, 23 = 10111, 8 = 01000, 0 = 00000
  EXPECT_EQ(to_hex(crypto::compressed_dates(sys_days(year(2026) / 11 / 23) + hours(8) + minutes(59), 0)),
            "d5dd00");
  EXPECT_EQ(to_hex(crypto::compressed_dates(sys_days(year(2031) / 12 / 31) + hours(23), 31)), "fe7eff");
  EXPECT_EQ(to_hex(crypto::compressed_dates(sys_days(year(2000) / 1 / 1), 0)), "008400");
}

TEST(SerialNumber, HasDatesFrom2000To2031Only) {
  EXPECT_EQ(code_of([] { crypto::compressed_dates(sys_days(year(1999) / 12 / 31), 0); }), "crypto.bad_time");
  EXPECT_EQ(code_of([] { crypto::compressed_dates(sys_days(year(2032) / 1 / 1), 0); }), "crypto.bad_time");
  EXPECT_EQ(code_of([] { crypto::compressed_dates(sys_days(year(2026) / 1 / 1), 32); }), "crypto.bad_time");
}

TEST(SerialNumber, HasTheSameFormWhenItIsRandom) {
  testing_crypto::FixedRandom ones(base::from_hex("ff"));
  EXPECT_EQ(to_hex(crypto::random_serial_number(ones)), "7f" + std::string(30, 'f'));
  testing_crypto::FixedRandom zeros(base::from_hex("00"));
  EXPECT_EQ(to_hex(crypto::random_serial_number(zeros)), "40" + std::string(30, '0'));
}

}  // namespace
