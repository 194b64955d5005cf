// Tests the codes of the rounds in which debuggers reset their boards.
#include "provision/pairing_rounds.hpp"

#include <bit>
#include <gtest/gtest.h>
#include <set>

namespace {

TEST(RoundCodes, AreDifferentAndHaveTheSameNumberOfResets) {
  for (const std::size_t count : {1U, 2U, 3U, 6U, 7U, 30U, 35U, 36U, 200U}) {
    const provision::RoundCodes codes = provision::round_codes(count);
    ASSERT_EQ(codes.codes.size(), count);
    EXPECT_EQ(std::set(codes.codes.begin(), codes.codes.end()).size(), count);
    for (const std::uint32_t code : codes.codes) {
      EXPECT_EQ(std::popcount(code), std::popcount(codes.codes.front()));
      EXPECT_LT(code, 1U << codes.rounds);
    }
  }
}

TEST(RoundCodes, TakeAsFewRoundsAsPossible) {
  EXPECT_EQ(provision::round_codes(0).rounds, 0U);
  EXPECT_EQ(provision::round_codes(1).rounds, 1U);
  EXPECT_EQ(provision::round_codes(2).rounds, 2U);
  EXPECT_EQ(provision::round_codes(6).rounds, 4U);
  EXPECT_EQ(provision::round_codes(30).rounds, 7U);
  EXPECT_EQ(provision::round_codes(36).rounds, 8U);
}

}  // namespace
