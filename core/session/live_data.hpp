// What boards publish, as the session receives it: the account's one connection to the broker, the thing that
// the page watches, and other subscribers to a thing's messages.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/channel.hpp"
#include "base/task_scope.hpp"
#include "session/account_session.hpp"
#include "telemetry/broker_connection.hpp"
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
  /// Nothing if no thing is watched.
  const telemetry::Watcher* watcher() const { return watcher_.get(); }
  bool is_watching(const std::string& thing_name) const;
  /// The watched thing's data for the chart; empty if no thing is watched.
  telemetry::Columns series() const { return watcher_ ? watcher_->series().columns() : telemetry::Columns(); }

  std::function<void()> on_change;
  /// The connection was lost or refused.
  std::function<void(const base::Error&)> on_failure;
  /// The watched thing has published.
  std::function<void(const std::string& thing_name)> on_message;

 private:
  struct Account {
    std::shared_ptr<aws::Client> client;
    std::string endpoint;
  };
  const std::shared_ptr<telemetry::BrokerConnection>& connection();

  Platform platform_;
  base::Mutex mqtt_lock_;
  std::optional<Account> account_;
  std::shared_ptr<telemetry::BrokerConnection> connection_;  // from its first use
  std::shared_ptr<telemetry::Watcher> watcher_;
  telemetry::Subscription watched_messages_;
  base::TaskScope closing_;
};

}  // namespace session
