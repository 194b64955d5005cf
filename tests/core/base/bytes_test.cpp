#include "base/bytes.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/hex.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "base/virtual_executor.hpp"

namespace {

TEST(Hex, EncodesAndDecodes) {
  const base::Bytes bytes = base::from_hex("00ffAb10");
  EXPECT_EQ(base::to_hex(bytes), "00ffab10");
  EXPECT_EQ(base::to_hex_upper(bytes), "00FFAB10");
  EXPECT_TRUE(base::from_hex("").empty());
}

TEST(Hex, RefusesOddLengthAndOtherCharacters) {
  for (const char* bad : {"0", "0g", " 00", "0x00", "00\n"})
    EXPECT_THROW(base::from_hex(bad), base::Error) << bad;
}

TEST(ByteReader, ReadsBothByteOrders) {
  const base::Bytes bytes = base::from_hex("01020304050607080910111213");
  base::ByteReader reader(bytes);
  EXPECT_EQ(reader.u8(), 0x01);
  EXPECT_EQ(reader.u16_le(), 0x0302);
  EXPECT_EQ(reader.u16_be(), 0x0405);
  EXPECT_EQ(reader.u32_le(), 0x09080706U);
  EXPECT_EQ(reader.u32_be(), 0x10111213U);
  EXPECT_EQ(reader.left(), 0U);
}

TEST(ByteReader, ReportsWhereBytesAreMissingAndConsumesNothing) {
  const base::Bytes bytes = base::from_hex("010203");
  base::ByteReader reader(bytes);
  reader.u8();
  try {
    reader.u32_le();
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.describe(), "base.truncated wanted=4 left=2 at=1");
  }
  EXPECT_EQ(reader.u16_be(), 0x0203);
}

TEST(ByteWriter, WritesWhatTheReaderReads) {
  base::ByteWriter writer;
  writer.u8(1)
      .u16_le(0x0302)
      .u16_be(0x0405)
      .u32_le(0x09080706)
      .u32_be(0x10111213)
      .text("A")
      .fill(2, std::byte{0xFF});
  EXPECT_EQ(base::to_hex(std::move(writer).take()), "0102030405060708091011121341ffff");
}

TEST(Text, ParsesNumbersStrictly) {
  EXPECT_EQ(base::parse_decimal("0042"), 42U);
  EXPECT_EQ(base::parse_hex_number("1F4"), 0x1F4U);
  for (const char* bad : {"", "-1", "+1", " 1", "1 ", "0x1", "99999999999999999999"})
    EXPECT_FALSE(base::parse_decimal(bad)) << bad;
  EXPECT_EQ(base::hex_number(0x1F4), "1F4");
  EXPECT_EQ(base::hex_number(0), "0");
  EXPECT_EQ(base::padded(7, 2), "07");
  EXPECT_EQ(base::padded(2026, 2), "2026");
}

TEST(Text, SplitsTrimsAndReplaces) {
  EXPECT_EQ(base::split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(base::split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(base::trim(" \r\n a b\t"), "a b");
  EXPECT_EQ(base::replace_all("aXbXX", "X", "--"), "a--b----");
  EXPECT_TRUE(base::equal_ignoring_case("Content-Type", "content-type"));
  EXPECT_FALSE(base::equal_ignoring_case("a", "ab"));
}

TEST(Secret, WipesTheSourceWhenItIsMoved) {
  base::Secret first("short");  // fits the small-string buffer
  const base::Secret second(std::move(first));
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): what this test checks
  EXPECT_EQ(second.reveal(), "short");
  std::string source = "another secret, longer than any small-string buffer";
  const base::Secret taken = base::Secret::taking(std::move(source));
  EXPECT_TRUE(source.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(taken.size(), 51U);
}

TEST(Log, MasksKnownSecretsAndStaysBounded) {
  base::VirtualExecutor executor;
  base::Log log(executor);
  auto concealed = log.conceal(base::Secret("hunter2hunter2"));
  log.info("test", "wifi Home,hunter2hunter2,2");
  EXPECT_EQ(log.lines().back().text, "wifi Home,[secret],2");
  log.info("test", std::string(base::Log::max_line_length - 7, ' ') + "hunter2hunter2");
  EXPECT_EQ(log.lines().back().text.find("hunter2"), std::string::npos) << "cut in the middle of a secret";
  EXPECT_LE(log.lines().back().text.size(), base::Log::max_line_length);
  concealed.reset();
  log.info("test", "hunter2hunter2");
  EXPECT_EQ(log.lines().back().text, "hunter2hunter2")
      << "the log keeps no secret after its holder is destroyed";
  const auto short_one = log.conceal(base::Secret("a"));
  log.info("test", "a\nb");
  EXPECT_EQ(log.lines().back().text, "a b");
  for (std::size_t i = 0; i < base::Log::max_lines + 10; ++i) log.debug("test", std::to_string(i));
  EXPECT_EQ(log.lines().size(), base::Log::max_lines);
}

}  // namespace
