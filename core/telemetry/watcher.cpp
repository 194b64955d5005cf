#include "telemetry/watcher.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/sleep.hpp"
#include "base/spawn.hpp"
#include "ports/errors.hpp"
#include "telemetry/errors.hpp"

namespace telemetry {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t shown_octets = 4096;

base::Error shadow_refusal(std::string_view action, std::string_view resource) {
  return base::Error(shadow_refused).with("action", action).with("resource", resource);
}

}  // namespace

Watcher::Watcher(Dependencies dependencies, std::shared_ptr<BrokerConnection> connection,
                 std::string_view thing_name)
    : dependencies_(dependencies),
      connection_(std::move(connection)),
      topics_(thing_name),
      tasks_(dependencies.executor) {
  state_.status = WatchStatus::connecting;
  sensors_ = connection_->subscribe(
      topics_.sensors, {[this](const ports::MqttMessage& message) { on_sensor_message(message); },
                        [this] { on_change_of_sensors(); }});
  on_change_of_sensors();
  tasks_.spawn<void>(update_status_with_time());
}

void Watcher::on_change_of_sensors() {
  const bool was_subscribed = std::exchange(is_subscribed_, sensors_.status() == SubscriptionStatus::granted);
  switch (sensors_.status()) {
    case SubscriptionStatus::granted:
      if (was_subscribed) return;
      last_message_at_ = dependencies_.executor.now();
      state_.error = shadow_error_;
      if (!state_.is_receiving()) state_.status = WatchStatus::waiting;
      subscribe_to_shadow();
      break;
    case SubscriptionStatus::refused:
      state_.status = WatchStatus::failed;
      state_.error = sensors_.refusal();
      break;
    case SubscriptionStatus::pending: {
      const ConnectionState& connection = connection_->state();
      if (!connection.error) return;
      const bool needs_user = connection.status == ConnectionStatus::failed;
      state_.status = needs_user ? WatchStatus::failed : WatchStatus::reconnecting;
      state_.error = connection.error;
      break;
    }
  }
  notify();
}

/// Call when the readings are subscribed to. If AWS then closes the connection, the shadow's topics must be
/// the reason.
void Watcher::subscribe_to_shadow() {
  if (shadow_error_ || shadow_update_accepted_) return;
  const SubscriberCallbacks callbacks{
      [this](const ports::MqttMessage& message) { on_shadow_message(message); },
      [this] { on_change_of_shadow(); }};
  shadow_update_accepted_ = connection_->subscribe(topics_.shadow_update_accepted, callbacks);
  shadow_get_accepted_ = connection_->subscribe(topics_.shadow_get_accepted, callbacks);
  on_change_of_shadow();
}

void Watcher::on_change_of_shadow() {
  for (const auto& [subscription, topic] :
       {std::pair(&shadow_update_accepted_, &topics_.shadow_update_accepted),
        std::pair(&shadow_get_accepted_, &topics_.shadow_get_accepted)}) {
    if (subscription->status() != SubscriptionStatus::refused) continue;
    refuse_shadow("iot:Subscribe", "topicfilter/" + *topic);
    // The other topic is not permitted either, most likely; trying it would cost another two connections.
    shadow_update_accepted_ = {};
    shadow_get_accepted_ = {};
    return;
  }
  const bool is_granted = shadow_update_accepted_.status() == SubscriptionStatus::granted &&
                          shadow_get_accepted_.status() == SubscriptionStatus::granted;
  const bool has_asked = std::exchange(has_asked_for_shadow_, is_granted);
  if (is_granted && !has_asked && !shadow_error_) tasks_.spawn<void>(ask_for_shadow());
}

void Watcher::refuse_shadow(std::string_view action, const std::string& resource) {
  shadow_error_ = shadow_refusal(action, resource);
  dependencies_.log.error(log_source, *shadow_error_);
  if (!is_subscribed_) return;
  state_.error = shadow_error_;
  notify();
}

base::task<void> Watcher::ask_for_shadow() {
  ports::MqttMessage request{topics_.shadow_get, base::to_bytes("{}")};
  const base::Outcome<void> answer =
      co_await base::settled(connection_->publish(std::move(request), shadow_get_));
  if (!answer.ok()) dependencies_.log.error(log_source, answer.error());
  if (shadow_get_.is_refused()) refuse_shadow("iot:Publish", "topic/" + topics_.shadow_get);
}

base::task<void> Watcher::update_status_with_time() {
  while (true) {
    co_await base::sleep(1s);
    const base::Instant now = dependencies_.executor.now();
    const double rate = rate_.per_minute(now);
    const bool fell_silent = is_subscribed_ && state_.messages > 0 && now - last_message_at_ >= silence;
    const auto status = fell_silent ? WatchStatus::silent : state_.status;
    const std::chrono::seconds quiet_for = quiet_until(now);
    if (rate == state_.rate && status == state_.status && quiet_for == state_.quiet_for) continue;
    state_.rate = rate;
    state_.quiet_for = quiet_for;
    set_status(status);
  }
}

std::chrono::seconds Watcher::quiet_until(base::Instant now) const {
  const base::Duration since = received_at_ ? now - *received_at_ : base::Duration::zero();
  return since < quiet ? 0s : std::chrono::duration_cast<std::chrono::seconds>(since);
}

base::task<void> Watcher::set_toggle(bool on) {
  if (!is_subscribed_) throw base::Error(ports::mqtt_not_connected);
  if (shadow_update_.is_refused()) throw shadow_refusal("iot:Publish", "topic/" + topics_.shadow_update);
  const auto asked_before = std::exchange(state_.toggle_asked, on);
  notify();
  ports::MqttMessage message{topics_.shadow_update, base::to_bytes(desired_toggle(on))};
  const base::Outcome<void> answer =
      co_await base::settled(connection_->publish(std::move(message), shadow_update_));
  if (answer.ok()) co_return;
  state_.toggle_asked = asked_before;
  notify();
  throw toggle_failure(answer.error());
}

base::Error Watcher::toggle_failure(const base::Error& failure) const {
  if (!failure.is(ports::mqtt_connection_lost) && !failure.is(base::timed_out)) return failure;
  const std::string resource = "topic/" + topics_.shadow_update;
  if (shadow_update_.is_refused()) return shadow_refusal("iot:Publish", resource);
  return base::Error(toggle_lost)
      .with("action", "iot:Publish")
      .with("resource", resource)
      .because(failure.describe());
}

void Watcher::on_sensor_message(const ports::MqttMessage& message) {
  const double time = timeline_.at(dependencies_.executor.now(), connection_->aws_time());
  const auto shown = base::ByteView(message.payload).first(std::min(message.payload.size(), shown_octets));
  const base::Instant now = dependencies_.executor.now();
  last_message_at_ = now;
  received_at_ = now;
  state_.quiet_for = 0s;
  rate_.arrived(now);
  state_.rate = rate_.per_minute(now);
  state_.last_message = LastMessage{message.topic, base::to_text(shown), time};
  ++state_.messages;

  const SensorMessage content = parse_sensor_message(message.payload);
  if (const auto* measurements = std::get_if<Measurements>(&content)) {
    last_reading_at_ = now;
    series_.add(time, *measurements);
  } else {
    ++state_.odd;
    const auto reason = std::get<OddMessage>(content);
    // A series of messages with the same fault is logged once.
    const bool is_news = std::exchange(state_.odd_reason, reason) != reason;
    if (is_news)
      dependencies_.log.warning(log_source,
                                "a sensor message was not understood: " + std::string(name(reason)));
  }
  const bool has_reading = last_reading_at_ && now - *last_reading_at_ < silence;
  set_status(has_reading ? WatchStatus::live : WatchStatus::unreadable);
}

void Watcher::on_shadow_message(const ports::MqttMessage& message) {
  const ShadowToggle toggle = parse_shadow(message.payload);
  if (toggle.desired) state_.toggle_asked = toggle.desired;
  if (toggle.reported) state_.toggle_reported = toggle.reported;
  notify();
}

void Watcher::set_status(WatchStatus status) {
  state_.status = status;
  notify();
}

void Watcher::notify() const {
  if (on_change) on_change();
}

}  // namespace telemetry
