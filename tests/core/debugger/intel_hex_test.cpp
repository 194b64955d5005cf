#include "debugger/intel_hex.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "debugger/avr8.hpp"
#include "debugger/pic24.hpp"
#include "embedded/atmega4808_aws_iot_demo_hex.hpp"
#include "embedded/atmega4808_iot_provision_v2_hex.hpp"
#include "embedded/pic24fj128ga705_aws_iot_demo_hex.hpp"
#include "embedded/pic24fj128ga705_iot_provision_v2_hex.hpp"
#include "support/error_of.hpp"

namespace {

using debugger::FlashImage;
using debugger::ImageRanges;
using support::code_of;
using support::param_of;

// Program [0, 0x100), configuration [0x40, 0x48).
constexpr ImageRanges ranges{{0, 0x100}, {0x40, 0x48}};
constexpr std::string_view end = ":00000001FF\n";

std::string record(int offset, int type, std::string_view data) {
  base::ByteWriter writer;
  const base::Bytes bytes = base::from_hex(data);
  writer.u8(static_cast<std::uint8_t>(bytes.size())).u16_be(static_cast<std::uint16_t>(offset));
  writer.u8(static_cast<std::uint8_t>(type)).bytes(bytes);
  base::Bytes line = std::move(writer).take();
  unsigned sum = 0;
  for (const std::byte byte : line) sum += std::to_integer<unsigned>(byte);
  line.push_back(static_cast<std::byte>(0U - sum));
  return ":" + base::to_hex_upper(line) + "\n";
}

FlashImage parse(const std::string& text) {
  return debugger::parse_intel_hex(text, ranges);
}
std::string refusal(const std::string& text) {
  return code_of([&] { parse(text); });
}
/// Segments as "40:0102 80:03".
std::string shown(const debugger::ImageSegments& segments) {
  std::string text;
  for (const auto& segment : segments) {
    base::ByteWriter address;
    address.u16_be(static_cast<std::uint16_t>(segment.address));
    text += (text.empty() ? "" : " ") + base::to_hex(std::move(address).take()) + ":" +
            base::to_hex(segment.bytes);
  }
  return text;
}

TEST(IntelHex, JoinsRecordsWhateverTheirOrder) {
  const FlashImage image = parse(record(0x12, 0, "05") + record(0x10, 0, "0304") + record(0, 0, "0102") +
                                 record(2, 0, "AA") + std::string(end));
  EXPECT_EQ(shown(image.program), "0000:0102aa 0010:030405");
  EXPECT_TRUE(image.configuration.empty());
}

TEST(IntelHex, AcceptsBothLineEndsEmptyLinesBothCasesAndNoLastLineEnd) {
  const FlashImage image = parse("\r\n:0100000001FE\r\n\n:010001000af4\n:00000001ff");
  EXPECT_EQ(shown(image.program), "0000:010a");
}

TEST(IntelHex, SplitsRecordsAtTheBordersOfTheConfiguration) {
  const FlashImage image = parse(record(0x3E, 0, "A0A1B0B1B2B3B4B5B6B7C0C1") + std::string(end));
  EXPECT_EQ(shown(image.program), "003e:a0a1 0048:c0c1");
  EXPECT_EQ(shown(image.configuration), "0040:b0b1b2b3b4b5b6b7");
}

TEST(IntelHex, AddsBothKindsOfExtendedAddress) {
  const ImageRanges far{{0x10000, 0x90000}, {0x820000, 0x820009}};
  const auto image = debugger::parse_intel_hex(
      record(0, 2, "1234") + record(0x10, 0, "01") + record(0, 4, "0001") + record(0x20, 0, "02") +
          record(0, 4, "0082") + record(8, 0, "03") + std::string(end),
      far);
  ASSERT_EQ(image.program.size(), 2U);
  EXPECT_EQ(image.program[0].address, 0x10020U);
  EXPECT_EQ(image.program[1].address, 0x12350U);
  ASSERT_EQ(image.configuration.size(), 1U);
  EXPECT_EQ(image.configuration[0].address, 0x820008U);
}

TEST(IntelHex, ARecordMayCross64KiBUnlessItsSegmentEndsThere) {
  const ImageRanges far{{0, 0x90000}, {0x820000, 0x820009}};
  const std::string crossing = record(0xFFFF, 0, "0102") + std::string(end);
  EXPECT_EQ(debugger::parse_intel_hex(crossing, far).program[0].end(), 0x10001U);
  EXPECT_EQ(debugger::parse_intel_hex(record(0, 4, "0001") + crossing, far).program[0].end(), 0x20001U);
  EXPECT_EQ(code_of([&] { debugger::parse_intel_hex(record(0, 2, "1000") + crossing, far); }),
            "debugger.image_malformed");
}

TEST(IntelHex, IgnoresStartAddresses) {
  EXPECT_EQ(
      shown(parse(record(0, 3, "00001234") + record(0, 5, "00001234") + record(0, 0, "01") + std::string(end))
                .program),
      "0000:01");
}

/// The vendor's image, changed line by line.
std::string with_each_line(std::string_view text, const std::function<std::string(std::string)>& change) {
  std::string changed;
  while (!text.empty()) {
    std::string line(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    changed += change(std::move(line)) + "\n";
  }
  return changed;
}

std::string with_cr_only(std::string_view text) {
  std::string changed = with_each_line(text, [](std::string line) { return line; });
  std::replace(changed.begin(), changed.end(), '\n', '\r');
  return changed;
}

TEST(IntelHex, AcceptsImagesWithTextAroundTheirRecords) {
  const std::string original(embedded::atmega4808_aws_iot_demo_hex);
  const auto appended = [&](const char* text) {
    return with_each_line(original, [text](const std::string& line) { return line + text; });
  };
  const auto prepended = [&](const char* text) {
    return with_each_line(original, [text](const std::string& line) { return text + line; });
  };
  struct Case {
    const char* what;
    std::string text;
  };
  const std::vector<Case> cases{
      {"two blanks at each end", appended("  ")},
      {"a tab at each end", appended("\t")},
      {"CR LF", appended("\r")},
      {"blanks before CR LF", appended(" \r")},
      {"CR only", with_cr_only(original)},
      {"indented", prepended("    ")},
      {"numbered", prepended("0001 ")},
      {"0x1A after the last line", original + "\x1A"},
      {"0x1A on a line of its own", original + "\r\n\x1A\r\n"},
      {"zeros after the last line", original + std::string(5, '\0')},
      {"empty lines after the last line", original + "\n\n \n"},
      {"a comment before the first record", "# built today\n" + original},
      {"a comment with a time", "; built 2020-01-02 10:30:00\n" + original},
      {"a heading with a colon", "Firmware: demo 4.1.2\n\n" + original},
      {"a comment after the end", original + "\n# end of file\n"},
      {"a byte order mark", "\xEF\xBB\xBF" + original},
      {"times of a log before the records", prepended("[12:30:01] ")},
      {"comments behind the records", appended(" ; main.c: 12")},
      {"comments behind the records without a blank", appended("//demo")},
      {"a mark of an editor at each end", appended("\xC2\xA0")},
      {"quoted as in a mail", prepended("> ")},
      {"blanks within the records' margin", prepended(" \t ")},
      {"line separators of two kinds", original + "\r\n\r\r\n"},
  };
  const FlashImage expected = debugger::parse_intel_hex(original, debugger::atmega4808.image_ranges());
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    EXPECT_EQ(code_of([&] {
                const auto image = debugger::parse_intel_hex(one.text, debugger::atmega4808.image_ranges());
                EXPECT_EQ(shown(image.program), shown(expected.program));
                EXPECT_EQ(shown(image.configuration), shown(expected.configuration));
              }),
              "");
  }
}

TEST(IntelHex, RefusesAFileWithoutRecordsAsNoImage) {
  for (const char* text : {"<!doctype html>\n<title>Not found</title>\n",
                           "\x7F"
                           "ELF",
                           "\n", "version: 1\n"})
    EXPECT_EQ(refusal(text), "debugger.image_malformed") << text;
}

TEST(IntelHex, NeverIgnoresADamagedRecord) {
  // Each of these lines would leave a hole in the program.
  const std::string good = record(0, 0, "01");
  for (const char* bad :
       {"0100010001FD\n", "x:0100010001FG\n", "0100010001F;\n", ":0100010001FD:\n",
        ":0100010001FD :0100020002FB\n", ":0100010001F ; cut\n", ":0100010001FD00 ; too long\n"})
    EXPECT_EQ(refusal(good + bad + std::string(end)), "debugger.image_malformed") << bad;
}

TEST(IntelHex, SeparatesDataForTheOtherMemoriesOfAnAvr) {
  using debugger::OtherMemory;
  struct Case {
    const char* segment;
    OtherMemory memory;
  };
  const std::string flash = record(0, 0, "0102");
  for (const Case& one : {Case{"0081", OtherMemory::eeprom}, Case{"0083", OtherMemory::lock_bits},
                          Case{"0084", OtherMemory::signature}, Case{"0085", OtherMemory::user_row}}) {
    SCOPED_TRACE(one.segment);
    const FlashImage image = debugger::parse_intel_hex(flash + record(0, 4, one.segment) +
                                                           record(0, 0, "000102030405060708090A0B0C0D0E0F") +
                                                           record(0x20, 0, "01") + std::string(end),
                                                       debugger::atmega4808.image_ranges());
    EXPECT_EQ(shown(image.program), "0000:0102");
    EXPECT_TRUE(image.configuration.empty());
    EXPECT_EQ(image.not_written, std::vector<OtherMemory>{one.memory});
  }
  EXPECT_EQ(code_of([&] {
              debugger::parse_intel_hex(flash + record(0, 4, "0086") + record(0, 0, "01") + std::string(end),
                                        debugger::atmega4808.image_ranges());
            }),
            "debugger.image_out_of_range");
}

TEST(IntelHex, RefusesInvalidRecordsAndNamesTheLine) {
  const std::string good = record(0, 0, "01");
  for (const std::string& bad :
       {std::string("0100000001FE\n"), std::string(":0100000001F\n"), std::string(":01000000 01FE\n"),
        std::string(":0100000001FG\n"), std::string(":\n"), std::string(":00000000\n"), record(0, 6, ""),
        record(0, 4, "01"), record(0, 2, "010203"), record(0, 5, "0102"), record(0, 1, "00"),
        record(0, 3, ""), std::string(":0000000100FF\n"), std::string(":02000000010000FD\n"),
        record(0, 2, "0102030405")}) {
    EXPECT_EQ(refusal(good + bad + std::string(end)), "debugger.image_malformed") << bad;
    EXPECT_EQ(param_of("line", [&] { parse(good + bad + std::string(end)); }), "2") << bad;
  }
}

TEST(IntelHex, RefusesAWrongChecksum) {
  EXPECT_EQ(refusal(":0100000001FD\n" + std::string(end)), "debugger.image_checksum");
  EXPECT_EQ(refusal(":0100000101FE\n" + std::string(end)), "debugger.image_checksum");
}

TEST(IntelHex, NeedsOneEndRecordAsItsLastRecord) {
  EXPECT_EQ(refusal(""), "debugger.image_incomplete");
  EXPECT_EQ(refusal(record(0, 0, "01")), "debugger.image_incomplete");
  EXPECT_EQ(refusal(record(0, 0, "01") + std::string(end) + record(1, 0, "01")), "debugger.image_malformed");
  EXPECT_EQ(refusal(record(0, 0, "01") + std::string(end) + std::string(end)), "debugger.image_malformed");
}

TEST(IntelHex, RefusesAByteGivenTwiceEvenWithTheSameValue) {
  EXPECT_EQ(refusal(record(0, 0, "0102") + record(1, 0, "02") + std::string(end)), "debugger.image_overlap");
  EXPECT_EQ(
      param_of("address", [] { parse(record(0x10, 0, "01") + record(0x10, 0, "01") + std::string(end)); }),
      "0x10");
}

TEST(IntelHex, RefusesAddressesThatTheTargetDoesNotHave) {
  EXPECT_EQ(refusal(record(0x100, 0, "01") + std::string(end)), "debugger.image_out_of_range");
  EXPECT_EQ(param_of("address", [] { parse(record(0xFF, 0, "0102") + std::string(end)); }), "0x100");
  EXPECT_EQ(refusal(record(0, 4, "FFFF") + record(0xFFFF, 0, "01") + std::string(end)),
            "debugger.image_out_of_range");
}

TEST(IntelHex, RefusesAnImageWithoutAProgram) {
  EXPECT_EQ(refusal(std::string(end)), "debugger.image_empty");
  EXPECT_EQ(refusal(record(0x40, 0, "01") + std::string(end)), "debugger.image_empty");
}

TEST(IntelHex, FindsTheBlocksWithData) {
  const FlashImage image =
      parse(record(0x0F, 0, "0102") + record(0x18, 0, "03") + record(0x5F, 0, "04") + std::string(end));
  std::string found;
  for (const auto block : debugger::blocks(image.program, 0x10)) {
    EXPECT_EQ(block.size(), 0x10U);
    found += std::to_string(block.begin / 0x10) + " ";
  }
  EXPECT_EQ(found, "0 1 5 ");
}

TEST(IntelHex, OverlaysOnlyItsOwnBytes) {
  const FlashImage image = parse(record(0x0F, 0, "0102") + record(0x18, 0, "03") + std::string(end));
  base::Bytes bytes(10, std::byte{0xEE});
  debugger::overlay(image.program, 0x10, bytes);
  EXPECT_EQ(base::to_hex(bytes), "02eeeeeeeeeeeeee03ee");
}

/// XC16 writes lower-case digits and gives the upper half of the address before each block.
TEST(IntelHex, ReadsImagesInTheLayoutOfXc16) {
  const std::string_view original = embedded::pic24fj128ga705_aws_iot_demo_hex;
  std::string address = ":020000040000fa\n";
  const std::string as_xc16 = with_each_line(original, [&address](const std::string& line) {
    std::string lower = line;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool is_address = line.size() > 9 && line[8] == '4';
    if (is_address) address = lower + "\n";
    return is_address || line.size() < 12 ? lower : address + lower;
  });
  const debugger::ImageRanges of_pic = debugger::pic24fj128ga705.image_ranges();
  const FlashImage expected = debugger::parse_intel_hex(original, of_pic);
  const FlashImage image = debugger::parse_intel_hex(as_xc16, of_pic);
  EXPECT_EQ(shown(image.program), shown(expected.program));
  EXPECT_EQ(shown(image.configuration), shown(expected.configuration));
}

TEST(IntelHex, ReadsTheVendorsImagesForTheAtmega4808) {
  const auto read = [](std::string_view text) {
    const FlashImage image = debugger::parse_intel_hex(text, debugger::atmega4808.image_ranges());
    EXPECT_EQ(image.configuration.size(), 1U);
    EXPECT_EQ(image.configuration[0].address, debugger::avr_fuse_address);
    EXPECT_EQ(base::to_hex(image.configuration[0].bytes), "0000020000c0070000");
    std::size_t size = 0;
    for (const auto& segment : image.program) size += segment.bytes.size();
    return size;
  };
  EXPECT_EQ(read(embedded::atmega4808_iot_provision_v2_hex), 34791U);
  EXPECT_EQ(read(embedded::atmega4808_aws_iot_demo_hex), 43786U);
}

TEST(IntelHex, RefusesAnImageForTheOtherMicrocontroller) {
  for (const std::string_view text :
       {embedded::pic24fj128ga705_iot_provision_v2_hex, embedded::pic24fj128ga705_aws_iot_demo_hex})
    EXPECT_EQ(code_of([&] { debugger::parse_intel_hex(text, debugger::atmega4808.image_ranges()); }),
              "debugger.image_out_of_range");
}

}  // namespace
