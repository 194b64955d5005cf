#include "crypto/der.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/der_time.hpp"
#include "crypto/testing.hpp"

namespace {

using base::from_hex;
using base::to_hex;
using crypto::DerReader;
using crypto::DerTag;
using testing_crypto::code_of;

TEST(Der, WritesLengthsInTheirShortestForm) {
  const auto header = [](std::size_t size) {
    const base::Bytes element = crypto::der_element(DerTag::octet_string, {base::Bytes(size)});
    return to_hex(base::ByteView(element).first(element.size() - size));
  };
  EXPECT_EQ(header(0), "0400");
  EXPECT_EQ(header(0x7F), "047f");
  EXPECT_EQ(header(0x80), "048180");
  EXPECT_EQ(header(0xFF), "0481ff");
  EXPECT_EQ(header(0x100), "04820100");
  EXPECT_EQ(header(0x10000), "0483010000");
}

TEST(Der, WritesWholeNumbersInTheirShortestForm) {
  EXPECT_EQ(to_hex(crypto::der_unsigned(0)), "020100");
  EXPECT_EQ(to_hex(crypto::der_unsigned(127)), "02017f");
  EXPECT_EQ(to_hex(crypto::der_unsigned(128)), "02020080");
  EXPECT_EQ(to_hex(crypto::der_unsigned(from_hex("0000ff01"))), "020300ff01");
  EXPECT_EQ(to_hex(crypto::der_unsigned(base::ByteView())), "020100");
}

TEST(DerReader, ReadsWhatTheWriterWrote) {
  const base::Bytes der = crypto::der_element(
      DerTag::sequence,
      {crypto::der_unsigned(300), crypto::der_true(), crypto::der_bit_string(from_hex("abcd"))});
  DerReader reader(der);
  DerReader fields = reader.enter(DerTag::sequence);
  reader.finish();
  EXPECT_EQ(fields.small_integer(), 300U);
  EXPECT_TRUE(fields.boolean());
  EXPECT_EQ(to_hex(fields.bit_string()), "abcd");
  EXPECT_TRUE(fields.at_end());
  fields.finish();
}

TEST(DerReader, RefusesEverythingThatIsNotDer) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "empty"},
      {"04", "no length"},
      {"0401", "no content"},
      {"0480", "indefinite length"},
      {"04810100", "long form of a short length"},
      {"0482007f", "leading zero in the length"},
      {"0484000000", "length cut"},
      {"048400000001ff", "length of four octets"},
      {"048500000000ff", "length of five octets"},
      {"0483ffffff", "longer than the input"},
      {"1f8101", "tag of two octets"},
  };
  for (const auto& [hex, why] : cases) {
    const base::Bytes der = from_hex(hex);
    EXPECT_EQ(code_of([&] { DerReader(der).next(); }), "crypto.bad_der") << why;
  }
}

TEST(DerReader, RefusesBadIntegersBooleansAndBitStrings) {
  for (const char* bad : {"0200", "0201ff", "02020001", "02050080000000", "0203ffffff"}) {
    const base::Bytes der = from_hex(bad);
    EXPECT_EQ(code_of([&] { DerReader(der).small_integer(); }), "crypto.bad_der") << bad;
  }
  for (const char* bad : {"0100", "010101", "0102ffff"}) {
    const base::Bytes der = from_hex(bad);
    EXPECT_EQ(code_of([&] { DerReader(der).boolean(); }), "crypto.bad_der") << bad;
  }
  for (const char* bad : {"0300", "030201fe", "0401ff"}) {
    const base::Bytes der = from_hex(bad);
    EXPECT_EQ(code_of([&] { DerReader(der).bit_string(); }), "crypto.bad_der") << bad;
  }
}

TEST(DerReader, ReportsThePositionOfAnErrorInTheWholeInput) {
  const base::Bytes der = from_hex("3009300702010104020101");
  DerReader reader(der);
  DerReader inner = reader.enter(DerTag::sequence).enter(DerTag::sequence);
  EXPECT_EQ(inner.small_integer(), 1U);
  try {
    inner.small_integer();  // an octet string at offset 7
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code().name(), "crypto.bad_der");
    EXPECT_EQ(error.param("at"), "7");
  }
}

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;

TEST(DerTime, HasAnotherTypeFromTheYear2050On) {
  const base::SystemTime last_utc = sys_days(year(2049) / 12 / 31) + hours(23) + minutes(59) + seconds(59);
  EXPECT_EQ(base::to_text(base::ByteView(crypto::der_time(last_utc)).subspan(2)), "491231235959Z");
  EXPECT_EQ(crypto::der_time(last_utc)[0], std::byte{0x17});
  const base::Bytes first_generalized = crypto::der_time(last_utc + seconds(1));
  EXPECT_EQ(base::to_text(base::ByteView(first_generalized).subspan(2)), "20500101000000Z");
  EXPECT_EQ(first_generalized[0], std::byte{0x18});
}

TEST(DerTime, EncodesAndDecodesTheYears1950To9999) {
  const base::SystemTime times[] = {sys_days(year(1950) / 1 / 1), sys_days(year(2000) / 2 / 29) + seconds(1),
                                    sys_days(year(2049) / 12 / 31) + hours(23),
                                    sys_days(year(3000) / 12 / 31) + seconds(86399),
                                    sys_days(year(9999) / 12 / 31) + seconds(86399)};
  for (const base::SystemTime time : times) {
    const base::Bytes der = crypto::der_time(time);
    DerReader reader(der);
    EXPECT_EQ(crypto::read_time(reader), time);
  }
  EXPECT_EQ(code_of([] { crypto::der_time(sys_days(year(1949) / 12 / 31)); }), "crypto.bad_time");
  EXPECT_EQ(code_of([] { crypto::der_time(sys_days(year(10000) / 1 / 1)); }), "crypto.bad_time");
}

TEST(DerTime, ReadsTheGeneralizedTimeBefore2050ThatTheVendorWrites) {
  const base::Bytes der = crypto::der_element(DerTag::generalized_time, {base::as_bytes("20480609220000Z")});
  DerReader reader(der);
  EXPECT_EQ(crypto::read_time(reader), sys_days(year(2048) / 6 / 9) + hours(22));
}

TEST(DerTime, RefusesImpossibleDates) {
  const auto read = [](DerTag tag, std::string_view text) {
    return code_of([&] {
      const base::Bytes der = crypto::der_element(tag, {base::as_bytes(text)});
      DerReader reader(der);
      crypto::read_time(reader);
    });
  };
  EXPECT_EQ(read(DerTag::utc_time, "240229120000Z"), "");
  for (const char* bad : {"230229120000Z", "231301120000Z", "230001120000Z", "230100120000Z", "230101240000Z",
                          "230101126000Z", "230101120060Z", "2301011200Z", "230101120000+0000",
                          "23010112000 Z", "230101120000z", "-30101120000Z"}) {
    EXPECT_EQ(read(DerTag::utc_time, bad), "crypto.bad_time") << bad;
  }
  EXPECT_EQ(read(DerTag::generalized_time, "19491231235959Z"), "crypto.bad_time") << "could not be written";
  EXPECT_EQ(read(DerTag::generalized_time, "21000229120000Z"), "crypto.bad_time") << "no leap year";
  EXPECT_EQ(read(DerTag::generalized_time, "20500101120000.5Z"), "crypto.bad_time");
  EXPECT_EQ(read(DerTag::octet_string, "230101120000Z"), "crypto.bad_der");
}

}  // namespace
