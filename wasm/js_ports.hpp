// The core's ports on what the page gives (wasm/provisioner.d.ts: Platform, SerialTransport).
#pragma once

#include <optional>

#include "base/channel.hpp"
#include "js_answer.hpp"
#include "ports/http_client.hpp"
#include "ports/mqtt_client.hpp"
#include "ports/platform.hpp"
#include "ports/serial_port.hpp"

namespace wasm {

class JsSerialPort final : public ports::SerialPort {
 public:
  explicit JsSerialPort(val transport) : transport_(std::move(transport)) {}
  base::task<void> open(ports::BaudRate rate) override;
  base::task<base::Bytes> read() override;
  base::task<void> write(base::ByteView bytes) override;
  base::task<void> close() override;

 private:
  struct Reading;
  val transport_;
  /// One read of the page's is outstanding at most, also when the wait for it was cancelled: its bytes are
  /// kept for the next.
  std::shared_ptr<Reading> reading_;
};

class JsHttpClient final : public ports::HttpClient {
 public:
  explicit JsHttpClient(val platform) : platform_(std::move(platform)) {}
  base::task<ports::HttpResponse> send(ports::HttpRequest request) override;
  base::task<bool> probe(std::string url) override;

 private:
  val platform_;
};

class JsMqttClient final : public ports::MqttClient {
 public:
  explicit JsMqttClient(val mqtt) : mqtt_(std::move(mqtt)) {}
  base::task<void> connect(ports::MqttConnectOptions options) override;
  base::task<void> subscribe(std::string filter, ports::MqttQos qos) override;
  base::task<void> publish(ports::MqttMessage message, ports::MqttQos qos) override;
  base::task<std::vector<ports::MqttMessage>> receive() override;
  base::task<void> close() override;

 private:
  val mqtt_;
};

class JsKeyValueStore final : public ports::KeyValueStore {
 public:
  explicit JsKeyValueStore(val storage) : storage_(std::move(storage)) {}
  base::task<std::optional<std::string>> get(std::string key) override;
  base::task<void> put(std::string key, std::string value) override;
  base::task<void> remove(std::string key) override;
  base::task<std::vector<std::string>> keys(std::string prefix) override;

 private:
  val storage_;
};

/// crypto.getRandomValues.
class JsRandom final : public ports::Random {
 public:
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace wasm
