#include "session/live_data.hpp"

#include <utility>

#include "session/errors.hpp"
#include "telemetry/shadow_removal.hpp"

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
  unwatch_all();
  close_explorer();
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
  if (const telemetry::FleetBoard* known = fleet_ ? fleet_->find(thing_name) : nullptr)
    watcher->begin_with(known->series());
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

telemetry::OwnConnection::Dependencies LiveData::own_connection() {
  if (!account_) throw base::Error(no_account);
  return {platform_.executor,
          platform_.mqtt,
          platform_.random,
          platform_.log,
          account_->client,
          account_->endpoint,
          [this](const base::Error& error) {
            if (on_failure) on_failure(error);
          }};
}

void LiveData::watch_all(const std::vector<std::string>& thing_names, int connections) {
  if (!fleet_) {
    telemetry::BrokerLimits limits;
    if (connections > 0) limits.connections = static_cast<std::size_t>(connections);
    fleet_ = std::make_unique<telemetry::Fleet>(own_connection(), fleet_messages_, limits);
  }
  fleet_->add(thing_names);
}

void LiveData::unwatch_all() {
  if (fleet_) closing_.spawn<void>(fleet_->close());
  fleet_.reset();
  fleet_messages_.clear();
}

telemetry::Explorer& LiveData::explorer() {
  if (!explorer_) explorer_ = std::make_shared<telemetry::Explorer>(own_connection(), explorer_messages_);
  return *explorer_;
}

void LiveData::close_explorer() {
  if (explorer_) closing_.spawn<void>(explorer_->close());
  explorer_.reset();
  explorer_messages_.clear();
}

void LiveData::clear_explorer() {
  explorer().clear();
  explorer_messages_.clear();
}

// The user may close the explorer, or open another shadow, before AWS answers.
base::task<void> LiveData::publish(std::string topic, base::Bytes payload) {
  explorer();
  const std::shared_ptr<telemetry::Explorer> held = explorer_;
  co_await held->publish(std::move(topic), std::move(payload));
}

const std::shared_ptr<telemetry::ShadowDocument>& LiveData::shadow() const {
  if (!explorer_ || !explorer_->shadow()) throw base::Error(not_watching);
  return explorer_->shadow();
}

base::task<void> LiveData::read_shadow() {
  const std::shared_ptr<telemetry::ShadowDocument> held = shadow();
  co_await held->get();
}

base::task<void> LiveData::update_shadow(std::string desired) {
  const std::shared_ptr<telemetry::ShadowDocument> held = shadow();
  co_await held->update_desired(std::move(desired));
}

base::task<void> LiveData::delete_shadow() {
  const std::shared_ptr<telemetry::ShadowDocument> held = shadow();
  co_await held->remove();
}

bool LiveData::is_watching(const std::string& thing_name) const {
  return watcher_ != nullptr && watcher_->topics().thing_name == thing_name;
}

base::task<void> LiveData::set_toggle(bool on) {
  const std::shared_ptr<telemetry::Watcher> held = watcher_;  // another thing may be watched meanwhile
  if (!held) throw base::Error(not_watching);
  co_await held->set_toggle(on);
}

base::task<void> LiveData::delete_shadow(std::string thing_name) {
  std::shared_ptr<telemetry::BrokerConnection> held = connection();
  co_await telemetry::delete_shadow(std::move(held), std::move(thing_name));
}

}  // namespace session
