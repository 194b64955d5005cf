#include "session/live_data.hpp"

#include <utility>

#include "session/errors.hpp"

namespace session {

namespace {

base::task<void> close_connection(std::shared_ptr<telemetry::BrokerConnection> connection) {
  co_await connection->close();
}

}  // namespace

void LiveData::open(std::shared_ptr<aws::Client> client, std::string endpoint) {
  close();
  account_ = Account{std::move(client), std::move(endpoint)};
}

void LiveData::close() {
  unwatch();
  account_.reset();
  if (connection_) closing_.spawn<void>(close_connection(std::exchange(connection_, nullptr)));
}

const std::shared_ptr<telemetry::BrokerConnection>& LiveData::connection() {
  if (!account_) throw base::Error(no_account);
  if (!connection_) {
    const telemetry::BrokerConnection::Dependencies dependencies{platform_.executor, platform_.mqtt,
                                                                 mqtt_lock_, platform_.random, platform_.log};
    connection_ =
        std::make_shared<telemetry::BrokerConnection>(dependencies, account_->client, account_->endpoint);
    connection_->on_failure = [this](const base::Error& error) {
      if (on_failure) on_failure(error);
    };
  }
  return connection_;
}

telemetry::Subscription LiveData::listen(const std::string& thing_name, std::function<void()> callback) {
  const telemetry::Topics topics(thing_name);
  return connection()->subscribe(topics.sensors,
                                 {[call = std::move(callback)](const ports::MqttMessage&) { call(); }});
}

void LiveData::watch(std::string thing_name) {
  if (is_watching(thing_name) && watcher_->state().status != telemetry::WatchStatus::failed) return;
  const telemetry::Watcher::Dependencies dependencies{platform_.executor, platform_.log};
  const auto watcher = std::make_shared<telemetry::Watcher>(dependencies, connection(), thing_name);
  watcher->on_change = [this] {
    if (on_change) on_change();
  };
  watcher_ = watcher;
  watched_messages_ = listen(watcher_->topics().thing_name, [this, watched = std::move(thing_name)] {
    if (on_message) on_message(watched);
  });
  if (on_change) on_change();
}

void LiveData::unwatch() {
  if (!watcher_) return;
  watcher_.reset();
  watched_messages_ = {};
  if (on_change) on_change();
}

bool LiveData::is_watching(const std::string& thing_name) const {
  return watcher_ != nullptr && watcher_->topics().thing_name == thing_name;
}

base::task<void> LiveData::set_toggle(bool on) {
  const std::shared_ptr<telemetry::Watcher> held = watcher_;  // another thing may be watched meanwhile
  if (!held) throw base::Error(not_watching);
  co_await held->set_toggle(on);
}

}  // namespace session
