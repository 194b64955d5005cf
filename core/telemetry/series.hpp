// The data of the chart: the readings of the last one or two hours, their rate and their times. Uses bounded
// memory, however long a page stays open.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "base/clock.hpp"

namespace telemetry {

struct Sample {
  double time = 0.0;  // milliseconds since 1970
  double light = 0.0;
  double temperature = 0.0;
};

/// Columns of equal length, oldest first.
struct Columns {
  std::vector<double> time;
  std::vector<double> light;
  std::vector<double> temperature;
};

/// Keeps the newest `capacity` samples.
class Series {
 public:
  static constexpr std::size_t default_capacity = 7200;  // two hours at one sample per second

  explicit Series(std::size_t capacity = default_capacity) : capacity_(capacity) {}
  void add(Sample sample);
  std::size_t size() const { return samples_.size(); }
  Columns columns() const;

 private:
  std::size_t capacity_;
  std::size_t oldest_ = 0;
  std::vector<Sample> samples_;
};

/// The number of messages per minute, measured over the last ten seconds; 0 with fewer than two messages.
class MessageRate {
 public:
  static constexpr base::Duration window = std::chrono::seconds(10);

  /// Counts a message.
  void arrived(base::Instant now);
  double per_minute(base::Instant now);

 private:
  void forget_before(base::Instant now);
  std::deque<base::Instant> arrivals_;
};

/// Converts instants of the executor to milliseconds since 1970, with the resolution of the executor's clock;
/// the wall clock has whole seconds only. Follows a wall clock that jumps ahead (after the computer slept),
/// but not one that is set back, because a chart's time must not run backwards.
class Timeline {
 public:
  /// The milliseconds since 1970 at `now`, when the wall clock shows `wall`.
  double at(base::Instant now, base::SystemTime wall);

 private:
  std::optional<base::Instant> anchor_;
  double anchor_time_ = 0.0;
};

}  // namespace telemetry
