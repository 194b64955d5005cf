// The data of the chart: the numbers of the messages of the last one or two hours, the messages' rate and
// their times. Uses bounded memory, however long a page stays open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/enum_names.hpp"
#include "telemetry/sensor_message.hpp"

namespace telemetry {

/// What a field measures. Only the demo firmware's own fields are known.
enum class Quantity : std::uint8_t { temperature, light, other };
constexpr auto names_of(Quantity) {
  return base::enum_names<Quantity>(
      "Quantity",
      {{Quantity::temperature, "temperature"}, {Quantity::light, "light"}, {Quantity::other, "other"}});
}
/// By the field's name: "Temp" and "Light" are the demo firmware's.
Quantity quantity_of(std::string_view field_name);

/// A field of the messages, with its newest value.
struct Field {
  std::string name;
  Quantity quantity{};
  double value = 0.0;
  double time = 0.0;  // of the value, milliseconds since 1970
};

/// The values of one field, with NaN for messages that did not have it.
struct Column {
  std::string name;
  std::vector<double> values;
};

/// All columns have the length of `time` (milliseconds since 1970), oldest first.
struct Columns {
  std::vector<double> time;
  std::vector<Column> fields;
};

/// Keeps the newest `capacity` messages, and of each the fields that it knows: the first `max_fields` that
/// appeared. The demo firmware's fields come first, in the order of Quantity.
class Series {
 public:
  static constexpr std::size_t default_capacity = 7200;  // two hours at one message per second
  static constexpr std::size_t max_fields = 16;

  explicit Series(std::size_t capacity = default_capacity) : capacity_(capacity) {}
  /// `time`: milliseconds since 1970.
  void add(double time, const Measurements& measurements);
  /// Adds all messages of another series.
  void add_all(const Series& other);
  std::size_t size() const { return times_.size(); }
  const std::vector<Field>& fields() const { return fields_; }
  /// True if messages have had more fields than are kept.
  bool has_left_out_fields() const { return has_left_out_fields_; }
  Columns columns() const;

 private:
  /// The index of the field, which is added if it is new; nullopt if there are too many.
  std::optional<std::size_t> index_of(const std::string& name);

  std::size_t capacity_;
  std::size_t oldest_ = 0;
  std::vector<double> times_;
  std::vector<Field> fields_;
  std::vector<std::vector<double>> values_;  // of each field, as long as times_
  bool has_left_out_fields_ = false;
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
