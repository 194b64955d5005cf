// An MQTT connection and an STS that follow a test's script, for the watcher. Time is virtual; each MQTT call
// takes ten milliseconds.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/channel.hpp"
#include "base/log.hpp"
#include "base/sleep.hpp"
#include "base/virtual_executor.hpp"
#include "ports/errors.hpp"
#include "ports/http_client.hpp"
#include "ports/mqtt_client.hpp"
#include "ports/platform.hpp"

namespace fakes {

using namespace std::chrono_literals;

class Mqtt final : public ports::MqttClient {
 public:
  explicit Mqtt(const base::Executor& executor) : executor_(executor) {}

  struct Call {
    std::string text;  // "connect", "subscribe T", "unsubscribe T", "publish T PAYLOAD", "receive", "close"
    base::Instant time;
  };

  // The script.
  std::map<std::string, base::Error>
      refusals;                             // by the call's text (publish: without the payload), every time
  std::optional<std::size_t> failing_call;  // counted from 0 over all calls; the connection ends with it
  std::optional<std::size_t> hanging_call;  // never answers; only cancellation ends it
  base::Error failure{ports::mqtt_connection_lost};

  // What happened.
  std::vector<Call> calls;
  std::vector<ports::MqttConnectOptions> connections;
  bool open = false;
  std::vector<Mqtt*> others;  // what another() made, for as long as their owners keep them

  void deliver(std::string topic, std::string_view payload) {
    std::vector<ports::MqttMessage> batch;
    batch.push_back({std::move(topic), base::to_bytes(payload)});
    deliver(std::move(batch));
  }
  void deliver(std::vector<ports::MqttMessage> batch) {
    if (open) inbox_->push(std::move(batch));
  }
  void lose() {
    open = false;
    inbox_->close(base::Error(ports::mqtt_connection_lost).with("close_code", 1006));
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const auto& call : calls) texts.push_back(call.text);
    return texts;
  }
  std::vector<base::Instant> times_of(const std::string& text) const {
    std::vector<base::Instant> times;
    for (const auto& call : calls) {
      if (call.text == text) times.push_back(call.time);
    }
    return times;
  }

  base::task<void> connect(ports::MqttConnectOptions options) override {
    connections.push_back(options);
    co_await step("connect", "connect");
    if (open) throw base::Error(ports::mqtt_already_connected);
    inbox_ = std::make_unique<Inbox>();
    open = true;
  }
  base::task<void> subscribe(std::string filter, ports::MqttQos) override {
    co_await step("subscribe " + filter, "subscribe " + filter);
  }
  base::task<void> unsubscribe(std::string filter) override {
    co_await step("unsubscribe " + filter, "unsubscribe " + filter);
  }
  base::task<void> publish(ports::MqttMessage message, ports::MqttQos) override {
    const std::string name = "publish " + message.topic;
    co_await step(name, name + " " + base::to_text(message.payload));
  }
  base::task<std::vector<ports::MqttMessage>> receive() override {
    co_await step("receive", "receive");
    if (!open) throw base::Error(ports::mqtt_connection_lost);
    co_return co_await inbox_->pop();
  }
  base::task<void> close() override {
    calls.push_back({"close", executor_.now()});
    open = false;
    co_return;
  }
  /// Follows the script of this one, as far as it goes by the call's text.
  std::unique_ptr<ports::MqttClient> another() override {
    auto made = std::make_unique<Mqtt>(executor_);
    made->refusals = refusals;
    others.push_back(made.get());
    return made;
  }

 private:
  using Inbox = base::Channel<std::vector<ports::MqttMessage>>;

  base::task<void> step(std::string name, std::string text) {
    const std::size_t number = calls.size();
    calls.push_back({std::move(text), executor_.now()});
    if (hanging_call == number) {
      const base::Completion<void> never;
      const auto completer = never.completer();
      co_await never.wait();
    }
    co_await base::sleep(10ms);
    if (failing_call == number) {
      if (open) lose();
      throw base::Error(failure);
    }
    const auto refusal = refusals.find(name);
    if (refusal == refusals.end()) co_return;
    // AWS answers a refused subscription, but closes the connection at a refused publication.
    if (open && refusal->second.is(ports::mqtt_connection_lost)) lose();
    throw base::Error(refusal->second);
  }

  const base::Executor& executor_;
  std::unique_ptr<Inbox> inbox_ = std::make_unique<Inbox>();
};

/// Gives the answers in `first`, then `always` to every request.
class Sts final : public ports::HttpClient {
 public:
  std::deque<ports::HttpResponse> first;
  std::optional<ports::HttpResponse> always;  // empty: no answer at all
  bool reachable = true;
  int requests = 0;

  base::task<ports::HttpResponse> send(ports::HttpRequest) override {
    ++requests;
    co_await base::sleep(20ms);
    if (!first.empty()) {
      ports::HttpResponse response = first.front();
      first.pop_front();
      co_return response;
    }
    if (!always) throw base::Error(ports::http_unreachable);
    co_return *always;
  }
  base::task<bool> probe(std::string) override {
    co_await base::sleep(20ms);
    co_return reachable;
  }

  static ports::HttpResponse identity() {
    return {200,
            {},
            R"({"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012",)"
            R"("Arn":"arn:aws:iam::123456789012:user/ann","UserId":"AIDAEXAMPLE"}}})"};
  }
  static ports::HttpResponse refusal(const std::string& code, const std::string& message) {
    return {403, {}, R"({"Error":{"Code":")" + code + R"(","Message":")" + message + R"("}})"};
  }
};

class Random final : public ports::Random {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (auto& octet : bytes) {
      state_ = state_ * 1103515245U + 12345U;
      octet = static_cast<std::byte>(state_ >> 24U);
    }
  }

 private:
  std::uint32_t state_ = 1;
};

}  // namespace fakes
