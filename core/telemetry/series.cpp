#include "telemetry/series.hpp"

#include <algorithm>
#include <chrono>

namespace telemetry {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// The most arrivals that are kept, so that a flood of messages does not fill the memory.
constexpr std::size_t max_arrivals = 100'000;

}  // namespace

void Series::add(Sample sample) {
  if (samples_.size() < capacity_) {
    samples_.push_back(sample);
    return;
  }
  samples_[oldest_] = sample;
  oldest_ = (oldest_ + 1) % capacity_;
}

Columns Series::columns() const {
  Columns columns;
  for (auto* column : {&columns.time, &columns.light, &columns.temperature}) column->reserve(samples_.size());
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    const Sample& sample = samples_[(oldest_ + i) % samples_.size()];
    columns.time.push_back(sample.time);
    columns.light.push_back(sample.light);
    columns.temperature.push_back(sample.temperature);
  }
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
