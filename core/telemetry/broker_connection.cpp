#include "telemetry/broker_connection.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "aws/mqtt_url.hpp"
#include "base/finally.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/when_all.hpp"
#include "ports/errors.hpp"
#include "telemetry/connection_failure.hpp"

namespace telemetry {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration close_timeout = 5s;
constexpr base::Duration publish_timeout = 10s;
constexpr base::Duration subscribe_timeout = 15s;  // Paho itself waits ten seconds

std::string new_client_id(ports::Random& random) {
  std::array<std::byte, 8> octets{};
  random.fill(octets);
  return std::string(client_id_prefix) + base::to_hex(octets);
}

/// Ignores errors: a connection that cannot be closed is of no use either.
base::task<void> close_quietly(ports::MqttClient& mqtt) {
  try {
    co_await base::with_timeout(close_timeout, mqtt.close());
  } catch (const base::Error&) {
  }
}

}  // namespace

BrokerConnection::BrokerConnection(Dependencies dependencies, std::shared_ptr<aws::Client> client,
                                   std::string endpoint)
    : dependencies_(dependencies),
      client_(std::move(client)),
      endpoint_(std::move(endpoint)),
      client_id_(new_client_id(dependencies.random)),
      table_(std::make_shared<SubscriptionTable>()),
      tasks_(dependencies.executor) {
  table_->on_change_of_demand = [this] {
    if (wake_.empty()) wake_.push({});
  };
  tasks_.spawn<void>(run());
}

BrokerConnection::~BrokerConnection() {
  table_->on_change_of_demand = nullptr;
}

Subscription BrokerConnection::subscribe(std::string filter, SubscriberCallbacks callbacks) {
  return table_->add(std::move(filter), std::move(callbacks));
}

base::task<void> BrokerConnection::publish(ports::MqttMessage message, PermissionProbe& probe) {
  co_await base::with_timeout(publish_timeout, send(std::move(message), probe));
}

base::task<void> BrokerConnection::send(ports::MqttMessage message, PermissionProbe& probe) {
  require_open();
  const base::Mutex::Lock turn = co_await requests_.lock();
  require_open();
  probe.sent();
  const base::Outcome<void> answer = co_await base::settled(
      noting_loss(dependencies_.mqtt.publish(std::move(message), ports::MqttQos::at_least_once)));
  if (answer.ok()) {
    probe.answered();
    co_return;
  }
  const base::Error failure = answer.error();
  if (failure.is(ports::mqtt_connection_lost)) {
    probe.connection_lost();
  } else {
    probe.abandoned();
  }
  throw base::Error(failure);
}

base::task<void> BrokerConnection::close() {
  on_failure = nullptr;
  co_await tasks_.cancel_and_join();
  state_ = {};
}

base::task<void> BrokerConnection::run() {
  const base::Context context = co_await base::this_context();
  while (true) {
    while (!table_->needs_connection()) co_await rest();
    if (state_.status == ConnectionStatus::idle) set_state(ConnectionStatus::connecting);
    wake_.clear();  // the session begins with everything that is wanted now
    const base::Outcome<void> end = co_await base::settled(run_session());
    if (context.is_cancelled()) throw base::Error(base::cancelled);
    if (end.ok()) {
      set_state(ConnectionStatus::idle);
    } else {
      co_await recover(end.error());
    }
  }
}

/// Waits until somebody subscribes. While there are only refused subscriptions, tries them again now and
/// then: this disturbs no other.
base::task<void> BrokerConnection::rest() {
  set_state(ConnectionStatus::idle);
  failures_ = 0;
  if (!table_->has_subscribers()) {
    co_await wake_.pop();
    co_return;
  }
  const bool is_woken = co_await is_woken_within(randomly_shortened(longest_pause));
  if (!is_woken) table_->retry_refused();
}

/// Connects and serves the subscribers. Throws why the connection ended; returns when nobody needs it.
base::task<void> BrokerConnection::run_session() {
  const base::Mutex::Lock lock = co_await dependencies_.mqtt_lock.lock();
  const base::Instant began = dependencies_.executor.now();
  const base::Outcome<void> end =
      co_await base::settled(base::finally(serve(), close_quietly(dependencies_.mqtt)));
  is_open_ = false;
  const bool was_connected = state_.status == ConnectionStatus::connected;
  if (was_connected && dependencies_.executor.now() - began >= longest_pause) failures_ = 0;
  if (!end.ok()) throw base::Error(end.error());
}

base::task<void> BrokerConnection::serve() {
  const base::Context context = co_await base::this_context();
  co_await connect();
  base::Cancellation session(context.cancellation);
  const auto end =
      co_await base::settled(base::when_all(receive_messages(), keep_subscriptions(session)).under(&session));
  const bool is_unneeded = session.cancelled() && !context.is_cancelled();
  if (!end.ok() && !is_unneeded) throw base::Error(end.error());
}

base::task<void> BrokerConnection::connect() {
  ports::MqttConnectOptions options;
  options.url = aws::mqtt_url(client_->credentials(), client_->region(), endpoint_, client_->now());
  options.client_id = client_id_;
  co_await dependencies_.mqtt.connect(std::move(options));
  is_open_ = true;
  dependencies_.log.info(log_source, "connected as " + client_id_);
  set_state(ConnectionStatus::connected);
}

base::task<void> BrokerConnection::receive_messages() {
  while (true) {
    const auto messages = co_await noting_loss(dependencies_.mqtt.receive());
    for (const ports::MqttMessage& message : messages) {
      if (!table_->deliver(message))
        dependencies_.log.debug(log_source, "a message on a topic without a subscriber: " + message.topic);
    }
  }
}

/// Cancels the session when nobody needs it.
base::task<void> BrokerConnection::keep_subscriptions(base::Cancellation& session) {
  while (true) {
    if (const auto unneeded = table_->next_to_unsubscribe()) {
      co_await unsubscribe_at_broker(*unneeded);
    } else if (const auto wanted = table_->next_to_subscribe()) {
      co_await subscribe_at_broker(*wanted);
    } else if (table_->needs_connection()) {
      co_await wake_.pop();
    } else if (!co_await is_woken_within(linger)) {
      session.cancel();
      co_return;
    }
  }
}

base::task<void> BrokerConnection::subscribe_at_broker(std::string filter) {
  const base::Mutex::Lock turn = co_await requests_.lock();
  require_open();
  table_->subscribing(filter);
  const base::Outcome<void> answer = co_await base::settled(base::with_timeout(
      subscribe_timeout, noting_loss(dependencies_.mqtt.subscribe(filter, ports::MqttQos::at_most_once))));
  if (answer.ok()) {
    dependencies_.log.info(log_source, "subscribed to " + filter);
    table_->granted(filter);
    co_return;
  }
  const base::Error failure = answer.error();
  const bool is_invalid = failure.is(ports::mqtt_invalid_topic);
  if (!is_invalid && !failure.is(ports::mqtt_subscription_refused)) throw base::Error(failure);
  dependencies_.log.error(log_source, failure);
  table_->refused(filter, is_invalid ? failure : subscription_not_permitted(filter, failure));
}

base::task<void> BrokerConnection::unsubscribe_at_broker(std::string filter) {
  const base::Mutex::Lock turn = co_await requests_.lock();
  require_open();
  table_->unsubscribing(filter);
  co_await base::with_timeout(subscribe_timeout, noting_loss(dependencies_.mqtt.unsubscribe(filter)));
}

/// A request that waits for its turn must not be sent on a lost connection, because it would be blamed for
/// the loss. So this notes the loss before another request gets its turn.
template <class T>
base::task<T> BrokerConnection::noting_loss(base::task<T> work) {
  try {
    co_return co_await std::move(work);
  } catch (const base::Error& error) {
    if (error.is(ports::mqtt_connection_lost)) is_open_ = false;
    throw;
  }
}

void BrokerConnection::require_open() const {
  if (!is_open_) throw base::Error(ports::mqtt_not_connected);
}

/// After a failed session: tells the subscribers, and waits until it is time for the next one.
base::task<void> BrokerConnection::recover(base::Error error) {
  dependencies_.log.error(log_source, error);
  table_->connection_ended(error);
  const ConnectionFailure failure = co_await explain(*client_, client_id_, std::move(error));
  const bool needs_user = failure.remedy == Remedy::user_action;
  const bool retry_at_once = failure.remedy == Remedy::retry && failures_ == 0;
  ++failures_;
  set_state(needs_user ? ConnectionStatus::failed : ConnectionStatus::reconnecting, failure.error);
  if (on_failure) on_failure(failure.error);
  if (retry_at_once || !table_->needs_connection()) co_return;
  if (needs_user) {
    // A new subscriber may be a user who has changed something and tries again.
    co_await is_woken_within(randomly_shortened(longest_pause));
    co_return;
  }
  const auto doublings = std::min<std::uint64_t>(failures_ - 1, 10);
  const base::Duration pause = std::min<base::Duration>(longest_pause, first_pause * (1LL << doublings));
  co_await base::sleep(randomly_shortened(pause));
}

/// True if the demand has changed within the time.
base::task<bool> BrokerConnection::is_woken_within(base::Duration limit) {
  try {
    co_await base::with_timeout(limit, wake_.pop());
    co_return true;
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
  }
  co_return false;
}

/// A random half to whole of the pause, so that the tabs of one room do not reconnect all at once.
base::Duration BrokerConnection::randomly_shortened(base::Duration pause) const {
  std::array<std::byte, 1> octet{};
  dependencies_.random.fill(octet);
  return pause / 2 + pause / 2 * std::to_integer<int>(octet[0]) / 255;
}

void BrokerConnection::set_state(ConnectionStatus status, std::optional<base::Error> error) {
  state_ = {status, std::move(error)};
  table_->notify_all();
}

}  // namespace telemetry
