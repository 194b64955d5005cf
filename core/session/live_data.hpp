// What boards publish, as the session receives it: the account's connection to the broker, the thing that the
// page watches, and other subscribers to a thing's messages; all boards at once, and the MQTT explorer, each
// with connections of its own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/channel.hpp"
#include "base/task_scope.hpp"
#include "session/account_session.hpp"
#include "telemetry/broker_connection.hpp"
#include "telemetry/explorer.hpp"
#include "telemetry/fleet.hpp"
#include "telemetry/watcher.hpp"

namespace session {

class LiveData {
 public:
  explicit LiveData(Platform platform) : platform_(platform), closing_(platform.executor) {}

  /// From now on the data are those of this account; connects when somebody asks for data.
  void open(std::shared_ptr<aws::Client> client, std::string endpoint);
  /// Ends what open() began. The connection closes in the background.
  void close();

  /// Calls back at each message on the thing's sensors topic. Throws session.no_account,
  /// telemetry.invalid_thing_name.
  [[nodiscard]] telemetry::Subscription listen(const std::string& thing_name, std::function<void()> callback);
  /// Watches this thing and no other. If the thing is watched already, starts again only after a failure.
  /// Throws session.no_account, telemetry.invalid_thing_name.
  void watch(std::string thing_name);
  void unwatch();
  /// See telemetry::Watcher. Throws session.not_watching.
  base::task<void> set_toggle(bool on);
  /// See telemetry::delete_shadow. Throws session.no_account.
  base::task<void> delete_shadow(std::string thing_name);
  /// Nothing if no thing is watched.
  const telemetry::Watcher* watcher() const { return watcher_.get(); }
  bool is_watching(const std::string& thing_name) const;
  /// The watched thing's data for the chart; empty if no thing is watched.
  telemetry::Columns series() const { return watcher_ ? watcher_->series().columns() : telemetry::Columns(); }

  /// Watches these things, too, on at most that many connections (0: as many as are needed; fixed by the
  /// first call). Throws session.no_account.
  void watch_all(const std::vector<std::string>& thing_names, int connections);
  /// Drops what was received, too.
  void unwatch_all();
  /// Nullptr before watch_all().
  telemetry::Fleet* fleet() const { return fleet_.get(); }
  /// What all boards sent.
  const telemetry::MessageLog& fleet_messages() const { return fleet_messages_; }

  /// Opened by its first use. Throws session.no_account.
  telemetry::Explorer& explorer();
  telemetry::Explorer* explorer_if_open() const { return explorer_.get(); }
  const telemetry::MessageLog& explorer_messages() const { return explorer_messages_; }
  void clear_explorer();
  /// See telemetry::Explorer and telemetry::ShadowDocument. Throw session.no_account; those of the shadow
  /// session.not_watching unless it is open.
  base::task<void> publish(std::string topic, base::Bytes payload);
  base::task<void> read_shadow();
  base::task<void> update_shadow(std::string desired);
  base::task<void> delete_shadow();

  std::function<void()> on_change;
  /// The connection was lost or refused.
  std::function<void(const base::Error&)> on_failure;
  /// The watched thing has published.
  std::function<void(const std::string& thing_name)> on_message;

 private:
  static constexpr std::size_t explorer_octets = std::size_t{4} << 20;

  struct Account {
    std::shared_ptr<aws::Client> client;
    std::string endpoint;
  };
  const std::shared_ptr<telemetry::BrokerConnection>& connection();
  telemetry::OwnConnection::Dependencies own_connection();
  const std::shared_ptr<telemetry::ShadowDocument>& shadow() const;
  void close_explorer();

  Platform platform_;
  base::Mutex mqtt_lock_;
  std::optional<Account> account_;
  std::shared_ptr<telemetry::BrokerConnection> connection_;  // from its first use
  std::shared_ptr<telemetry::Watcher> watcher_;
  telemetry::Subscription watched_messages_;
  telemetry::MessageLog fleet_messages_;
  telemetry::MessageLog explorer_messages_{explorer_octets};
  std::unique_ptr<telemetry::Fleet> fleet_;
  std::shared_ptr<telemetry::Explorer> explorer_;
  base::TaskScope closing_;
};

}  // namespace session
