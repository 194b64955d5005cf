// What one thing publishes, as the page shows it: its measurements, and its switch, which is the toggle of
// its shadow. Subscribes at a BrokerConnection that others use, too. Without permission for the shadow the
// data still arrive.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "base/task.hpp"
#include "base/task_scope.hpp"
#include "telemetry/broker_connection.hpp"
#include "telemetry/sensor_message.hpp"
#include "telemetry/series.hpp"
#include "telemetry/shadow.hpp"
#include "telemetry/topics.hpp"

namespace telemetry {

enum class WatchStatus : std::uint8_t {
  idle,
  connecting,
  waiting,       // subscribed, no message since
  live,          // messages with numbers arrive
  unreadable,    // messages arrive, but none of the last 15 s had a number: WatchState::odd_reason
  silent,        // no message for 15 s, after there were some
  reconnecting,  // after a loss, or while there is no network
  failed,        // somebody has to change something; retried now and then all the same
};
constexpr auto names_of(WatchStatus) {
  return base::enum_names<WatchStatus>("WatchStatus", {{WatchStatus::idle, "idle"},
                                                       {WatchStatus::connecting, "connecting"},
                                                       {WatchStatus::waiting, "waiting"},
                                                       {WatchStatus::live, "live"},
                                                       {WatchStatus::unreadable, "unreadable"},
                                                       {WatchStatus::silent, "silent"},
                                                       {WatchStatus::reconnecting, "reconnecting"},
                                                       {WatchStatus::failed, "failed"}});
}
constexpr std::string_view name(WatchStatus status) {
  return base::name_of(status);
}

struct LastMessage {
  std::string topic;
  std::string text;   // unchanged, at most its first 4096 octets
  double time = 0.0;  // milliseconds since 1970
};

struct WatchState {
  WatchStatus status = WatchStatus::idle;
  std::uint64_t messages = 0;  // on the sensors' topic, odd ones included
  std::uint64_t odd = 0;
  std::optional<OddMessage> odd_reason;  // of the last odd message
  double rate = 0.0;                     // messages per minute, over the last ten seconds
  /// Since the last message, counted once there has been none for 3 s; else 0.
  std::chrono::seconds quiet_for{0};
  std::optional<LastMessage> last_message;
  std::optional<bool> toggle_asked;
  std::optional<bool> toggle_reported;
  std::optional<base::Error> error;

  /// True while messages arrive, readable or not.
  bool is_receiving() const { return status == WatchStatus::live || status == WatchStatus::unreadable; }
};

class Watcher {
 public:
  static constexpr base::Duration silence = std::chrono::seconds(15);
  static constexpr base::Duration quiet = std::chrono::seconds(3);

  struct Dependencies {
    base::Executor& executor;
    base::Log& log;
  };

  /// Watches from now on, until it is destroyed. Throws telemetry.invalid_thing_name.
  Watcher(Dependencies dependencies, std::shared_ptr<BrokerConnection> connection,
          std::string_view thing_name);
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// Begins the series with data that are known from elsewhere.
  void begin_with(const Series& series) { series_.add_all(series); }

  /// Asks the board to set its switch; ends when AWS has accepted the request, which is before the board
  /// acts. Throws mqtt.not_connected, telemetry.toggle_lost, telemetry.shadow_refused. The watcher must live
  /// until the task has ended.
  base::task<void> set_toggle(bool on);

  const WatchState& state() const { return state_; }
  const Topics& topics() const { return topics_; }
  const Series& series() const { return series_; }

  /// Called after every change of state() or series().
  std::function<void()> on_change;

 private:
  void on_change_of_sensors();
  void on_change_of_shadow();
  void subscribe_to_shadow();
  void refuse_shadow(std::string_view action, const std::string& resource);
  base::task<void> ask_for_shadow();
  base::task<void> update_status_with_time();
  std::chrono::seconds quiet_until(base::Instant now) const;

  base::Error toggle_failure(const base::Error& failure) const;
  void on_sensor_message(const ports::MqttMessage& message);
  void on_shadow_message(const ports::MqttMessage& message);
  void set_status(WatchStatus status);
  void notify() const;

  Dependencies dependencies_;
  std::shared_ptr<BrokerConnection> connection_;
  Topics topics_;

  WatchState state_;
  Series series_;
  MessageRate rate_;
  Timeline timeline_;
  bool is_subscribed_ = false;
  base::Instant last_message_at_{};               // or of the subscription
  std::optional<base::Instant> received_at_;      // the last message
  std::optional<base::Instant> last_reading_at_;  // the last message with numbers
  bool has_asked_for_shadow_ = false;             // since the shadow's topics were granted
  std::optional<base::Error> shadow_error_;
  PermissionProbe shadow_get_;
  PermissionProbe shadow_update_;
  base::TaskScope tasks_;
  Subscription sensors_;
  Subscription shadow_update_accepted_;
  Subscription shadow_get_accepted_;
};

}  // namespace telemetry
