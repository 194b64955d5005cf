#include "telemetry/watcher.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "aws/mqtt_url.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/spawn.hpp"
#include "base/when_all.hpp"
#include "ports/errors.hpp"
#include "telemetry/errors.hpp"

namespace telemetry {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t shown_octets = 4096;
constexpr base::Duration close_timeout = 5s;
constexpr base::Duration toggle_timeout = 10s;
constexpr std::string_view source = "telemetry";

std::string new_client_id(ports::Random& random) {
  std::array<std::byte, 8> octets{};
  random.fill(octets);
  return std::string(client_id_prefix) + base::to_hex(octets);
}

/// Ignores errors: a connection that cannot be closed is of no use either.
base::task<void> close(ports::MqttClient& mqtt) {
  try {
    co_await base::with_timeout(close_timeout, mqtt.close());
  } catch (const base::Error&) {
  }
}

}  // namespace

std::string_view name(WatchStatus status) {
  switch (status) {
    case WatchStatus::idle:
      return "idle";
    case WatchStatus::connecting:
      return "connecting";
    case WatchStatus::waiting:
      return "waiting";
    case WatchStatus::live:
      return "live";
    case WatchStatus::unreadable:
      return "unreadable";
    case WatchStatus::silent:
      return "silent";
    case WatchStatus::reconnecting:
      return "reconnecting";
    case WatchStatus::failed:
      return "failed";
  }
  return "";
}

Watcher::Watcher(Dependencies dependencies, aws::Client& client, std::string endpoint,
                 std::string_view thing_name)
    : dependencies_(dependencies),
      client_(client),
      endpoint_(std::move(endpoint)),
      topics_(thing_name),
      client_id_(new_client_id(dependencies.random)) {}

base::task<void> Watcher::run() {
  executor_ = (co_await base::this_context()).executor;
  set_status(WatchStatus::connecting);
  try {
    co_await reconnect_forever();
  } catch (...) {
    state_.rate = 0.0;
    set_status(WatchStatus::idle);
    throw;
  }
}

base::task<void> Watcher::reconnect_forever() {
  while (true) {
    base::Error error = co_await run_connection();
    dependencies_.log.error(source, error);
    ConnectionFailure failure = co_await explain(client_, topics_, client_id_, std::move(error));
    const bool needs_user = failure.remedy == Remedy::user_action;
    const bool retry_at_once = failure.remedy == Remedy::retry && failures_ == 0;
    state_.error = std::move(failure.error);
    set_status(needs_user ? WatchStatus::failed : WatchStatus::reconnecting);
    ++failures_;
    if (retry_at_once) continue;
    co_await pause();
  }
}

/// Connects, receives until the connection ends, and returns why it ended.
base::task<base::Error> Watcher::run_connection() {
  const base::Context context = co_await base::this_context();
  const base::Instant began = executor_->now();
  const base::Outcome<void> end = co_await base::settled(connect_and_receive());
  const bool lasted = std::exchange(connected_, false) && executor_->now() - began >= longest_pause;
  if (lasted) failures_ = 0;
  co_await base::shielded(close(dependencies_.mqtt));
  if (context.is_cancelled()) throw base::Error(base::cancelled);
  for (PermissionProbe* probe : {&sensors_subscription_, &shadow_subscription_, &shadow_get_})
    probe->connection_lost();
  const base::Error failure = end.error();
  if (failure.is(ports::mqtt_connection_lost) && sensors_subscription_.is_refused())
    co_return base::Error(ports::mqtt_subscription_refused)
        .with("topic", topics_.sensors)
        .because(failure.describe());
  co_return failure;
}

base::task<void> Watcher::connect_and_receive() {
  ports::MqttConnectOptions options;
  options.url = aws::mqtt_url(client_.credentials(), client_.region(), endpoint_, client_.now());
  options.client_id = client_id_;
  co_await dependencies_.mqtt.connect(std::move(options));
  sensors_subscription_.sent();
  co_await dependencies_.mqtt.subscribe(topics_.sensors, ports::MqttQos::at_most_once);
  sensors_subscription_.answered();
  dependencies_.log.info(source, "subscribed to " + topics_.sensors + " as " + client_id_);
  connected_ = true;
  last_message_at_ = executor_->now();
  state_.error.reset();
  set_status(WatchStatus::waiting);
  co_await base::when_all(receive_messages(), watch_shadow(), update_status_with_time());
}

base::task<void> Watcher::receive_messages() {
  while (true) {
    const auto messages = co_await dependencies_.mqtt.receive();
    for (const auto& message : messages) on_message(message);
    notify();
  }
}

base::task<void> Watcher::watch_shadow() {
  try {
    if (shadow_subscription_.is_refused())
      throw shadow_refusal("iot:Subscribe", "topicfilter/" + topics_.shadow_update_accepted);
    shadow_subscription_.sent();
    co_await subscribe_to_shadow(topics_.shadow_update_accepted);
    co_await subscribe_to_shadow(topics_.shadow_get_accepted);
    shadow_subscription_.answered();
    if (shadow_get_.is_refused()) throw shadow_refusal("iot:Publish", "topic/" + topics_.shadow_get);
  } catch (const base::Error& error) {
    if (!error.is(shadow_refused)) throw;
    dependencies_.log.error(source, error);
    state_.error = error;
    notify();
    co_return;
  }
  ports::MqttMessage request{topics_.shadow_get, base::to_bytes("{}")};
  shadow_get_.sent();
  co_await dependencies_.mqtt.publish(std::move(request), ports::MqttQos::at_least_once);
  shadow_get_.answered();
}

base::task<void> Watcher::subscribe_to_shadow(std::string topic) {
  try {
    co_await dependencies_.mqtt.subscribe(topic, ports::MqttQos::at_most_once);
  } catch (const base::Error& error) {
    if (!error.is(ports::mqtt_subscription_refused)) throw;
    throw shadow_refusal("iot:Subscribe", "topicfilter/" + topic);
  }
}

base::task<void> Watcher::update_status_with_time() {
  while (true) {
    co_await base::sleep(1s);
    const base::Instant now = executor_->now();
    const double rate = rate_.per_minute(now);
    const bool fell_silent = state_.messages > 0 && now - last_message_at_ >= silence;
    const auto status = fell_silent ? WatchStatus::silent : state_.status;
    if (rate == state_.rate && status == state_.status) continue;
    state_.rate = rate;
    set_status(status);
  }
}

base::task<void> Watcher::pause() {
  base::Duration pause = longest_pause;
  if (state_.status == WatchStatus::reconnecting) {
    const auto doublings = std::min<std::uint64_t>(failures_ - 1, 10);
    pause = std::min<base::Duration>(longest_pause, first_pause * (1LL << doublings));
  }
  std::array<std::byte, 1> octet{};
  dependencies_.random.fill(octet);
  // A random half to whole of the pause, so that the tabs of one room do not reconnect all at once.
  co_await base::sleep(pause / 2 + pause / 2 * std::to_integer<int>(octet[0]) / 255);
}

base::task<void> Watcher::set_toggle(bool on) {
  const std::string resource = "topic/" + topics_.shadow_update;
  if (!connected_) throw base::Error(ports::mqtt_not_connected);
  if (shadow_update_.is_refused()) throw shadow_refusal("iot:Publish", resource);
  const auto asked_before = std::exchange(state_.toggle_asked, on);
  notify();
  ports::MqttMessage message{topics_.shadow_update, base::to_bytes(desired_toggle(on))};
  shadow_update_.sent();
  std::optional<base::Error> failure;
  try {
    co_await base::with_timeout(
        toggle_timeout, dependencies_.mqtt.publish(std::move(message), ports::MqttQos::at_least_once));
    shadow_update_.answered();
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) co_return;
  state_.toggle_asked = asked_before;
  notify();
  const bool is_lost = failure->is(ports::mqtt_connection_lost);
  if (!is_lost && !failure->is(base::timed_out)) throw base::Error(*failure);
  if (is_lost) shadow_update_.connection_lost();
  if (shadow_update_.is_refused()) throw shadow_refusal("iot:Publish", resource);
  base::Error lost(toggle_lost);
  lost.with("action", "iot:Publish").with("resource", resource).because(failure->describe());
  throw base::Error(lost);
}

base::Error Watcher::shadow_refusal(std::string_view action, const std::string& resource) const {
  return base::Error(shadow_refused).with("action", action).with("resource", resource);
}

void Watcher::on_message(const ports::MqttMessage& message) {
  if (message.topic == topics_.sensors) {
    on_sensor_message(message);
  } else if (message.topic == topics_.shadow_update_accepted ||
             message.topic == topics_.shadow_get_accepted) {
    on_shadow_message(message);
  } else {
    dependencies_.log.debug(source, "a message on a topic without a subscription: " + message.topic);
  }
}

void Watcher::on_sensor_message(const ports::MqttMessage& message) {
  const double time = timeline_.at(executor_->now(), client_.now());
  const auto shown = base::ByteView(message.payload).first(std::min(message.payload.size(), shown_octets));
  const base::Instant now = executor_->now();
  last_message_at_ = now;
  rate_.arrived(now);
  state_.rate = rate_.per_minute(now);
  state_.last_message = LastMessage{message.topic, base::to_text(shown), time};
  ++state_.messages;

  const SensorMessage content = parse_sensor_message(message.payload);
  if (const auto* reading = std::get_if<SensorReading>(&content)) {
    last_reading_at_ = now;
    state_.light = reading->light;
    state_.temperature = reading->temperature;
    series_.add(Sample{time, static_cast<double>(reading->light), reading->temperature});
  } else {
    ++state_.odd;
    const auto reason = std::get<OddMessage>(content);
    const bool is_news = std::exchange(state_.odd_reason, reason) != reason;  // once, not once a message
    if (is_news)
      dependencies_.log.warning(source, "a sensor message was not understood: " + std::string(name(reason)));
  }
  const bool has_reading = last_reading_at_ && now - *last_reading_at_ < silence;
  state_.status = has_reading ? WatchStatus::live : WatchStatus::unreadable;
}

void Watcher::on_shadow_message(const ports::MqttMessage& message) {
  const ShadowToggle toggle = parse_shadow(message.payload);
  if (toggle.desired) state_.toggle_asked = toggle.desired;
  if (toggle.reported) state_.toggle_reported = toggle.reported;
}

void Watcher::set_status(WatchStatus status) {
  state_.status = status;
  notify();
}

void Watcher::notify() const {
  if (on_change) on_change();
}

}  // namespace telemetry
