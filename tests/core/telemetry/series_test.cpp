#include "telemetry/series.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using telemetry::MessageRate;
using telemetry::Series;
using telemetry::Timeline;

base::Instant after(base::Duration duration) {
  return base::Instant(duration);
}

TEST(Series, KeepsTheNewestInOrder) {
  Series series(3);
  for (int i = 1; i <= 5; ++i) series.add({i * 1000.0, i * 10.0, i * 0.5});
  const auto columns = series.columns();
  EXPECT_EQ(columns.time, (std::vector<double>{3000, 4000, 5000}));
  EXPECT_EQ(columns.light, (std::vector<double>{30, 40, 50}));
  EXPECT_EQ(columns.temperature, (std::vector<double>{1.5, 2.0, 2.5}));
}

TEST(Series, IsEmptyAtFirst) {
  EXPECT_TRUE(Series().columns().time.empty());
}

TEST(Series, HoldsAnHourOfSamplesAndNotMoreThanItsCapacity) {
  Series series;
  for (int i = 0; i < 20'000; ++i) series.add({i * 1000.0, 0.0, 0.0});
  const auto columns = series.columns();
  EXPECT_EQ(columns.time.size(), Series::default_capacity);
  EXPECT_GE(columns.time.back() - columns.time.front(), 3600.0 * 1000.0);
}

TEST(MessageRate, IsSixtyForOneMessageASecond) {
  MessageRate rate;
  EXPECT_EQ(rate.per_minute(after(0s)), 0.0);
  for (int i = 0; i < 30; ++i) {
    rate.arrived(after(i * 1s));
    EXPECT_DOUBLE_EQ(rate.per_minute(after(i * 1s)), i == 0 ? 0.0 : 60.0) << i;
  }
}

TEST(MessageRate, FallsWithoutMessages) {
  MessageRate rate;
  for (int i = 0; i < 10; ++i) rate.arrived(after(i * 1s));
  EXPECT_LT(rate.per_minute(after(15s)), 60.0);
  EXPECT_EQ(rate.per_minute(after(30s)), 0.0);
}

TEST(MessageRate, StaysPlausibleForABurst) {
  MessageRate rate;
  for (int i = 0; i < 4; ++i) rate.arrived(after(1s));
  EXPECT_DOUBLE_EQ(rate.per_minute(after(1s)), 180.0);
}

const base::SystemTime noon{1'800'000'000s};

TEST(Timeline, HasAFinerResolutionThanTheWallClock) {
  Timeline timeline;
  EXPECT_EQ(timeline.at(after(0ms), noon), 1.8e12);
  EXPECT_EQ(timeline.at(after(250ms), noon), 1.8e12 + 250.0);
  EXPECT_EQ(timeline.at(after(1750ms), noon + 1s), 1.8e12 + 1750.0);
}

TEST(Timeline, FollowsAComputerThatSlept) {
  Timeline timeline;
  timeline.at(after(0s), noon);
  EXPECT_EQ(timeline.at(after(1s), noon + 3600s), 1.8e12 + 3'600'000.0);
}

TEST(Timeline, NeverRunsBackwards) {
  Timeline timeline;
  timeline.at(after(0s), noon);
  EXPECT_EQ(timeline.at(after(1s), noon - 3600s), 1.8e12 + 1000.0);
}

}  // namespace
