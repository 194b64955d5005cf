#include "session/board_session.hpp"

#include <utility>
#include <variant>

#include "board/demo_client.hpp"
#include "board/provisioning_client.hpp"
#include "session/errors.hpp"

namespace session {

std::optional<board::FirmwareRole> BoardFacts::role() const {
  if (firmware == Firmware::provisioning) return board::FirmwareRole::provisioning;
  if (firmware == Firmware::demo) return board::FirmwareRole::demo;
  return std::nullopt;
}

BoardSession::BoardSession(int id, std::unique_ptr<ports::SerialPort> port, World world, Platform platform)
    : id_(id),
      world_(world),
      platform_(platform),
      port_(std::move(port), platform.log),
      wifi_(platform.executor, platform.log),
      jobs_(*this, platform) {
  port_.on_change = [this] { changed(); };
  wifi_.on_change = [this] { changed(); };
}

const board::Kit* BoardSession::kit() const {
  return debugger_ != nullptr && debugger_->programmable() ? debugger_->kit() : nullptr;
}

void BoardSession::go_by_hand(bool by_hand) {
  by_hand_ = by_hand;
  changed();
}

void BoardSession::require(Firmware firmware) const {
  if (port_.is_gone()) throw base::Error(board_gone).with("board", id_);
  if (facts_.firmware == firmware) return;
  base::Error error = base::Error(wrong_firmware).with("wanted", name(firmware));
  if (facts_.firmware != Firmware::none) error.with("found", name(facts_.firmware));
  throw error;
}

base::task<void> BoardSession::identify() {
  return port_.run(DeviceStatus::identifying, look());
}

base::task<void> BoardSession::check_port() {
  if (port_.is_gone()) co_return;
  const board::FirmwareRole firmware = facts_.role().value_or(board::FirmwareRole::provisioning);
  co_await port_.run(DeviceStatus::busy, port_.serial().open(firmware == board::FirmwareRole::demo
                                                                 ? ports::BaudRate::demo
                                                                 : ports::BaudRate::provisioning));
}

base::task<void> BoardSession::look() {
  board::IdentifyOptions options;
  options.hint = facts_.role() ? facts_.role() : expected_;
  const board::IdentifiedFirmware found = co_await board::identify(port_.serial(), platform_.log, options);
  if (const auto* provisioning = std::get_if<board::ProvisioningFirmware>(&found)) {
    facts_.firmware = Firmware::provisioning;
    facts_.firmware_version = provisioning->version.text();
    co_await look_at_provisioning();
  } else if (const auto* demo = std::get_if<board::DemoFirmware>(&found)) {
    facts_.firmware = Firmware::demo;
    facts_.firmware_version = demo->version.text();
    co_await look_at_demo();
  } else {
    facts_.firmware = Firmware::unknown;
    facts_.firmware_version.clear();
    throw base::Error(unknown_firmware).because(std::get<board::UnknownFirmware>(found).heard);
  }
}

base::task<void> BoardSession::look_at_provisioning() {
  co_await port_.serial().open(ports::BaudRate::provisioning);
  board::ProvisioningClient client(port_.serial(), platform_.log);
  take_element((co_await client.serial_number()).text());
}

base::task<void> BoardSession::look_at_demo() {
  co_await port_.serial().open(ports::BaudRate::demo);
  board::DemoClient client(port_.serial(), platform_.log);
  facts_.thing_name = co_await client.thing_name();
  take_element((co_await client.device_serial()).text());
  if (sends_wifi_itself()) co_await wifi_.send(port_.serial());
}

void BoardSession::take_element(std::string serial) {
  if (!facts_.secure_element.empty() && facts_.secure_element != serial) {
    // Another board is on the same port: forget everything about the previous one.
    if (facts_.firmware == Firmware::provisioning) facts_.thing_name.clear();
    facts_.endpoint.clear();
    facts_.module_firmware.clear();
    by_hand_ = false;
    jobs_.forget();
    wifi_.forget();
  }
  facts_.secure_element = std::move(serial);
}

void BoardSession::continue_on(BoardSession& found) {
  facts_.firmware = found.facts_.firmware;
  facts_.firmware_version = found.facts_.firmware_version;
  if (!found.facts_.secure_element.empty()) take_element(found.facts_.secure_element);
  if (facts_.firmware == Firmware::demo) facts_.thing_name = found.facts_.thing_name;
  port_.take_over(found.port_);
}

/// True if the settings are sent as soon as the demo firmware answers.
bool BoardSession::sends_wifi_itself() const {
  return wifi_.waits() && !(wifi_goes_with_job && wifi_goes_with_job());
}

base::task<void> BoardSession::set_wifi(std::optional<board::WifiNetwork> network) {
  wifi_.choose(std::move(network));
  co_await send_waiting_wifi();
}

base::task<void> BoardSession::send_waiting_wifi() {
  if (!sends_wifi_itself() || facts_.firmware != Firmware::demo || port_.is_gone()) co_return;
  co_await port_.run(DeviceStatus::busy, send_wifi_now());
}

base::task<void> BoardSession::send_wifi_again() {
  if (!wifi_.to_send() || facts_.firmware != Firmware::demo || port_.is_gone()) co_return;
  wifi_.send_again();
  co_await port_.run(DeviceStatus::busy, send_wifi_now());
}

base::task<void> BoardSession::send_wifi_now() {
  // While this waited for the port, an identification may have sent the settings, the user may have chosen
  // others, or a job may have replaced the program.
  if (!wifi_.waits() || facts_.firmware != Firmware::demo) co_return;
  co_await port_.serial().open(ports::BaudRate::demo);
  co_await wifi_.send(port_.serial());
}

}  // namespace session
