// One of many boards that are watched at once: what its messages and AWS's lifecycle events tell about it.
// Subscribes to nothing itself; Fleet passes on what arrives.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/enum_names.hpp"
#include "telemetry/presence.hpp"
#include "telemetry/sensor_message.hpp"
#include "telemetry/series.hpp"

namespace telemetry {

/// The largest trouble first.
enum class BoardCondition : std::uint8_t {
  refused,       // AWS did not let the board connect
  disconnected,  // AWS says so, and no message has come since
  silent,        // no message for longer than the board's usual pause, after there were some
  unreadable,    // messages arrive, but the last had no number
  unwatched,     // not subscribed to: beyond a limit, or not permitted
  waiting,       // subscribed, no message yet
  connecting,    // not subscribed yet, or not again after a loss
  live,
};
constexpr auto names_of(BoardCondition) {
  using enum BoardCondition;
  return base::enum_names<BoardCondition>("BoardCondition", {{refused, "refused"},
                                                             {disconnected, "disconnected"},
                                                             {silent, "silent"},
                                                             {unreadable, "unreadable"},
                                                             {unwatched, "unwatched"},
                                                             {waiting, "waiting"},
                                                             {connecting, "connecting"},
                                                             {live, "live"}});
}

/// The usual time between two messages. Messages that AWS discards make some of the pauses longer, so this is
/// a low quartile, not an average.
class MessageInterval {
 public:
  void arrived(base::Instant now);
  /// Nullopt until a second message.
  std::optional<base::Duration> usual() const;

 private:
  static constexpr std::size_t kept = 16;
  std::array<base::Duration, kept> pauses_{};
  std::size_t count_ = 0;
  std::optional<base::Instant> last_;
};

class FleetBoard {
 public:
  /// A small chart and an enlarged one that begins with data: ten minutes at one message per second.
  static constexpr std::size_t kept_messages = 600;
  /// A board is not silent before this time, however often it usually sends.
  static constexpr base::Duration shortest_silence = std::chrono::seconds(15);
  /// After this time without a message, AWS is not assumed to discard what the board sends.
  static constexpr base::Duration longest_expectation = std::chrono::minutes(5);

  explicit FleetBoard(std::string thing_name) : thing_name_(std::move(thing_name)), series_(kept_messages) {}

  /// `time`: milliseconds since 1970.
  void on_message(base::ByteView payload, base::Instant now, double time);
  void on_presence(Presence presence, base::Instant now);

  const std::string& thing_name() const { return thing_name_; }
  /// `otherwise`: the condition of a board that nothing is known of.
  BoardCondition condition(base::Instant now, BoardCondition otherwise) const;
  std::uint64_t messages() const { return messages_; }
  std::uint64_t odd() const { return odd_; }
  /// Messages per minute.
  double rate(base::Instant now) { return rate_.per_minute(now); }
  /// How many messages per second the board sends, whether they arrive or not.
  double expected_per_second(base::Instant now) const;
  /// Of the last message, milliseconds since 1970; 0 without one.
  double last_time() const { return last_time_; }
  const Series& series() const { return series_; }
  /// The newest event.
  const std::optional<Presence>& presence() const { return presence_; }

 private:
  base::Duration silence() const;

  std::string thing_name_;
  Series series_;
  MessageRate rate_;
  MessageInterval interval_;
  std::uint64_t messages_ = 0;
  std::uint64_t odd_ = 0;
  bool is_readable_ = false;  // the last message
  double last_time_ = 0.0;
  std::optional<base::Instant> last_message_at_;
  std::optional<Presence> presence_;
  base::Instant presence_at_{};
};

}  // namespace telemetry
