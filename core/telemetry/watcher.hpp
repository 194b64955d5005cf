// Follows what one thing sends, for as long as somebody looks: connects to AWS IoT, subscribes, reconnects
// with a freshly signed address after every loss, and says what is known when that is refused. The board's
// switch is its shadow's toggle; who may not use the shadow still sees the data. Knows no board and no page.
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
#include "telemetry/refusal.hpp"
#include "telemetry/sensor_message.hpp"
#include "telemetry/series.hpp"
#include "telemetry/shadow.hpp"
#include "telemetry/topics.hpp"

namespace telemetry {

/// The page's MQTT client ids begin with this; IAM policies for watching allow exactly these.
inline constexpr std::string_view client_id_prefix = "web-provisioner-";
inline constexpr std::string_view client_id_pattern = "web-provisioner-*";

enum class WatchStatus : std::uint8_t {
  idle,
  connecting,
  waiting,  // subscribed; nothing has come since
  live,
  silent,        // nothing for 15 s, after something had come
  reconnecting,  // by itself, after a loss or where the network is away
  failed,        // somebody has to change something; tried again now and then all the same
};
/// "idle", …
std::string_view name(WatchStatus status);

struct LastMessage {
  std::string topic;
  std::string text;   // as it came, at most 4096 octets of it
  double time = 0.0;  // milliseconds since 1970
};

struct WatchState {
  WatchStatus status = WatchStatus::idle;
  std::uint64_t messages = 0;  // on the sensors' topic, odd ones too
  std::uint64_t odd = 0;
  double rate = 0.0;  // messages a minute, over the last ten seconds
  std::optional<std::int32_t> light;
  std::optional<double> temperature;
  std::optional<LastMessage> last_message;
  std::optional<bool> toggle_asked;
  std::optional<bool> toggle_reported;
  std::optional<base::Error> error;
};

class Watcher {
 public:
  static constexpr base::Duration silence = std::chrono::seconds(15);
  static constexpr base::Duration first_pause = std::chrono::seconds(1);
  static constexpr base::Duration longest_pause = std::chrono::seconds(30);

  struct Edges {
    ports::MqttClient& mqtt;
    ports::Random& random;
    base::Log& log;
  };

  /// Everything referred to outlives it. `endpoint`: the account's data endpoint.
  /// telemetry.invalid_thing_name, random.unavailable.
  Watcher(Edges edges, aws::Client& client, std::string endpoint, std::string_view thing_name);

  /// Follows until it is cancelled; ends with base.cancelled and the connection closed. Once at a time.
  base::task<void> run();

  /// Asks the board for its switch; ends when AWS has taken it, which is before the board does it.
  /// mqtt.not_connected, telemetry.toggle_lost, telemetry.shadow_refused.
  base::task<void> set_toggle(bool on);

  const WatchState& state() const { return state_; }
  const Topics& topics() const { return topics_; }
  const Series& series() const { return series_; }
  const std::string& client_id() const { return client_id_; }

  /// Called after every change of state() or series().
  std::function<void()> on_change;

 private:
  /// What AWS does not permit, a subscription or a publication, it answers by hanging up without a word
  /// (aws-iot-device-sdk-js, issue 191), as a network does: twice in a row is a no.
  class Unanswered {
   public:
    void asked() { open_ = true; }
    void answered() { open_ = false, times_ = 0; }
    void lost() { times_ += open_ ? 1 : 0, open_ = false; }
    bool refused() const { return times_ >= 2; }

   private:
    bool open_ = false;
    int times_ = 0;
  };

  base::task<void> follow();
  base::task<base::Error> connection();
  base::task<void> serve();
  base::task<void> receive_messages();
  base::task<void> follow_shadow();
  base::task<void> subscribe_to_shadow(std::string topic);
  base::task<void> watch_the_time();
  base::task<void> pause();

  base::Error shadow_refusal(std::string_view action, const std::string& resource) const;
  void take(const ports::MqttMessage& message);
  void take_sensors(const ports::MqttMessage& message);
  void take_shadow(const ports::MqttMessage& message);
  void enter(WatchStatus status);
  void changed() const;

  Edges edges_;
  aws::Client& client_;
  std::string endpoint_;
  Topics topics_;
  std::string client_id_;
  base::Executor* executor_ = nullptr;  // while run() runs

  WatchState state_;
  Series series_;
  MessageRate rate_;
  Timeline timeline_;
  std::optional<OddMessage> last_odd_;
  bool connected_ = false;
  base::Instant news_{};     // of the last message, or the subscription
  std::uint64_t tries_ = 0;  // in a row, without a connection that held
  Unanswered sensors_subscription_;
  Unanswered shadow_subscription_;
  Unanswered shadow_get_;
  Unanswered shadow_update_;
};

}  // namespace telemetry
