// Implements the core's ports with the objects that the page passes (wasm/platform.d.ts: Platform,
// SerialTransport, HidTransport).
#pragma once

#include <optional>

#include "base/channel.hpp"
#include "js_answer.hpp"
#include "ports/errors.hpp"
#include "ports/hid_device.hpp"
#include "ports/http_client.hpp"
#include "ports/mqtt_client.hpp"
#include "ports/platform.hpp"
#include "ports/serial_port.hpp"

namespace wasm {

/// Headers as platform.d.ts has them: pairs of name and value.
val headers_array(const ports::HttpHeaders& headers);
ports::HttpHeaders headers_of(const val& pairs);

/// Receives data from a device. At most one call to the page is pending, even if the core's own wait was
/// cancelled; data that arrives then is kept for the next wait.
class Arrivals {
 public:
  Arrivals(val transport, const char* method, base::ErrorCode closed)
      : transport_(std::move(transport)), method_(method), closed_(closed) {}
  void begin() { state_ = std::make_shared<State>(); }
  void end() { state_.reset(); }
  /// `closed` unless begun.
  base::task<base::Bytes> next();

 private:
  struct State {
    base::Channel<val> answers;
    bool outstanding = false;
  };
  val transport_;
  const char* method_;
  base::ErrorCode closed_;
  std::shared_ptr<State> state_;
};

class JsSerialPort final : public ports::SerialPort {
 public:
  explicit JsSerialPort(const val& transport)
      : transport_(transport), arrivals_(transport, "read", ports::serial_not_open) {}
  base::task<void> open(ports::BaudRate rate) override;
  base::task<base::Bytes> read() override;
  base::task<void> write(base::ByteView bytes) override;
  base::task<void> close() override;

 private:
  val transport_;
  Arrivals arrivals_;
};

class JsHidDevice final : public ports::HidDevice {
 public:
  explicit JsHidDevice(const val& transport)
      : transport_(transport), arrivals_(transport, "receive", ports::hid_disconnected) {}
  base::task<void> open() override;
  base::task<void> send(const ports::HidReport& report) override;
  base::task<ports::HidReport> receive() override;
  base::task<void> close() override;

 private:
  val transport_;
  Arrivals arrivals_;
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
  base::task<void> unsubscribe(std::string filter) override;
  base::task<void> publish(ports::MqttMessage message, ports::MqttQos qos) override;
  base::task<std::vector<ports::MqttMessage>> receive() override;
  base::task<void> close() override;
  std::unique_ptr<ports::MqttClient> another() override;

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

/// The files that are served with the page.
class JsVendorFiles final : public ports::VendorFiles {
 public:
  explicit JsVendorFiles(val platform) : platform_(std::move(platform)) {}
  base::task<base::Bytes> read(std::string name) override;

 private:
  val platform_;
};

/// crypto.getRandomValues.
class JsRandom final : public ports::Random {
 public:
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace wasm
