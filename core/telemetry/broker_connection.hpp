// An account's only connection to AWS IoT's message broker, shared by any number of subscribers. Connects
// when somebody subscribes, subscribes again with a newly signed URL after every loss, explains refusals, and
// closes when the last subscriber has gone.
//
//   telemetry::Subscription readings = connection.subscribe("board/sensors", {on_message, on_change});
//
// AWS closes the connection at a subscription or publication that it does not permit. To learn which one that
// was, the connection waits for each answer before it sends the next request.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "aws/client.hpp"
#include "base/channel.hpp"
#include "base/enum_names.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "base/task_scope.hpp"
#include "ports/mqtt_client.hpp"
#include "ports/platform.hpp"
#include "telemetry/permission_probe.hpp"
#include "telemetry/subscription_table.hpp"

namespace telemetry {

/// The page's MQTT client ids begin with this prefix; the IAM policies for watching allow exactly such ids.
inline constexpr std::string_view client_id_prefix = "web-provisioner-";
inline constexpr std::string_view client_id_pattern = "web-provisioner-*";

/// The source of this layer's log lines.
inline constexpr std::string_view log_source = "telemetry";

enum class ConnectionStatus : std::uint8_t {
  idle,  // nobody subscribes, or all subscriptions were refused
  connecting,
  connected,
  reconnecting,  // after a loss, or while there is no network
  failed,        // somebody has to change something; retried now and then all the same
};

constexpr auto names_of(ConnectionStatus) {
  return base::enum_names<ConnectionStatus>("ConnectionStatus",
                                            {{ConnectionStatus::idle, "idle"},
                                             {ConnectionStatus::connecting, "connecting"},
                                             {ConnectionStatus::connected, "connected"},
                                             {ConnectionStatus::reconnecting, "reconnecting"},
                                             {ConnectionStatus::failed, "failed"}});
}

struct ConnectionState {
  ConnectionStatus status = ConnectionStatus::idle;
  std::optional<base::Error> error;  // while it is reconnecting or failed
};

class BrokerConnection {
 public:
  static constexpr base::Duration first_pause = std::chrono::seconds(1);
  static constexpr base::Duration longest_pause = std::chrono::seconds(30);
  /// How long the connection stays open without a subscriber.
  static constexpr base::Duration linger = std::chrono::seconds(2);

  struct Dependencies {
    base::Executor& executor;
    ports::MqttClient& mqtt;
    base::Mutex& mqtt_lock;  // held while the client is in use, because it has one connection at a time
    ports::Random& random;
    base::Log& log;
  };

  /// All that is passed by reference must outlive the connection. `endpoint`: the account's data endpoint.
  /// Throws random.unavailable.
  BrokerConnection(Dependencies dependencies, std::shared_ptr<aws::Client> client, std::string endpoint);
  BrokerConnection(const BrokerConnection&) = delete;
  BrokerConnection& operator=(const BrokerConnection&) = delete;
  ~BrokerConnection();

  /// `filter`: a topic filter of MQTT 3.1.1. Subscribers of the same filter share one subscription.
  [[nodiscard]] Subscription subscribe(std::string filter, SubscriberCallbacks callbacks);
  /// Ends when AWS has the message (quality of service 1). `probe` counts how often AWS closes the connection
  /// at this message, and must live until the task has ended. Throws mqtt.not_connected if the message was
  /// not sent, mqtt.connection_lost, base.timed_out.
  base::task<void> publish(ports::MqttMessage message, PermissionProbe& probe);
  /// Closes the connection for good.
  base::task<void> close();

  const ConnectionState& state() const { return state_; }
  const std::string& client_id() const { return client_id_; }
  /// The time by AWS's clock.
  base::SystemTime aws_time() const { return client_->now(); }

  /// Called with the cause when the connection is lost or refused.
  std::function<void(const base::Error&)> on_failure;

 private:
  base::task<void> run();
  base::task<void> rest();
  base::task<void> run_session();
  base::task<void> serve();
  base::task<void> recover(base::Error error);
  base::task<void> connect();
  base::task<void> receive_messages();
  base::task<void> keep_subscriptions(base::Cancellation& session);
  base::task<void> subscribe_at_broker(std::string filter);
  base::task<void> unsubscribe_at_broker(std::string filter);
  base::task<void> send(ports::MqttMessage message, PermissionProbe& probe);
  template <class T>
  base::task<T> noting_loss(base::task<T> work);
  void require_open() const;
  base::task<bool> is_woken_within(base::Duration limit);
  base::Duration randomly_shortened(base::Duration pause) const;
  void set_state(ConnectionStatus status, std::optional<base::Error> error = std::nullopt);

  Dependencies dependencies_;
  std::shared_ptr<aws::Client> client_;
  std::string endpoint_;
  std::string client_id_;
  ConnectionState state_;
  bool is_open_ = false;        // from CONNACK until a request fails because the connection is lost
  std::uint64_t failures_ = 0;  // in a row, without a connection that lasted
  base::Mutex requests_;        // held from a request to its answer
  base::Channel<std::monostate> wake_;
  std::shared_ptr<SubscriptionTable> table_;
  base::TaskScope tasks_;
};

}  // namespace telemetry
