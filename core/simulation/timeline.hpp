// The virtual board's own time. Its events happen in the order and at the times of the model, to the
// nanosecond, even if the executor's timers are late (a browser's timers are milliseconds late, and a byte
// takes 87 microseconds). Overdue events run in order, each at its nominal time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "base/executor.hpp"

namespace simulation {

class Timeline {
 public:
  /// The timeline runs `speed` times as fast as the executor's time.
  explicit Timeline(base::Executor& executor, unsigned speed = 1);
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;
  ~Timeline();

  /// Inside an event, the event's nominal time.
  base::Instant now() const;
  base::Executor& executor() const { return executor_; }

 private:
  friend class Alarm;
  using Id = std::pair<base::Instant, std::uint64_t>;
  Id at(base::Instant when, std::function<void()> callback);
  void cancel(Id id);
  base::Instant scaled(base::Instant executor_time) const;
  void arm();
  void catch_up();

  base::Executor& executor_;
  const unsigned speed_;
  const base::Instant origin_;
  std::optional<base::Instant> event_time_;
  std::uint64_t next_number_ = 0;
  std::map<Id, std::function<void()>> events_;
  std::optional<base::Executor::TimerId> timer_;
};

/// At most one future event. The destructor cancels it.
class Alarm {
 public:
  explicit Alarm(Timeline& timeline) : timeline_(timeline) {}
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm() { stop(); }

  /// Replaces the event that was set before. The callback may set the alarm again, or destroy it.
  void set(base::Duration from_now, std::function<void()> callback) {
    set_at(timeline_.now() + from_now, std::move(callback));
  }
  void set_at(base::Instant when, std::function<void()> callback);
  void stop();
  bool is_set() const { return id_.has_value(); }

 private:
  Timeline& timeline_;
  std::optional<Timeline::Id> id_;
};

}  // namespace simulation
