#include "js_ports.hpp"

#include <algorithm>
#include <chrono>

#include "base/sleep.hpp"
#include "ports/errors.hpp"

namespace wasm {

namespace {

/// Longer than the longest write takes at 9600 baud.
constexpr base::Duration write_patience = std::chrono::seconds(10);

/// Ignores errors: a device that cannot be closed is gone.
base::task<void> close_quietly(val transport) {
  try {
    co_await answer(transport.call<val>("close"));
  } catch (const base::Error&) {
  }
}

std::function<void()> aborting(const val& controller) {
  return [controller]() mutable { controller.call<void>("abort"); };
}

}  // namespace

val headers_array(const ports::HttpHeaders& headers) {
  val list = val::array();
  for (const auto& [name, value] : headers) {
    val pair = val::array();
    pair.call<void>("push", name, value);
    list.call<void>("push", pair);
  }
  return list;
}

ports::HttpHeaders headers_of(const val& pairs) {
  ports::HttpHeaders headers;
  const auto count = pairs["length"].as<unsigned>();
  for (unsigned i = 0; i < count; ++i) {
    headers.emplace_back(pairs[i][0].as<std::string>(), pairs[i][1].as<std::string>());
  }
  return headers;
}

base::task<base::Bytes> Arrivals::next() {
  // Request the value here and not in the callers, because a task runs later than it is created.
  const auto state = state_;
  if (!state) throw base::Error(closed_);
  if (state->answers.empty() && !state->outstanding) {
    state->outstanding = true;
    when_settled(transport_.call<val>(method_), [state](val result) {
      state->outstanding = false;
      state->answers.push(std::move(result));
    });
  }
  const val result = co_await state->answers.pop();
  co_return to_bytes(value_of(result));
}

base::task<void> JsSerialPort::open(ports::BaudRate rate) {
  arrivals_.begin();
  co_await answer(transport_.call<val>("open", static_cast<unsigned>(rate)));
}

base::task<base::Bytes> JsSerialPort::read() {
  return arrivals_.next();
}

/// Limits the wait, because a device that no longer accepts data, such as a hung debugger, reports no error.
base::task<void> JsSerialPort::write(base::ByteView bytes) {
  try {
    co_await base::with_timeout(write_patience, answer(transport_.call<val>("write", to_uint8_array(bytes))));
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
    throw base::Error(ports::serial_write_failed).because(error.describe());
  }
}

base::task<void> JsSerialPort::close() {
  arrivals_.end();
  co_await close_quietly(transport_);
}

base::task<void> JsHidDevice::open() {
  arrivals_.begin();
  co_await answer(transport_.call<val>("open"));
}

base::task<void> JsHidDevice::send(const ports::HidReport& report) {
  co_await answer(transport_.call<val>("send", to_uint8_array(report)));
}

base::task<ports::HidReport> JsHidDevice::receive() {
  const base::Bytes bytes = co_await arrivals_.next();
  // Pad a short report, and cut a long one, which no supported debugger sends. The layer above checks the
  // content.
  ports::HidReport report{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), report.size()), report.begin());
  co_return report;
}

base::task<void> JsHidDevice::close() {
  arrivals_.end();
  co_await close_quietly(transport_);
}

base::task<ports::HttpResponse> JsHttpClient::send(ports::HttpRequest request) {
  val call = val::object();
  call.set("method", request.method);
  call.set("url", request.url);
  call.set("headers", headers_array(request.headers));
  call.set("body", request.body);
  const val controller = val::global("AbortController").new_();
  const val result =
      co_await answer(platform_.call<val>("http", call, controller["signal"]), aborting(controller));
  ports::HttpResponse response;
  response.status = result["status"].as<int>();
  response.headers = headers_of(result["headers"]);
  response.body = result["body"].as<std::string>();
  if (response.body.size() > max_body)
    throw base::Error(ports::http_too_large).with("size", response.body.size());
  co_return response;
}

base::task<bool> JsHttpClient::probe(std::string url) {
  const val controller = val::global("AbortController").new_();
  const val result =
      co_await answer(platform_.call<val>("probe", url, controller["signal"]), aborting(controller));
  co_return result.as<bool>();
}

base::task<void> JsMqttClient::connect(ports::MqttConnectOptions options) {
  val given = val::object();
  given.set("url", std::string(options.url.reveal()));
  given.set("clientId", options.client_id);
  given.set("keepAliveSeconds", static_cast<int>(options.keep_alive.count()));
  given.set("connectTimeoutMs", static_cast<int>(options.connect_timeout.count() * 1000));
  co_await answer(mqtt_.call<val>("connect", given));
}

base::task<void> JsMqttClient::subscribe(std::string filter, ports::MqttQos qos) {
  co_await answer(mqtt_.call<val>("subscribe", filter, static_cast<int>(qos)));
}

base::task<void> JsMqttClient::unsubscribe(std::string filter) {
  co_await answer(mqtt_.call<val>("unsubscribe", filter));
}

base::task<void> JsMqttClient::publish(ports::MqttMessage message, ports::MqttQos qos) {
  co_await answer(
      mqtt_.call<val>("publish", message.topic, to_uint8_array(message.payload), static_cast<int>(qos)));
}

base::task<std::vector<ports::MqttMessage>> JsMqttClient::receive() {
  const val list = co_await answer(mqtt_.call<val>("receive"));
  std::vector<ports::MqttMessage> messages;
  const auto count = list["length"].as<unsigned>();
  for (unsigned i = 0; i < count; ++i) {
    ports::MqttMessage message;
    message.topic = list[i]["topic"].as<std::string>();
    message.payload = to_bytes(list[i]["payload"]);
    messages.push_back(std::move(message));
  }
  co_return messages;
}

base::task<void> JsMqttClient::close() {
  co_await close_quietly(mqtt_);
}

std::unique_ptr<ports::MqttClient> JsMqttClient::another() {
  return std::make_unique<JsMqttClient>(mqtt_.call<val>("another"));
}

base::task<std::optional<std::string>> JsKeyValueStore::get(std::string key) {
  const val value = co_await answer(storage_.call<val>("get", key));
  if (value.isNull() || value.isUndefined()) co_return std::nullopt;
  co_return value.as<std::string>();
}

base::task<void> JsKeyValueStore::put(std::string key, std::string value) {
  co_await answer(storage_.call<val>("put", key, value));
}

base::task<void> JsKeyValueStore::remove(std::string key) {
  co_await answer(storage_.call<val>("remove", key));
}

base::task<std::vector<std::string>> JsKeyValueStore::keys(std::string prefix) {
  const val list = co_await answer(storage_.call<val>("keys", prefix));
  co_return emscripten::vecFromJSArray<std::string>(list);
}

base::task<base::Bytes> JsVendorFiles::read(std::string name) {
  std::optional<base::Error> failure;
  try {
    const val content = co_await answer(platform_.call<val>("vendorFile", name));
    co_return to_bytes(content);
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure->is(base::cancelled)) throw *failure;
  throw base::Error(ports::file_unavailable).with("name", name).because(failure->describe());
}

void JsRandom::fill(std::span<std::byte> bytes) {
  constexpr std::size_t most_at_once = 65536;  // getRandomValues' quota
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), most_at_once));
    const val view(emscripten::typed_memory_view(part.size(), reinterpret_cast<unsigned char*>(part.data())));
    val::global("crypto").call<val>("getRandomValues", view);
    bytes = bytes.subspan(part.size());
  }
}

}  // namespace wasm
