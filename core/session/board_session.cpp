#include "session/board_session.hpp"

#include "base/sleep.hpp"
#include "board/demo_client.hpp"
#include "board/errors.hpp"
#include "ports/errors.hpp"
#include "session/errors.hpp"

namespace session {

using namespace std::chrono_literals;

BoardSession::BoardSession(int id, std::unique_ptr<ports::SerialPort> port, World world, Platform platform)
    : id_(id),
      port_(std::make_unique<BoundedSerialPort>(std::move(port), platform.log)),
      world_(world),
      platform_(platform),
      progress_(platform.executor) {
  progress_.on_change = [this](const provision::Step& step) {
    follow(step);
    changed();
  };
}

void BoardSession::changed() const {
  if (on_change) on_change();
}

void BoardSession::require(Firmware firmware) const {
  if (status_ == DeviceStatus::gone) throw base::Error(board_gone).with("board", id_);
  if (firmware_ != firmware) {
    throw base::Error(wrong_firmware).with("wanted", name(firmware)).with("found", name(firmware_));
  }
}

/// Runs an operation on the port alone. It can be cancelled from outside, and the port is closed afterwards
/// in any case.
base::task<void> BoardSession::exclusively(DeviceStatus while_running, base::task<void> work) {
  const auto lock = co_await turn_.lock();
  const base::Context context = co_await base::this_context();
  const auto cancellation = std::make_unique<base::Cancellation>(context.cancellation);
  struct Running {
    ~Running() { slot = nullptr; }
    base::Cancellation*& slot;
  };
  running_ = cancellation.get();
  const Running running{running_};
  status_ = while_running;
  error_.reset();
  changed();
  std::optional<base::Error> failure;
  try {
    co_await std::move(work).under(cancellation.get());
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(port_->close());
  const bool is_gone = status_ == DeviceStatus::gone || (failure && failure->is(ports::serial_disconnected));
  const bool not_identified = failure && while_running == DeviceStatus::identifying;
  status_ = is_gone ? DeviceStatus::gone : not_identified ? DeviceStatus::failed : DeviceStatus::ready;
  if (not_identified) error_ = failure;
  changed();
  if (failure) throw *failure;
}

base::task<void> BoardSession::identify() {
  co_await exclusively(DeviceStatus::identifying, look());
}

base::task<void> BoardSession::look() {
  board::IdentifyOptions options;
  options.hint = firmware_hint() ? firmware_hint() : expected_;
  const board::IdentifiedFirmware found = co_await board::identify(*port_, platform_.log, options);
  if (const auto* provisioning = std::get_if<board::ProvisioningFirmware>(&found)) {
    firmware_ = Firmware::provisioning;
    firmware_version_ = provisioning->version.text();
    co_await look_at_provisioning();
  } else if (const auto* demo = std::get_if<board::DemoFirmware>(&found)) {
    firmware_ = Firmware::demo;
    firmware_version_ = demo->version.text();
    co_await look_at_demo();
  } else {
    firmware_ = Firmware::unknown;
    firmware_version_.clear();
    throw base::Error(unknown_firmware).because(std::get<board::UnknownFirmware>(found).heard);
  }
}

base::task<void> BoardSession::look_at_provisioning() {
  co_await port_->open(ports::BaudRate::provisioning);
  board::ProvisioningClient client(*port_, platform_.log);
  take_element((co_await client.serial_number()).text());
}

void BoardSession::take_element(std::string serial) {
  if (!secure_element_.empty() && secure_element_ != serial) {
    // Another board is on the same port: forget everything about the previous one.
    job_ = Job();
    if (firmware_ == Firmware::provisioning) thing_name_.clear();
    endpoint_.clear();
    inspection_.reset();
    take_roots({});
    diagnosis_.reset();
    owes_demo_ = false;
    attempts_changed_ = false;
    module_firmware_.clear();
    warnings_.clear();
    by_hand_ = false;
    forget_wifi();
  }
  secure_element_ = std::move(serial);
}

base::task<void> BoardSession::look_at_demo() {
  co_await port_->open(ports::BaudRate::demo);
  board::DemoClient client(*port_, platform_.log);
  thing_name_ = co_await client.thing_name();
  take_element((co_await client.device_serial()).text());
  if (wifi_waits()) co_await send_wifi();
}

void BoardSession::go_by_hand(bool by_hand) {
  by_hand_ = by_hand;
  changed();
}

void BoardSession::continue_on(BoardSession& found) {
  port_ = std::move(found.port_);
  returning_ = false;
  status_ = found.status_;
  error_ = found.error_;
  firmware_ = found.firmware_;
  firmware_version_ = found.firmware_version_;
  if (!found.secure_element_.empty()) take_element(found.secure_element_);
  if (firmware_ == Firmware::demo) thing_name_ = found.thing_name_;
  changed();
}

void BoardSession::set_returning(bool returning) {
  returning_ = returning;
  changed();
}

void BoardSession::gone() {
  status_ = DeviceStatus::gone;
  cancel();
  changed();
}

void BoardSession::cancel() {
  if (running_ != nullptr) running_->cancel();
}

void BoardSession::cancel_signing() {
  const bool provisions = job_.kind == JobKind::provision && job_.status == JobStatus::running;
  if (provisions || diagnosing_) cancel();
}

void BoardSession::belongs_to(const provision::Account& account) {
  if (job_.kind != JobKind::provision || job_.endpoint == account.endpoint) return;
  job_.survey.reset();
  job_.plan.reset();
  if (job_.status == JobStatus::planned || job_.status == JobStatus::done) job_ = Job();
}

base::task<void> BoardSession::settled() {
  const auto lock = co_await turn_.lock();
}

void BoardSession::forget_wifi() {
  wifi_.reset();
  ++wifi_choices_;
  wifi_decided_ = false;
  wifi_error_.reset();
  wifi_status_ = WifiStatus::keep;
  wifi_works_ = false;
  wifi_concealed_ = nullptr;
}

/// The passphrase is wiped after the first message. An open network never has one.
bool BoardSession::can_send_wifi() const {
  return wifi_ && (wifi_->security == board::WifiSecurity::open || !wifi_->passphrase.empty());
}

/// True if the settings are sent as soon as the demo firmware answers.
bool BoardSession::wifi_waits() const {
  const bool unsent = wifi_status_ == WifiStatus::set || wifi_status_ == WifiStatus::failed;
  return unsent && can_send_wifi() && !(wifi_goes_with_job && wifi_goes_with_job());
}

base::task<void> BoardSession::set_wifi(std::optional<board::WifiNetwork> network) {
  if (network) board::check(*network);
  wifi_ = std::move(network);
  ++wifi_choices_;
  wifi_decided_ = true;
  wifi_error_.reset();
  wifi_status_ = wifi_ ? WifiStatus::set : WifiStatus::keep;
  wifi_works_ = false;
  wifi_concealed_ = wifi_ ? platform_.log.conceal(wifi_->passphrase) : nullptr;
  changed();
  co_await send_waiting_wifi();
}

base::task<void> BoardSession::send_waiting_wifi() {
  if (!wifi_waits() || firmware_ != Firmware::demo || status_ == DeviceStatus::gone) co_return;
  co_await exclusively(DeviceStatus::busy, send_wifi_now());
}

base::task<void> BoardSession::send_wifi_again() {
  if (!can_send_wifi() || wifi_works_ || firmware_ != Firmware::demo || status_ != DeviceStatus::ready)
    co_return;
  wifi_status_ = WifiStatus::set;
  co_await exclusively(DeviceStatus::busy, send_wifi_now());
}

base::task<void> BoardSession::send_wifi_now() {
  // Meanwhile an identification may have sent the settings, or the user may have chosen others.
  if (wifi_status_ != WifiStatus::set && wifi_status_ != WifiStatus::failed) co_return;
  co_await port_->open(ports::BaudRate::demo);
  co_await send_wifi();
}

base::task<void> BoardSession::send_wifi() {
  const int choice = wifi_choices_;
  wifi_status_ = WifiStatus::sending;
  changed();
  board::DemoClient client(*port_, platform_.log);
  try {
    co_await client.wifi(*wifi_);
  } catch (const base::Error& error) {
    if (choice == wifi_choices_) {
      wifi_status_ = WifiStatus::failed;
      wifi_error_ = error;
    }
    throw;
  }
  wifi_sent(choice);
}

void BoardSession::wifi_sent(int choice) {
  if (choice != wifi_choices_) return;  // the user has chosen other settings meanwhile; they are sent next
  wifi_status_ = WifiStatus::sent;
  wifi_sent_at_ = platform_.executor.now();
  changed();
}

}  // namespace session
