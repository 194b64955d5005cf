// What a computer and its browser give to the session, with the faults that a plan draws: HTTP, MQTT, storage
// and a clock.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/cancellation.hpp"
#include "base/clock.hpp"
#include "base/enum_names.hpp"
#include "ports/http_client.hpp"
#include "ports/mqtt_client.hpp"
#include "ports/platform.hpp"
#include "strikes.hpp"

namespace chaos {

/// A clock that may be wrong.
class WrongClock final : public base::WallClock {
 public:
  explicit WrongClock(const base::WallClock& right) : right_(right) {}
  base::SystemTime now() const override { return right_.now() + ahead; }

  std::chrono::seconds ahead{0};

 private:
  const base::WallClock& right_;
};

enum class HttpFault : std::uint8_t {
  unreachable,     // the request is not sent
  never_answered,  // the request is not sent, and no error comes for a day
  answer_lost,     // the request is carried out, but its answer is lost
  answer_late,     // the answer takes 12 s
  twice,           // the request is carried out twice, and the second answer is lost
  server_error,    // status 500
  unavailable,     // status 503
  forbidden,       // status 403
  expired,         // status 403 because temporary keys have expired
  throttled,       // status 400: too many requests
  nonsense,        // the request is carried out, and the answer's body is not what AWS sends
};
constexpr auto names_of(HttpFault) {
  using enum HttpFault;
  return base::enum_names<HttpFault>("HttpFault", {{unreachable, "unreachable"},
                                                   {never_answered, "never_answered"},
                                                   {answer_lost, "answer_lost"},
                                                   {answer_late, "answer_late"},
                                                   {twice, "twice"},
                                                   {server_error, "server_error"},
                                                   {unavailable, "unavailable"},
                                                   {forbidden, "forbidden"},
                                                   {expired, "expired"},
                                                   {throttled, "throttled"},
                                                   {nonsense, "nonsense"}});
}

class FaultyHttp final : public ports::HttpClient {
 public:
  explicit FaultyHttp(ports::HttpClient& http) : http_(http) {}

  base::task<ports::HttpResponse> send(ports::HttpRequest request) override;
  base::task<bool> probe(std::string url) override;

  Strikes<HttpFault> strikes;
  /// Answers a request instead of AWS. AWS answers where it returns nothing.
  std::function<std::optional<ports::HttpResponse>(const ports::HttpRequest&)> instead;

 private:
  base::task<ports::HttpResponse> pass_on(ports::HttpRequest request);
  ports::HttpClient& http_;
};

/// Its connection can be cut at any moment.
class FaultyMqtt final : public ports::MqttClient {
 public:
  explicit FaultyMqtt(std::unique_ptr<ports::MqttClient> mqtt) : mqtt_(std::move(mqtt)) {}

  base::task<void> connect(ports::MqttConnectOptions options) override;
  base::task<void> subscribe(std::string filter, ports::MqttQos qos) override;
  base::task<void> unsubscribe(std::string filter) override;
  base::task<void> publish(ports::MqttMessage message, ports::MqttQos qos) override;
  base::task<std::vector<ports::MqttMessage>> receive() override;
  base::task<void> close() override;
  std::unique_ptr<ports::MqttClient> another() override {
    return std::make_unique<FaultyMqtt>(mqtt_->another());
  }

  void cut();

 private:
  base::task<void> unless_cut(base::task<void> work);
  void require_connection() const;

  std::unique_ptr<ports::MqttClient> mqtt_;
  bool is_cut_ = false;
  base::Cancellation* waiting_ = nullptr;  // of receive()
};

enum class StoreFault : std::uint8_t { refused };
constexpr auto names_of(StoreFault) {
  return base::enum_names<StoreFault>("StoreFault", {{StoreFault::refused, "refused"}});
}

class FaultyStore final : public ports::KeyValueStore {
 public:
  base::task<std::optional<std::string>> get(std::string key) override;
  base::task<void> put(std::string key, std::string value) override;
  base::task<void> remove(std::string key) override;
  base::task<std::vector<std::string>> keys(std::string prefix) override;

  /// Spoils every entry, each in another way.
  void damage();

  Strikes<StoreFault> strikes;
  std::map<std::string, std::string> entries;
  /// Called with everything that is stored.
  std::function<void(std::string_view)> on_put;

 private:
  void use();
};

}  // namespace chaos
