#include "base/pace.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

TEST(Pace, GivesABurstAtOnceAndThenOneTurnAnInterval) {
  base::Pace pace(10, 3);
  const base::Instant now{5s};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(pace.take(now), now);
  EXPECT_EQ(pace.take(now), now + 100ms);
  EXPECT_EQ(pace.take(now), now + 200ms);
  EXPECT_EQ(pace.take(now + 1s), now + 1s);
}

TEST(Pace, SavesNoMoreThanABurst) {
  base::Pace pace(10, 2);
  const base::Instant later{1h};
  EXPECT_EQ(pace.take(later), later);
  EXPECT_EQ(pace.take(later), later);
  EXPECT_EQ(pace.take(later), later + 100ms);
}

TEST(Pace, RefusesATurnThatDoesNotBeginAtOnce) {
  base::Pace pace(10, 1);
  const base::Instant now{5s};
  EXPECT_TRUE(pace.try_take(now));
  EXPECT_FALSE(pace.try_take(now + 99ms));
  EXPECT_TRUE(pace.try_take(now + 100ms));
}

}  // namespace
