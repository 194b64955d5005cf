#include "simulation/timeline.hpp"

#include <algorithm>

namespace simulation {

Timeline::Timeline(base::Executor& executor, unsigned speed)
    : executor_(executor), speed_(speed), origin_(executor.now()) {}

Timeline::~Timeline() {
  if (timer_) executor_.cancel_timer(*timer_);
}

base::Instant Timeline::scaled(base::Instant executor_time) const {
  return origin_ + (executor_time - origin_) * speed_;
}

base::Instant Timeline::now() const {
  return event_time_ ? *event_time_ : scaled(executor_.now());
}

Timeline::Id Timeline::at(base::Instant when, std::function<void()> callback) {
  const Id id{when, next_number_++};
  events_.emplace(id, std::move(callback));
  arm();
  return id;
}

void Timeline::cancel(Id id) {
  events_.erase(id);
}

void Timeline::arm() {
  if (event_time_) return;  // catch_up() arms the timer after the events that are due
  if (timer_) executor_.cancel_timer(*std::exchange(timer_, std::nullopt));
  if (events_.empty()) return;
  const base::Duration ahead = events_.begin()->first.first - origin_;
  const base::Instant when = origin_ + (ahead + base::Duration(speed_ - 1)) / speed_;  // rounded up
  timer_ = executor_.call_at(std::max(when, executor_.now()), [this] { catch_up(); });
}

void Timeline::catch_up() {
  timer_.reset();
  const base::Instant limit = scaled(executor_.now());
  while (!events_.empty() && events_.begin()->first.first <= limit) {
    const auto event = events_.extract(events_.begin());
    event_time_ = event.key().first;
    event.mapped()();
  }
  event_time_.reset();
  arm();
}

void Alarm::set_at(base::Instant when, std::function<void()> callback) {
  stop();
  id_ = timeline_.at(when, [this, call = std::move(callback)] {
    id_.reset();
    const auto callback_kept = call;  // the callback may destroy this alarm
    callback_kept();
  });
}

void Alarm::stop() {
  if (id_) timeline_.cancel(*std::exchange(id_, std::nullopt));
}

}  // namespace simulation
