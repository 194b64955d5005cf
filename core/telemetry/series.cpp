#include "telemetry/series.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace telemetry {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

using Milliseconds = std::chrono::duration<double, std::milli>;

/// The most arrivals that are kept, so that a flood of messages does not fill the memory.
constexpr std::size_t max_arrivals = 100'000;

}  // namespace

Quantity quantity_of(std::string_view field_name) {
  if (field_name == "Temp") return Quantity::temperature;
  return field_name == "Light" ? Quantity::light : Quantity::other;
}

void Series::add(double time, const Measurements& measurements) {
  std::size_t row = times_.size();
  if (row < capacity_) {
    times_.push_back(time);
    for (auto& column : values_) column.push_back(nothing);
  } else {
    row = std::exchange(oldest_, (oldest_ + 1) % capacity_);
    times_[row] = time;
    for (auto& column : values_) column[row] = nothing;
  }
  for (const Measurement& measurement : measurements) {
    const std::optional<std::size_t> index = index_of(measurement.name);
    if (!index) continue;
    fields_[*index].value = measurement.value;
    fields_[*index].time = time;
    values_[*index][row] = measurement.value;
  }
}

void Series::add_all(const Series& other) {
  const Columns columns = other.columns();
  for (std::size_t row = 0; row < columns.time.size(); ++row) {
    Measurements measurements;
    for (const Column& column : columns.fields)
      if (!std::isnan(column.values[row])) measurements.push_back({column.name, column.values[row]});
    add(columns.time[row], measurements);
  }
}

std::optional<std::size_t> Series::index_of(const std::string& name) {
  const auto known =
      std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) { return field.name == name; });
  if (known != fields_.end()) return static_cast<std::size_t>(known - fields_.begin());
  if (fields_.size() == max_fields) {
    has_left_out_fields_ = true;
    return std::nullopt;
  }
  const Quantity quantity = quantity_of(name);
  const auto place = std::upper_bound(fields_.begin(), fields_.end(), quantity,
                                      [](Quantity one, const Field& field) { return one < field.quantity; });
  const auto index = place - fields_.begin();
  fields_.insert(place, Field{name, quantity});
  values_.emplace(values_.begin() + index, times_.size(), nothing);
  return static_cast<std::size_t>(index);
}

Columns Series::columns() const {
  const auto in_order = [this](const std::vector<double>& ring) {
    std::vector<double> values(ring.begin() + static_cast<std::ptrdiff_t>(oldest_), ring.end());
    values.insert(values.end(), ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(oldest_));
    return values;
  };
  Columns columns{in_order(times_), {}};
  for (std::size_t i = 0; i < fields_.size(); ++i)
    columns.fields.push_back({fields_[i].name, in_order(values_[i])});
  return columns;
}

void MessageRate::arrived(base::Instant now) {
  arrivals_.push_back(now);
  if (arrivals_.size() > max_arrivals) arrivals_.pop_front();
}

double MessageRate::per_minute(base::Instant now) {
  forget_before(now);
  if (arrivals_.size() < 2) return 0.0;
  // Count intervals instead of arrivals, so that the rate is right from the second message on. Use at least a
  // second, because two messages in one frame would give a rate of thousands.
  const base::Duration span = std::max<base::Duration>(now - arrivals_.front(), std::chrono::seconds(1));
  const double minutes = std::chrono::duration<double, std::ratio<60>>(span).count();
  return static_cast<double>(arrivals_.size() - 1) / minutes;
}

void MessageRate::forget_before(base::Instant now) {
  while (!arrivals_.empty() && now - arrivals_.front() > window) arrivals_.pop_front();
}

double Timeline::at(base::Instant now, base::SystemTime wall) {
  const double wall_time = Milliseconds(wall.time_since_epoch()).count();
  if (anchor_) {
    const double time = anchor_time_ + Milliseconds(now - *anchor_).count();
    if (time > wall_time - 1000.0) return time;
  }
  anchor_ = now;
  anchor_time_ = wall_time;
  return wall_time;
}

}  // namespace telemetry
