#include "telemetry/fleet_board.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace telemetry {

namespace {

/// A board that misses this many of its usual messages in a row is silent.
constexpr int missed_messages = 3;

}  // namespace

void MessageInterval::arrived(base::Instant now) {
  if (last_) pauses_[count_++ % kept] = now - *last_;
  last_ = now;
}

std::optional<base::Duration> MessageInterval::usual() const {
  const std::size_t size = std::min(count_, kept);
  if (size == 0) return std::nullopt;
  std::array<base::Duration, kept> sorted = pauses_;
  const auto quartile = sorted.begin() + static_cast<std::ptrdiff_t>(size / 4);
  std::nth_element(sorted.begin(), quartile, sorted.begin() + static_cast<std::ptrdiff_t>(size));
  return *quartile;
}

void FleetBoard::on_message(base::ByteView payload, base::Instant now, double time) {
  const SensorMessage message = parse_sensor_message(payload);
  const auto* measurements = std::get_if<Measurements>(&message);
  is_readable_ = measurements != nullptr;
  if (is_readable_) {
    series_.add(time, *measurements);
  } else {
    ++odd_;
  }
  ++messages_;
  last_time_ = time;
  last_message_at_ = now;
  rate_.arrived(now);
  interval_.arrived(now);
}

void FleetBoard::on_presence(Presence presence, base::Instant now) {
  if (presence_ && !presence.is_newer_than(*presence_)) return;
  presence_ = std::move(presence);
  presence_at_ = now;
}

BoardCondition FleetBoard::condition(base::Instant now, BoardCondition otherwise) const {
  const bool is_news = presence_ && (!last_message_at_ || presence_at_ > *last_message_at_);
  if (is_news && presence_->event == PresenceEvent::connect_failed) return BoardCondition::refused;
  if (is_news && presence_->event == PresenceEvent::disconnected) return BoardCondition::disconnected;
  if (otherwise != BoardCondition::waiting || !last_message_at_) return otherwise;
  if (now - *last_message_at_ >= silence()) return BoardCondition::silent;
  return is_readable_ ? BoardCondition::live : BoardCondition::unreadable;
}

double FleetBoard::expected_per_second(base::Instant now) const {
  const std::optional<base::Duration> usual = interval_.usual();
  if (!usual || now - *last_message_at_ > longest_expectation) return 0.0;
  if (presence_ && presence_->event == PresenceEvent::disconnected && presence_at_ > *last_message_at_)
    return 0.0;
  // Messages of one frame seem to come at the same time.
  return 1.0 / std::max(std::chrono::duration<double>(*usual).count(), 0.01);
}

base::Duration FleetBoard::silence() const {
  const base::Duration usual = interval_.usual().value_or(base::Duration::zero());
  return std::max<base::Duration>(shortest_silence, missed_messages * usual);
}

}  // namespace telemetry
