#include "telemetry/watcher.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "aws/mqtt_url.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/when_all.hpp"
#include "ports/errors.hpp"
#include "telemetry/errors.hpp"

namespace telemetry {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t shown_octets = 4096;
constexpr base::Duration closing_takes_at_most = 5s;
constexpr base::Duration toggle_patience = 10s;
constexpr std::string_view source = "telemetry";

std::string new_client_id(ports::Random& random) {
  std::array<std::byte, 8> octets{};
  random.fill(octets);
  return std::string(client_id_prefix) + base::to_hex(octets);
}

/// Whatever it comes to: an end that cannot be reached is as good as closed.
base::task<void> close(ports::MqttClient& mqtt) {
  try {
    co_await base::with_timeout(closing_takes_at_most, mqtt.close());
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
    case WatchStatus::silent:
      return "silent";
    case WatchStatus::reconnecting:
      return "reconnecting";
    case WatchStatus::failed:
      return "failed";
  }
  return "";
}

Watcher::Watcher(Edges edges, aws::Client& client, std::string endpoint, std::string_view thing_name)
    : edges_(edges),
      client_(client),
      endpoint_(std::move(endpoint)),
      topics_(thing_name),
      client_id_(new_client_id(edges.random)) {}

base::task<void> Watcher::run() {
  executor_ = (co_await base::this_context()).executor;
  enter(WatchStatus::connecting);
  try {
    co_await follow();
  } catch (...) {
    state_.rate = 0.0;
    enter(WatchStatus::idle);
    throw;
  }
}

base::task<void> Watcher::follow() {
  while (true) {
    base::Error failure = co_await connection();
    edges_.log.error(source, failure);
    Diagnosis diagnosis = co_await diagnose(client_, topics_, client_id_, std::move(failure));
    const bool person = diagnosis.remedy == Remedy::person;
    const bool at_once = diagnosis.remedy == Remedy::retry && tries_ == 0;
    state_.error = std::move(diagnosis.error);
    enter(person ? WatchStatus::failed : WatchStatus::reconnecting);
    ++tries_;
    if (at_once) continue;
    co_await pause();
  }
}

/// One connection from its address to its end, and why it ended.
base::task<base::Error> Watcher::connection() {
  const base::Context context = co_await base::this_context();
  const base::Instant began = executor_->now();
  base::Error failure(base::broken_promise);
  try {
    co_await serve();
  } catch (const base::Error& error) {
    failure = error;
  }
  const bool held = std::exchange(connected_, false) && executor_->now() - began >= longest_pause;
  if (held) tries_ = 0;
  co_await base::shielded(close(edges_.mqtt));
  if (context.is_cancelled()) throw base::Error(base::cancelled);
  for (Unanswered* question : {&sensors_subscription_, &shadow_subscription_, &shadow_get_}) question->lost();
  if (failure.is(ports::mqtt_connection_lost) && sensors_subscription_.refused())
    co_return base::Error(ports::mqtt_subscription_refused)
        .with("topic", topics_.sensors)
        .because(failure.describe());
  co_return failure;
}

base::task<void> Watcher::serve() {
  ports::MqttConnectOptions options;
  options.url = aws::mqtt_url(client_.credentials(), client_.region(), endpoint_, client_.now());
  options.client_id = client_id_;
  co_await edges_.mqtt.connect(std::move(options));
  sensors_subscription_.asked();
  co_await edges_.mqtt.subscribe(topics_.sensors, ports::MqttQos::at_most_once);
  sensors_subscription_.answered();
  edges_.log.info(source, "subscribed to " + topics_.sensors + " as " + client_id_);
  connected_ = true;
  news_ = executor_->now();
  state_.error.reset();
  enter(WatchStatus::waiting);
  co_await base::when_all(receive_messages(), follow_shadow(), watch_the_time());
}

base::task<void> Watcher::receive_messages() {
  while (true) {
    const auto messages = co_await edges_.mqtt.receive();
    for (const auto& message : messages) take(message);
    changed();
  }
}

base::task<void> Watcher::follow_shadow() {
  try {
    if (shadow_subscription_.refused())
      throw shadow_refusal("iot:Subscribe", "topicfilter/" + topics_.shadow_update_accepted);
    shadow_subscription_.asked();
    co_await subscribe_to_shadow(topics_.shadow_update_accepted);
    co_await subscribe_to_shadow(topics_.shadow_get_accepted);
    shadow_subscription_.answered();
    if (shadow_get_.refused()) throw shadow_refusal("iot:Publish", "topic/" + topics_.shadow_get);
  } catch (const base::Error& error) {
    if (!error.is(shadow_refused)) throw;
    edges_.log.error(source, error);
    state_.error = error;
    changed();
    co_return;
  }
  ports::MqttMessage question{topics_.shadow_get, base::to_bytes("{}")};
  shadow_get_.asked();
  co_await edges_.mqtt.publish(std::move(question), ports::MqttQos::at_least_once);
  shadow_get_.answered();
}

base::task<void> Watcher::subscribe_to_shadow(std::string topic) {
  try {
    co_await edges_.mqtt.subscribe(topic, ports::MqttQos::at_most_once);
  } catch (const base::Error& error) {
    if (!error.is(ports::mqtt_subscription_refused)) throw;
    throw shadow_refusal("iot:Subscribe", "topicfilter/" + topic);
  }
}

base::task<void> Watcher::watch_the_time() {
  while (true) {
    co_await base::sleep(1s);
    const base::Instant now = executor_->now();
    const double rate = rate_.per_minute(now);
    const bool fell_silent = state_.messages > 0 && now - news_ >= silence;
    const auto status = fell_silent ? WatchStatus::silent : state_.status;
    if (rate == state_.rate && status == state_.status) continue;
    state_.rate = rate;
    enter(status);
  }
}

base::task<void> Watcher::pause() {
  base::Duration pause = longest_pause;
  if (state_.status == WatchStatus::reconnecting) {
    const auto doublings = std::min<std::uint64_t>(tries_ - 1, 10);
    pause = std::min<base::Duration>(longest_pause, first_pause * (1LL << doublings));
  }
  std::array<std::byte, 1> octet{};
  edges_.random.fill(octet);
  // A random half to whole of it: many tabs of one room do not come back in step.
  co_await base::sleep(pause / 2 + pause / 2 * std::to_integer<int>(octet[0]) / 255);
}

base::task<void> Watcher::set_toggle(bool on) {
  const std::string resource = "topic/" + topics_.shadow_update;
  if (!connected_) throw base::Error(ports::mqtt_not_connected);
  if (shadow_update_.refused()) throw shadow_refusal("iot:Publish", resource);
  const auto asked_before = std::exchange(state_.toggle_asked, on);
  changed();
  ports::MqttMessage message{topics_.shadow_update, base::to_bytes(desired_toggle(on))};
  shadow_update_.asked();
  std::optional<base::Error> failure;
  try {
    co_await base::with_timeout(toggle_patience,
                                edges_.mqtt.publish(std::move(message), ports::MqttQos::at_least_once));
    shadow_update_.answered();
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) co_return;
  state_.toggle_asked = asked_before;
  changed();
  const bool hung_up = failure->is(ports::mqtt_connection_lost);
  if (!hung_up && !failure->is(base::timed_out)) throw base::Error(*failure);
  if (hung_up) shadow_update_.lost();
  if (shadow_update_.refused()) throw shadow_refusal("iot:Publish", resource);
  base::Error lost(toggle_lost);
  lost.with("action", "iot:Publish").with("resource", resource).because(failure->describe());
  throw base::Error(lost);
}

base::Error Watcher::shadow_refusal(std::string_view action, const std::string& resource) const {
  return base::Error(shadow_refused).with("action", action).with("resource", resource);
}

void Watcher::take(const ports::MqttMessage& message) {
  if (message.topic == topics_.sensors) {
    take_sensors(message);
  } else if (message.topic == topics_.shadow_update_accepted ||
             message.topic == topics_.shadow_get_accepted) {
    take_shadow(message);
  } else {
    edges_.log.debug(source, "a message on a topic that was not asked for: " + message.topic);
  }
}

void Watcher::take_sensors(const ports::MqttMessage& message) {
  const double time = timeline_.at(executor_->now(), client_.now());
  const auto shown = base::ByteView(message.payload).first(std::min(message.payload.size(), shown_octets));
  news_ = executor_->now();
  rate_.arrived(news_);
  state_.rate = rate_.per_minute(news_);
  state_.last_message = LastMessage{message.topic, base::to_text(shown), time};
  ++state_.messages;
  state_.status = WatchStatus::live;

  const SensorMessage content = parse_sensor_message(message.payload);
  if (const auto* reading = std::get_if<SensorReading>(&content)) {
    state_.light = reading->light;
    state_.temperature = reading->temperature;
    series_.add(Sample{time, static_cast<double>(reading->light), reading->temperature});
  } else {
    ++state_.odd;
    const auto reason = std::get<OddMessage>(content);
    if (std::exchange(last_odd_, reason) == reason) return;  // a board that errs once a second fills no log
    edges_.log.warning(source, "a sensor message was not understood: " + std::string(name(reason)));
  }
}

void Watcher::take_shadow(const ports::MqttMessage& message) {
  const ShadowToggle toggle = parse_shadow(message.payload);
  if (toggle.desired) state_.toggle_asked = toggle.desired;
  if (toggle.reported) state_.toggle_reported = toggle.reported;
}

void Watcher::enter(WatchStatus status) {
  state_.status = status;
  changed();
}

void Watcher::changed() const {
  if (on_change) on_change();
}

}  // namespace telemetry
