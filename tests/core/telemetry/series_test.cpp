#include "telemetry/series.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using telemetry::MessageRate;
using telemetry::Series;
using telemetry::Timeline;

base::Instant after(base::Duration duration) {
  return base::Instant(duration);
}

std::vector<std::string> names_in(const Series& series) {
  std::vector<std::string> names;
  for (const telemetry::Field& field : series.fields()) names.push_back(field.name);
  return names;
}

/// With -1 for a message that did not have the field.
std::vector<double> values_of(const Series& series, std::string_view field) {
  for (telemetry::Column& column : series.columns().fields) {
    if (column.name != field) continue;
    for (double& value : column.values)
      if (std::isnan(value)) value = -1.0;
    return column.values;
  }
  return {};
}

TEST(Series, KeepsTheNewestInOrder) {
  Series series(3);
  for (int i = 1; i <= 5; ++i) series.add(i * 1000.0, {{"Light", i * 10.0}, {"Temp", i * 0.5}});
  EXPECT_EQ(series.columns().time, (std::vector<double>{3000, 4000, 5000}));
  EXPECT_EQ(values_of(series, "Light"), (std::vector<double>{30, 40, 50}));
  EXPECT_EQ(values_of(series, "Temp"), (std::vector<double>{1.5, 2.0, 2.5}));
  EXPECT_EQ(series.fields().front().value, 2.5);
  EXPECT_EQ(series.fields().front().time, 5000.0);
}

TEST(Series, HasTheDemoFirmwaresFieldsFirst) {
  Series series;
  series.add(1000, {{"Light", 1}, {"humidity", 2}});
  series.add(2000, {{"Air", 3}, {"Temp", 4}});
  EXPECT_EQ(names_in(series), (std::vector<std::string>{"Temp", "Light", "humidity", "Air"}));
  EXPECT_EQ(values_of(series, "Temp"), (std::vector<double>{-1, 4}));
  EXPECT_EQ(values_of(series, "humidity"), (std::vector<double>{2, -1}));
}

TEST(Series, ForgetsOldValuesOfAFieldThatIsNotSentAnyMore) {
  Series series(2);
  series.add(1000, {{"Temp", 1}, {"humidity", 2}});
  series.add(2000, {{"Temp", 3}});
  series.add(3000, {{"Temp", 4}});
  EXPECT_EQ(values_of(series, "Temp"), (std::vector<double>{3, 4}));
  EXPECT_EQ(values_of(series, "humidity"), (std::vector<double>{-1, -1}));
  EXPECT_EQ(series.fields().back().time, 1000.0) << "the newest value keeps its time";
}

TEST(Series, SaysThatItLeavesFieldsOut) {
  Series series;
  telemetry::Measurements many;
  for (std::size_t i = 0; i < Series::max_fields; ++i) many.push_back({"f" + std::to_string(i), 1.0});
  series.add(1000, many);
  EXPECT_FALSE(series.has_left_out_fields());
  series.add(2000, {{"Temp", 21.0}});
  EXPECT_EQ(series.fields().size(), Series::max_fields);
  EXPECT_TRUE(series.has_left_out_fields());
}

TEST(Series, IsEmptyAtFirst) {
  EXPECT_TRUE(Series().columns().time.empty());
}

TEST(Series, HoldsAnHourOfMessagesAndNotMoreThanItsCapacity) {
  Series series;
  for (int i = 0; i < 20'000; ++i) series.add(i * 1000.0, {{"Temp", 0.0}});
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
