#include "simulation/demo_connection.hpp"

#include <utility>

#include "aws/thing_name.hpp"
#include "board/client_store.hpp"
#include "board/root_check.hpp"
#include "board/winc_flash.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

/// The firmware uses the vendor's sandbox if the flash holds no endpoint.
constexpr std::string_view sandbox_endpoint = "a1gqt8sttiign3.iot.us-east-2.amazonaws.com";
constexpr std::size_t endpoint_size = 52;
constexpr std::size_t thing_name_size = 41;
/// For how many messages (one per second) the yellow LED shows the toggle.
constexpr int toggle_hold = 2;

std::string text_at(const NorFlash& flash, std::uint32_t address, std::size_t size) {
  const std::string text = base::to_text(flash.read(address, size));
  return text.substr(0, text.find('\0'));
}

bool is_erased(const NorFlash& flash, std::uint32_t address) {
  return flash.read(address, 1).front() == std::byte{0xFF};
}

/// True if the module trusts the server certificate of AWS IoT. A region that was never written stands for
/// the root store of current modules.
bool trusts_aws(const NorFlash& flash) {
  const board::RootsStatus status =
      board::check_roots(flash.read(board::root_store_region.offset, board::root_store_region.size)).status;
  return status == board::RootsStatus::good || status == board::RootsStatus::empty;
}

/// The certificates of the client store; empty if the store is missing or damaged.
std::vector<base::Bytes> stored_chain(const NorFlash& flash) {
  std::vector<base::Bytes> chain;
  try {
    const auto store = board::ClientStore::parse(
        flash.read(board::client_store_region.offset, board::ClientStore::max_size));
    if (!store) return chain;
    for (const crypto::Certificate& certificate : store->certificates()) chain.push_back(certificate.der());
  } catch (const base::Error&) {
    chain.clear();
  }
  return chain;
}

}  // namespace

DemoConnection::DemoConnection(Hardware& hardware, DemoEdition edition,
                               std::optional<AccessPoint> access_point,
                               std::function<void(const std::string&)> log,
                               std::function<void(base::Duration)> block)
    : hardware_(hardware),
      edition_(edition),
      access_point_(std::move(access_point)),
      log_(std::move(log)),
      block_(std::move(block)),
      start_(hardware.timeline.now()),
      next_step_(hardware.timeline),
      attempt_timeout_(hardware.timeline),
      next_message_(hardware.timeline),
      first_report_(hardware.timeline),
      wifi_light_(hardware.timeline, hardware.leds, Led::wifi),
      conn_light_(hardware.timeline, hardware.leds, Led::conn),
      data_light_(hardware.timeline, hardware.leds, Led::data) {}

void DemoConnection::read_flash() {
  if (edition_ == DemoEdition::google) return;
  read_endpoint();
  read_thing_name();
}

void DemoConnection::read_endpoint() {
  const NorFlash& flash = hardware_.winc_flash;
  if (edition_ == DemoEdition::thing_id) {
    endpoint_ = sandbox_endpoint;  // compiled in
  } else if (is_erased(flash, board::endpoint_page_region.offset)) {
    log_(
        "AWS Endpoint is not present in WINC, either re-provision or microchip AWS sandbox endpoint will be "
        "used");
    endpoint_ = sandbox_endpoint;
    log_("Using the AWS Sandbox endpoint : " + endpoint_);
  } else {
    endpoint_ = text_at(flash, board::endpoint_page_region.offset, endpoint_size);
    log_("AWS Endpoint read from WINC is " + endpoint_);
  }
}

void DemoConnection::read_thing_name() {
  const NorFlash& flash = hardware_.winc_flash;
  const std::string what = edition_ == DemoEdition::thing_id ? "Thing ID" : "Thing Name";
  const std::uint32_t name_at = board::thing_name_page_region.offset;
  if (is_erased(flash, name_at) || is_erased(flash, name_at + thing_name_size - 1)) {
    thing_name_.clear();
    log_(what + " is not present, error type 0, user defined thing ID is used");
  } else {
    thing_name_ = text_at(flash, name_at, thing_name_size);
    log_(what + " read from the device is " + thing_name_);
  }
}

void DemoConnection::start() {
  wifi_light_.blink();
  schedule_attempt(time_model::demo_first_module_start);
}

void DemoConnection::set_wifi(WifiSettings settings) {
  given_ = std::move(settings);
  if (wifi_joined_) leave_network();
  hardware_.leds.set(Led::error, false);
  conn_light_.off();
  data_light_.off();
  wifi_light_.off();
  wifi_light_.blink();
}

/// The firmware does not begin an attempt at once: it waits until the MQTT connection is overdue.
void DemoConnection::leave_network() {
  wifi_joined_ = false;
  next_step_.stop();
  drop_link();
  if (!attempt_timeout_.is_set())
    attempt_timeout_.set(time_model::attempt_timeout, [this] { abandon_attempt(); });
}

void DemoConnection::drop_link() {
  link_.reset();
  next_message_.stop();
  first_report_.stop();
  data_light_.off();
  conn_light_.off();
}

void DemoConnection::schedule_attempt(base::Duration module_start) {
  next_step_.set(time_model::demo_before_attempt, [this, module_start] {
    block_(module_start);
    next_step_.set(module_start, [this] { begin_attempt(); });
  });
}

void DemoConnection::begin_attempt() {
  joining_ = given_ ? given_ : remembered_network(hardware_.winc_flash);
  if (hardware_.dead_module) joining_.reset();
  const bool driver_refuses = joining_ && joining_->refused;
  hardware_.leds.set(Led::error, driver_refuses);
  if (driver_refuses) return schedule_attempt(time_model::demo_module_start);
  attempt_timeout_.set(time_model::attempt_timeout, [this] { abandon_attempt(); });
  if (joining_) next_step_.set(time_model::wifi_join, [this] { end_join(); });
}

void DemoConnection::abandon_attempt() {
  drop_link();
  wifi_joined_ = false;
  wifi_light_.off();
  wifi_light_.blink();
  schedule_attempt(time_model::demo_module_start);
}

/// After a failure the firmware does nothing until the time-out, which starts the next attempt.
void DemoConnection::end_join() {
  if (access_point_ && !access_point_->admits(*joining_)) return;
  given_.reset();
  wifi_joined_ = true;
  wifi_light_.on();
  remember_network(hardware_.winc_flash, *joining_);
  hardware_.changed(StatePart::winc_flash);
  connect();
}

void DemoConnection::connect() {
  conn_light_.blink();
  next_step_.set(time_model::cloud_connect, [this] { try_to_connect(); });
}

void DemoConnection::try_to_connect() {
  // Without an uplink the firmware never resolves the endpoint's name. The Google demo asks for
  // a Google host.
  if (!hardware_.uplink || edition_ == DemoEdition::google) return;
  BoardConnect request;
  request.endpoint = endpoint_;
  request.certificates = stored_chain(hardware_.winc_flash);
  request.client_id = thing_name_;
  request.sign = [this](const crypto::Sha256Digest& digest) {
    base::Bytes numbers;
    hardware_.secure_element.sign(digest, numbers);
    return crypto::Signature::from_numbers(numbers);  // throws if the slot has no key
  };
  request.on_message = [this](const ports::MqttMessage& message) {
    received(message.topic, base::to_text(message.payload));
  };
  // Deferred, because this is called from the link, which lost() destroys.
  request.on_drop = [this] { next_step_.set(base::Duration::zero(), [this] { lost(); }); };
  if (!trusts_aws(hardware_.winc_flash)) return lost();
  Cloud::BoardAnswer answer = hardware_.uplink(std::move(request));
  if (auto* link = std::get_if<std::unique_ptr<BoardLink>>(&answer)) {
    link_ = std::move(*link);
    connected();
  } else {
    lost();
  }
}

void DemoConnection::connected() {
  attempt_timeout_.stop();
  conn_light_.on();
  link_->subscribe("$aws/things/" + thing_name_ + "/shadow/update/delta");
  first_report_.set(time_model::shadow_report, [this] { report_toggle(); });
  publish_telemetry();
}

void DemoConnection::lost() {
  drop_link();
  conn_light_.blink();
  if (!attempt_timeout_.is_set())
    attempt_timeout_.set(time_model::attempt_timeout, [this] { abandon_attempt(); });
  next_step_.set(time_model::cloud_reconnect, [this] { connect(); });
}

void DemoConnection::reconnect() {
  data_light_.off();
  if (wifi_joined_) lost();
}

/// The broker closes the connection if the policy does not permit the message.
void DemoConnection::publish(const std::string& topic, const std::string& payload) {
  if (link_ && !link_->publish(topic, base::to_bytes(payload))) lost();
}

void DemoConnection::publish_telemetry() {
  const Reading reading = hardware_.sensors.read(hardware_.timeline.now() - start_);
  if (held_messages_ > 0) {
    --held_messages_;
  } else {
    data_light_.flash();
  }
  next_message_.set(time_model::telemetry_interval, [this] { publish_telemetry(); });
  publish(aws::sensors_topic(thing_name_), telemetry_message(reading));
}

void DemoConnection::report_toggle() {
  publish("$aws/things/" + thing_name_ + "/shadow/update",
          std::string("{\"state\":{\"reported\":{\"toggle\":") + (toggle_ ? "1" : "0") + "}}}");
}

void DemoConnection::received(const std::string& topic, const std::string& payload) {
  constexpr std::string_view token = "\"toggle\":";
  const std::size_t at = payload.find(token);
  if (at != std::string::npos) {
    toggle_ = payload.substr(at + token.size(), 1) == "1";
    data_light_.hold(toggle_);
    held_messages_ = toggle_hold;
  }
  log_("topic: " + topic);
  log_("payload: " + payload);
  report_toggle();
}

}  // namespace simulation
