// Receives what one thing publishes: connects to AWS IoT, subscribes, reconnects with a newly signed URL
// after every loss, and explains refusals. The board's switch is the toggle of its shadow; without permission
// for the shadow the data still arrive.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/client.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "base/task.hpp"
#include "ports/mqtt_client.hpp"
#include "ports/platform.hpp"
#include "telemetry/connection_failure.hpp"
#include "telemetry/sensor_message.hpp"
#include "telemetry/series.hpp"
#include "telemetry/shadow.hpp"
#include "telemetry/topics.hpp"

namespace telemetry {

/// The page's MQTT client ids begin with this prefix; the IAM policies for watching allow exactly such ids.
inline constexpr std::string_view client_id_prefix = "web-provisioner-";
inline constexpr std::string_view client_id_pattern = "web-provisioner-*";

enum class WatchStatus : std::uint8_t {
  idle,
  connecting,
  waiting,       // subscribed, no message since
  live,          // readings arrive
  unreadable,    // messages arrive, but none of the last 15 s was a reading: WatchState::odd_reason
  silent,        // no message for 15 s, after there were some
  reconnecting,  // after a loss, or while there is no network
  failed,        // somebody has to change something; retried now and then all the same
};
/// "idle", …
std::string_view name(WatchStatus status);

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
  std::optional<std::int32_t> light;
  std::optional<double> temperature;
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
  static constexpr base::Duration first_pause = std::chrono::seconds(1);
  static constexpr base::Duration longest_pause = std::chrono::seconds(30);

  struct Dependencies {
    ports::MqttClient& mqtt;
    ports::Random& random;
    base::Log& log;
  };

  /// Everything passed by reference must outlive the watcher. `endpoint`: the account's data endpoint. Throws
  /// telemetry.invalid_thing_name, random.unavailable.
  Watcher(Dependencies dependencies, aws::Client& client, std::string endpoint, std::string_view thing_name);

  /// Watches until cancelled; ends with base.cancelled and closes the connection. Must not run twice at a
  /// time.
  base::task<void> run();

  /// Asks the board to set its switch; ends when AWS has accepted the request, which is before the board
  /// acts. Throws mqtt.not_connected, telemetry.toggle_lost, telemetry.shadow_refused.
  base::task<void> set_toggle(bool on);

  const WatchState& state() const { return state_; }
  const Topics& topics() const { return topics_; }
  const Series& series() const { return series_; }
  const std::string& client_id() const { return client_id_; }

  /// Called after every change of state() or series().
  std::function<void()> on_change;

 private:
  /// AWS answers a subscription or publication that it does not permit by closing the connection
  /// (aws-iot-device-sdk-js, issue 191), as a lost network does. Two losses in a row count as a refusal.
  class PermissionProbe {
   public:
    void sent() { is_pending_ = true; }
    void answered() { is_pending_ = false, losses_ = 0; }
    void connection_lost() { losses_ += is_pending_ ? 1 : 0, is_pending_ = false; }
    bool is_refused() const { return losses_ >= 2; }

   private:
    bool is_pending_ = false;
    int losses_ = 0;
  };

  base::task<void> reconnect_forever();
  base::task<base::Error> run_connection();
  base::task<void> connect_and_receive();
  base::task<void> receive_messages();
  base::task<void> watch_shadow();
  base::task<void> subscribe_to_shadow(std::string topic);
  base::task<void> update_status_with_time();
  base::task<void> pause();

  base::Error shadow_refusal(std::string_view action, const std::string& resource) const;
  void on_message(const ports::MqttMessage& message);
  void on_sensor_message(const ports::MqttMessage& message);
  void on_shadow_message(const ports::MqttMessage& message);
  void set_status(WatchStatus status);
  void notify() const;

  Dependencies dependencies_;
  aws::Client& client_;
  std::string endpoint_;
  Topics topics_;
  std::string client_id_;
  base::Executor* executor_ = nullptr;  // while run() runs

  WatchState state_;
  Series series_;
  MessageRate rate_;
  Timeline timeline_;
  bool connected_ = false;
  base::Instant last_message_at_{};  // or of the subscription
  std::optional<base::Instant> last_reading_at_;
  std::uint64_t failures_ = 0;  // in a row, without a connection that lasted
  PermissionProbe sensors_subscription_;
  PermissionProbe shadow_subscription_;
  PermissionProbe shadow_get_;
  PermissionProbe shadow_update_;
};

}  // namespace telemetry
