#include "debugger/edbg.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "support/error_of.hpp"

namespace {

using debugger::AvrCommand;
using debugger::AvrResponse;
using support::code_of;

base::Bytes frame_of(std::size_t size) {
  base::Bytes frame(size);
  for (std::size_t i = 0; i < size; ++i) frame[i] = static_cast<std::byte>(i + 1);
  return frame;
}

ports::HidReport report(std::string_view hex) {
  const base::Bytes bytes = base::from_hex(hex);
  ports::HidReport report{};
  std::copy(bytes.begin(), bytes.end(), report.begin());
  return report;
}

std::string hex(const ports::HidReport& report, std::size_t from, std::size_t size) {
  return base::to_hex(base::ByteView(report).subspan(from, size));
}

TEST(Edbg, AShortFrameIsOneFragmentPaddedWithZeros) {
  const base::Bytes frame = frame_of(3);
  EXPECT_EQ(AvrCommand::count(frame.size()), 1U);
  const auto sent = AvrCommand{frame, 0}.encode();
  EXPECT_EQ(hex(sent, 0, 8), "8011000301020300");
  EXPECT_EQ(hex(sent, 7, 57), std::string(114, '0'));
}

TEST(Edbg, ALongFrameIsCutEvery60Bytes) {
  const base::Bytes frame = frame_of(145);
  ASSERT_EQ(AvrCommand::count(frame.size()), 3U);
  EXPECT_EQ(hex(AvrCommand{frame, 0}.encode(), 0, 6), "8013003c0102");
  EXPECT_EQ(hex(AvrCommand{frame, 1}.encode(), 0, 6), "8023003c3d3e");
  EXPECT_EQ(hex(AvrCommand{frame, 2}.encode(), 0, 6), "80330019797a");
  EXPECT_EQ(hex(AvrCommand{frame, 2}.encode(), 28, 2), "9100");
}

TEST(Edbg, AFrameOfWholeFragmentsHasNoEmptyFragmentAtItsEnd) {
  EXPECT_EQ(AvrCommand::count(120), 2U);
  const base::Bytes frame = frame_of(120);
  EXPECT_EQ(hex(AvrCommand{frame, 1}.encode(), 0, 4), "8022003c");
}

TEST(Edbg, OnlyTheLastFragmentIsAcknowledgedWith1) {
  const base::Bytes frame = frame_of(61);
  EXPECT_EQ(code_of([&] { AvrCommand{frame, 0}.check(report("8000")); }), "");
  EXPECT_EQ(code_of([&] { AvrCommand{frame, 1}.check(report("8001")); }), "");
  EXPECT_EQ(code_of([&] { AvrCommand{frame, 0}.check(report("8001")); }), "debugger.bad_answer");
  EXPECT_EQ(code_of([&] { AvrCommand{frame, 1}.check(report("8000")); }), "debugger.bad_answer");
  EXPECT_EQ(code_of([&] { AvrCommand{frame, 1}.check(report("8101")); }), "debugger.bad_answer");
}

TEST(Edbg, JoinsTheFragmentsOfAnAnswer) {
  EXPECT_EQ(hex(AvrResponse::encode(), 0, 2), "8100");
  AvrResponse response;
  EXPECT_EQ(response.take(report("8100")), AvrResponse::Progress::nothing_yet);
  EXPECT_EQ(response.take(report("81120002aabb")), AvrResponse::Progress::more);
  EXPECT_EQ(response.take(report("8100")), AvrResponse::Progress::nothing_yet);
  EXPECT_EQ(response.take(report("81220001cc")), AvrResponse::Progress::complete);
  EXPECT_EQ(base::to_hex(response.frame()), "aabbcc");
}

TEST(Edbg, DropsTheRestOfAStaleAnswer) {
  AvrResponse response;
  EXPECT_EQ(response.take(report("81230002aabb")), AvrResponse::Progress::nothing_yet);
  EXPECT_EQ(response.take(report("81330002aabb")), AvrResponse::Progress::nothing_yet);
  EXPECT_EQ(response.take(report("81110001cc")), AvrResponse::Progress::complete);
  EXPECT_EQ(base::to_hex(response.frame()), "cc");
}

TEST(Edbg, RefusesInvalidFragments) {
  // Another id, a number beyond the total, more bytes than a report has, out of order, another total.
  for (const std::string_view bad : {"8011", "81210000", "8111003d", "8111ffff", "81100000"})
    EXPECT_EQ(code_of([&] { AvrResponse().take(report(bad)); }), "debugger.bad_answer") << bad;
  for (const std::string_view bad : {"81130001aa", "81330001aa", "81240001aa", "81220001aa"}) {
    AvrResponse response;
    response.take(report("81130001aa"));
    EXPECT_EQ(code_of([&] { response.take(report(bad)); }), "debugger.bad_answer") << bad;
  }
}

}  // namespace
