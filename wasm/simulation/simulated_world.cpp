#include "simulated_world.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "aws/region.hpp"

namespace wasm {

namespace {

base::Error unknown_option(std::string_view option) {
  return base::Error(base::internal).because("the simulation does not know " + std::string(option));
}

board::FirmwareRole firmware_role(const std::string& name) {
  if (name == "provisioning") return board::FirmwareRole::provisioning;
  if (name == "demo") return board::FirmwareRole::demo;
  throw unknown_option(name);
}

ports::BaudRate rate_of(unsigned baud_rate) {
  for (const auto rate : {ports::BaudRate::provisioning, ports::BaudRate::demo}) {
    if (static_cast<unsigned>(rate) == baud_rate) return rate;
  }
  throw unknown_option(std::to_string(baud_rate) + " baud");
}

val leds_value(const simulation::Leds::States& states) {
  val leds = val::object();
  leds.set("error", states[0]);
  leds.set("data", states[1]);
  leds.set("conn", states[2]);
  leds.set("wifi", states[3]);
  return leds;
}

val response_value(const ports::HttpResponse& response) {
  val exchange = val::object();
  exchange.set("status", response.status);
  exchange.set("headers", headers_array(response.headers));
  exchange.set("body", response.body);
  return exchange;
}

val messages_value(const std::vector<ports::MqttMessage>& messages) {
  val list = val::array();
  for (const ports::MqttMessage& message : messages) {
    val item = val::object();
    item.set("topic", message.topic);
    item.set("payload", to_uint8_array(message.payload));
    list.call<void>("push", item);
  }
  return list;
}

/// Calls `make` within the task, so that what `make` throws is the task's error.
template <class Make>
auto deferred(Make make) -> decltype(make()) {
  co_return co_await make();
}

}  // namespace

val told(const base::Error& error) {
  val params = val::object();
  for (const base::Error::Param& param : error.params()) {
    std::visit(
        [&](const auto& value) {
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
            params.set(param.name, value);
          } else {
            params.set(param.name, static_cast<double>(value));
          }
        },
        param.value);
  }
  val info = val::object();
  info.set("code", std::string(error.code().name()));
  info.set("params", params);
  info.set("detail", error.detail());
  return info;
}

SimulatedWorld::SimulatedWorld(val on_usb, val on_leds)
    : cloud_(BrowserExecutor::instance(), clock_, random_),
      on_usb_(std::move(on_usb)),
      on_leds_(std::move(on_leds)),
      calls_(BrowserExecutor::instance()) {}

simulation::VirtualBoard& SimulatedWorld::board(int number) {
  if (number < 1 || static_cast<std::size_t>(number) > boards_.size())
    throw unknown_option("board " + std::to_string(number));
  return *boards_[static_cast<std::size_t>(number) - 1];
}

void SimulatedWorld::account(val settle) {
  settle_with(settle, [] {
    return nlohmann::json{{"accessKeyId", simulation::Cloud::access_key_id()},
                          {"secretAccessKey", simulation::Cloud::secret_access_key().reveal()},
                          {"sessionToken", ""},
                          {"region", "us-east-2"}}
        .dump();
  });
}

void SimulatedWorld::add_board(std::string kit, std::string firmware, val settle) {
  settle_with(settle, [&] {
    const simulation::Kit* known = simulation::find_kit(kit);
    if (known == nullptr) throw unknown_option(kit);
    simulation::VirtualBoard::Options options;
    options.kit = known->id;
    options.firmware = firmware_role(firmware);
    options.uplink = [this](simulation::BoardConnect connect) {
      return cloud_.connect_board(std::move(connect));
    };
    boards_.push_back(
        std::make_unique<simulation::VirtualBoard>(BrowserExecutor::instance(), random_, std::move(options)));
    const int number = static_cast<int>(boards_.size());
    simulation::VirtualBoard& made = *boards_.back();
    made.on_leds = [this, number](const simulation::Leds::States& states) {
      on_leds_(number, leds_value(states));
    };
    made.on_plug_change = [this, number, &made] { on_usb_(number, made.on_usb()); };
    on_leds_(number, leds_value(made.leds()));
    on_usb_(number, true);
    return number;
  });
}

void SimulatedWorld::unplug(int number, val settle) {
  settle_with(settle, [&] { board(number).unplug(); });
}
void SimulatedWorld::replug(int number, val settle) {
  settle_with(settle, [&] { board(number).replug(); });
}
void SimulatedWorld::drop(int number, std::string firmware, val settle) {
  settle_with(settle, [&] { board(number).program(firmware_role(firmware)); });
}

void SimulatedWorld::open_serial(int number, unsigned baud_rate, val settle) {
  calls_.run(deferred([this, number, baud_rate] { return board(number).serial().open(rate_of(baud_rate)); }),
             settle);
}
void SimulatedWorld::read_serial(int number, val settle) {
  calls_.run(deferred([this, number] { return board(number).serial().read(); }), settle,
             [](const base::Bytes& bytes) { return to_uint8_array(bytes); });
}
void SimulatedWorld::write_serial(int number, val bytes, val settle) {
  calls_.run(write_serial_task(number, to_bytes(bytes)), settle);
}
/// The port's view must stay valid until the write ends.
base::task<void> SimulatedWorld::write_serial_task(int number, base::Bytes bytes) {
  co_await board(number).serial().write(bytes);
}
void SimulatedWorld::close_serial(int number, val settle) {
  calls_.run(deferred([this, number] { return board(number).serial().close(); }), settle);
}

void SimulatedWorld::open_hid(int number, val settle) {
  calls_.run(deferred([this, number] { return board(number).hid().open(); }), settle);
}
void SimulatedWorld::send_report(int number, val report, val settle) {
  const base::Bytes bytes = to_bytes(report);
  ports::HidReport sent{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), sent.size()), sent.begin());
  calls_.run(send_report_task(number, sent), settle);
}
base::task<void> SimulatedWorld::send_report_task(int number, ports::HidReport report) {
  co_await board(number).hid().send(report);
}
void SimulatedWorld::receive_report(int number, val settle) {
  calls_.run(deferred([this, number] { return board(number).hid().receive(); }), settle,
             [](const ports::HidReport& report) { return to_uint8_array(report); });
}
void SimulatedWorld::close_hid(int number, val settle) {
  calls_.run(deferred([this, number] { return board(number).hid().close(); }), settle);
}

void SimulatedWorld::http(val call, val settle) {
  ports::HttpRequest request;
  request.method = call["method"].as<std::string>();
  request.url = call["url"].as<std::string>();
  request.headers = headers_of(call["headers"]);
  request.body = call["body"].as<std::string>();
  calls_.run(cloud_.http().send(std::move(request)), settle, response_value);
}
void SimulatedWorld::probe(std::string url, val settle) {
  calls_.run(cloud_.http().probe(std::move(url)), settle, [](bool answers) { return val(answers); });
}

ports::MqttClient& SimulatedWorld::mqtt(int connection) {
  std::unique_ptr<ports::MqttClient>& client = mqtt_[connection];
  if (!client) client = cloud_.make_mqtt();
  return *client;
}

void SimulatedWorld::connect_mqtt(int connection, val options, val settle) {
  ports::MqttConnectOptions given;
  given.url = base::Secret::taking(options["url"].as<std::string>());
  given.client_id = options["clientId"].as<std::string>();
  calls_.run(mqtt(connection).connect(std::move(given)), settle);
}
void SimulatedWorld::subscribe(int connection, std::string filter, int qos, val settle) {
  calls_.run(mqtt(connection).subscribe(std::move(filter), static_cast<ports::MqttQos>(qos)), settle);
}
void SimulatedWorld::unsubscribe(int connection, std::string filter, val settle) {
  calls_.run(mqtt(connection).unsubscribe(std::move(filter)), settle);
}
void SimulatedWorld::publish(int connection, std::string topic, val payload, int qos, val settle) {
  ports::MqttMessage message{std::move(topic), to_bytes(payload)};
  calls_.run(mqtt(connection).publish(std::move(message), static_cast<ports::MqttQos>(qos)), settle);
}
void SimulatedWorld::receive_messages(int connection, val settle) {
  calls_.run(mqtt(connection).receive(), settle, messages_value);
}
void SimulatedWorld::close_mqtt(int connection, val settle) {
  calls_.run(mqtt(connection).close(), settle);
}

}  // namespace wasm
