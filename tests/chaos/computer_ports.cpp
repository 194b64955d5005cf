#include "computer_ports.hpp"

#include "base/sleep.hpp"
#include "base/spawn.hpp"
#include "ports/errors.hpp"

namespace chaos {

namespace {

using namespace std::chrono_literals;

ports::HttpResponse refusal(int status, std::string type, std::string message) {
  ports::HttpResponse response;
  response.status = status;
  if (!type.empty()) response.headers.emplace_back("x-amzn-errortype", std::move(type));
  response.body = R"({"message":")" + std::move(message) + R"("})";
  return response;
}

base::Error cut_off() {
  return base::Error(ports::mqtt_connection_lost).with("close_code", 1006).because("the plan cuts it");
}

}  // namespace

base::task<ports::HttpResponse> FaultyHttp::send(ports::HttpRequest request) {
  const std::optional<HttpFault> fault = strikes.next();
  if (!fault) co_return co_await pass_on(std::move(request));
  switch (*fault) {
    case HttpFault::unreachable:
      throw base::Error(ports::http_unreachable);
    case HttpFault::never_answered:
      co_await base::sleep(24h);
      throw base::Error(ports::http_unreachable);
    case HttpFault::server_error:
      co_return refusal(500, {}, "Internal failure");
    case HttpFault::unavailable:
      co_return refusal(503, "ServiceUnavailableException", "Service unavailable");
    case HttpFault::forbidden:
      co_return refusal(403, {}, "User: arn:aws:iam::1:user/x is not authorized to perform: iot:Something");
    case HttpFault::expired:
      co_return refusal(403, {}, "The security token included in the request is expired");
    case HttpFault::throttled:
      co_return refusal(400, "ThrottlingException", "Rate exceeded");
    default:
      break;
  }
  if (*fault == HttpFault::twice) {
    ports::HttpRequest again = request;
    ports::HttpResponse answer = co_await pass_on(std::move(request));
    co_await base::settled(pass_on(std::move(again)));
    co_return answer;
  }
  ports::HttpResponse answer = co_await pass_on(std::move(request));
  if (*fault == HttpFault::answer_lost) throw base::Error(ports::http_unreachable);
  if (*fault == HttpFault::answer_late) co_await base::sleep(12s);
  if (*fault == HttpFault::nonsense) answer.body = "<html>";
  co_return answer;
}

base::task<ports::HttpResponse> FaultyHttp::pass_on(ports::HttpRequest request) {
  if (instead) {
    if (std::optional<ports::HttpResponse> answer = instead(request)) co_return std::move(*answer);
  }
  co_return co_await http_.send(std::move(request));
}

base::task<bool> FaultyHttp::probe(std::string url) {
  const std::optional<HttpFault> fault = strikes.next();
  if (fault == HttpFault::unreachable) co_return false;
  if (fault == HttpFault::never_answered) co_await base::sleep(24h);
  co_return co_await http_.probe(std::move(url));
}

namespace {

/// A source of cancellation that others find in `place` while this object lives: its task may end by being
/// destroyed while it waits.
class Waiting {
 public:
  Waiting(base::Cancellation*& place, base::Cancellation* parent) : source_(parent), place_(place) {
    place_ = &source_;
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  ~Waiting() { place_ = nullptr; }
  base::Cancellation* source() { return &source_; }

 private:
  base::Cancellation source_;
  base::Cancellation*& place_;
};

}  // namespace

void FaultyMqtt::require_connection() const {
  if (is_cut_) throw cut_off();
}

void FaultyMqtt::cut() {
  is_cut_ = true;
  if (waiting_ != nullptr) waiting_->cancel();
}

base::task<void> FaultyMqtt::unless_cut(base::task<void> work) {
  require_connection();
  co_await std::move(work);
  require_connection();
}

base::task<void> FaultyMqtt::connect(ports::MqttConnectOptions options) {
  if (std::exchange(is_cut_, false)) co_await mqtt_->close();
  co_await unless_cut(mqtt_->connect(std::move(options)));
}
base::task<void> FaultyMqtt::subscribe(std::string filter, ports::MqttQos qos) {
  return unless_cut(mqtt_->subscribe(std::move(filter), qos));
}
base::task<void> FaultyMqtt::unsubscribe(std::string filter) {
  return unless_cut(mqtt_->unsubscribe(std::move(filter)));
}
base::task<void> FaultyMqtt::publish(ports::MqttMessage message, ports::MqttQos qos) {
  return unless_cut(mqtt_->publish(std::move(message), qos));
}

base::task<std::vector<ports::MqttMessage>> FaultyMqtt::receive() {
  require_connection();
  const base::Context context = co_await base::this_context();
  Waiting waiting(waiting_, context.cancellation);
  auto outcome = co_await base::settled(mqtt_->receive().under(waiting.source()));
  if (!context.is_cancelled()) require_connection();
  co_return std::move(outcome).get();
}

base::task<void> FaultyMqtt::close() {
  return mqtt_->close();
}

void FaultyStore::use() {
  if (strikes.next()) throw base::Error(ports::storage_failed);
}

base::task<std::optional<std::string>> FaultyStore::get(std::string key) {
  use();
  const auto found = entries.find(key);
  if (found == entries.end()) co_return std::nullopt;
  co_return found->second;
}
base::task<void> FaultyStore::put(std::string key, std::string value) {
  use();
  if (on_put) on_put(value);
  entries[key] = std::move(value);
  co_return;
}
base::task<void> FaultyStore::remove(std::string key) {
  use();
  entries.erase(key);
  co_return;
}
base::task<std::vector<std::string>> FaultyStore::keys(std::string prefix) {
  use();
  std::vector<std::string> found;
  for (const auto& [key, value] : entries)
    if (key.starts_with(prefix)) found.push_back(key);
  co_return found;
}

void FaultyStore::damage() {
  int way = 0;
  for (auto& [key, value] : entries) {
    if (value.empty()) continue;
    switch (way++ % 3) {
      case 0:
        value.resize(value.size() / 2);
        break;
      case 1:
        value[value.size() / 3] = '~';
        break;
      default:
        value = "{}";
        break;
    }
  }
}

}  // namespace chaos
