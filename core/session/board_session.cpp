#include "session/board_session.hpp"

#include "base/sleep.hpp"
#include "board/demo_client.hpp"
#include "board/errors.hpp"
#include "ports/errors.hpp"
#include "session/errors.hpp"

namespace session {

using namespace std::chrono_literals;
using provision::StepName;

std::string_view name(BoardStatus status) {
  switch (status) {
    case BoardStatus::identifying:
      return "identifying";
    case BoardStatus::ready:
      return "ready";
    case BoardStatus::busy:
      return "busy";
    case BoardStatus::gone:
      return "gone";
    case BoardStatus::failed:
      return "failed";
  }
  return "";
}

std::string_view name(Firmware firmware) {
  switch (firmware) {
    case Firmware::none:
      return "";
    case Firmware::provisioning:
      return "provisioning";
    case Firmware::demo:
      return "demo";
    case Firmware::unknown:
      return "unknown";
  }
  return "";
}

std::string_view name(JobStatus status) {
  switch (status) {
    case JobStatus::none:
      return "";
    case JobStatus::planning:
      return "planning";
    case JobStatus::planned:
      return "planned";
    case JobStatus::running:
      return "running";
    case JobStatus::done:
      return "done";
    case JobStatus::failed:
      return "failed";
    case JobStatus::cancelled:
      return "cancelled";
  }
  return "";
}

std::string_view name(WifiStatus status) {
  switch (status) {
    case WifiStatus::keep:
      return "keep";
    case WifiStatus::set:
      return "set";
    case WifiStatus::sending:
      return "sending";
    case WifiStatus::sent:
      return "sent";
    case WifiStatus::failed:
      return "failed";
  }
  return "";
}

BoardSession::BoardSession(int id, std::unique_ptr<ports::SerialPort> port, bool simulated, Platform platform)
    : id_(id),
      port_(std::move(port)),
      simulated_(simulated),
      platform_(platform),
      progress_(platform.executor) {
  progress_.on_change = [this](const provision::Step&) { changed(); };
}

void BoardSession::changed() const {
  if (on_change) on_change();
}

void BoardSession::require(Firmware firmware) const {
  if (status_ == BoardStatus::gone) throw base::Error(board_gone).with("board", id_);
  if (firmware_ != firmware) {
    throw base::Error(wrong_firmware).with("wanted", name(firmware)).with("found", name(firmware_));
  }
}

/// One operation on the port: the only one, cancellable from outside, the port closed behind it whatever
/// happened.
template <class Work>
base::task<void> BoardSession::exclusively(BoardStatus while_running, Work work) {
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
    co_await work().under(cancellation.get());
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(port_->close());
  const bool is_gone = status_ == BoardStatus::gone || (failure && failure->is(ports::serial_disconnected));
  const bool not_identified = failure && while_running == BoardStatus::identifying;
  status_ = is_gone ? BoardStatus::gone : not_identified ? BoardStatus::failed : BoardStatus::ready;
  if (not_identified) error_ = failure;
  changed();
  if (failure) throw *failure;
}

base::task<void> BoardSession::identify() {
  co_await exclusively(BoardStatus::identifying, [this] { return look(); });
}

base::task<void> BoardSession::look() {
  board::IdentifyOptions options;
  if (firmware_ == Firmware::provisioning) options.hint = board::FirmwareHint::provisioning;
  if (firmware_ == Firmware::demo) options.hint = board::FirmwareHint::demo;
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
  const std::string serial = (co_await client.serial_number()).text();
  if (!secure_element_.empty() && secure_element_ != serial) {
    // Another board on the same port: nothing of the one before holds for it.
    job_ = Job();
    thing_name_.clear();
    endpoint_.clear();
  }
  secure_element_ = serial;
}

base::task<void> BoardSession::look_at_demo() {
  co_await port_->open(ports::BaudRate::demo);
  board::DemoClient client(*port_, platform_.log);
  thing_name_ = co_await client.thing_name();
  if (wifi_status_ == WifiStatus::set || wifi_status_ == WifiStatus::failed) co_await send_wifi();
}

void BoardSession::replace_port(std::unique_ptr<ports::SerialPort> port) {
  port_ = std::move(port);
  status_ = BoardStatus::identifying;
}

void BoardSession::gone() {
  status_ = BoardStatus::gone;
  cancel();
  changed();
}

void BoardSession::cancel() {
  if (running_ != nullptr) running_->cancel();
}

base::task<void> BoardSession::settled() {
  const auto lock = co_await turn_.lock();
}

base::task<void> BoardSession::set_wifi(std::optional<board::WifiNetwork> network) {
  if (network) board::check(*network);
  wifi_ = std::move(network);
  wifi_decided_ = true;
  wifi_error_.reset();
  wifi_status_ = wifi_ ? WifiStatus::set : WifiStatus::keep;
  if (wifi_) platform_.log.conceal(wifi_->passphrase);
  changed();
  if (!wifi_ || firmware_ != Firmware::demo || status_ == BoardStatus::gone) co_return;
  co_await exclusively(BoardStatus::busy, [this]() -> base::task<void> {
    co_await port_->open(ports::BaudRate::demo);
    co_await send_wifi();
  });
}

base::task<void> BoardSession::send_wifi() {
  wifi_status_ = WifiStatus::sending;
  changed();
  board::DemoClient client(*port_, platform_.log);
  try {
    co_await client.wifi(*wifi_);
  } catch (const base::Error& error) {
    wifi_status_ = WifiStatus::failed;
    wifi_error_ = error;
    throw;
  }
  wifi_status_ = WifiStatus::sent;
  wifi_->passphrase.clear();
  changed();
}

provision::Mar::Edges BoardSession::edges(board::ProvisioningClient& client, AccountSession& account,
                                          const pki::Authorities& authorities) const {
  return {client,          account.client(),
          platform_.store, platform_.random,
          platform_.log,   [&authorities]() -> const pki::Authorities& { return authorities; }};
}

void BoardSession::expect_steps() {
  std::vector<StepName> steps{StepName::read_board,           StepName::check_account,
                              StepName::check_policy,         StepName::make_certificate,
                              StepName::write_store,          StepName::verify_store,
                              StepName::register_certificate, StepName::create_thing,
                              StepName::attach_policy,        StepName::attach_certificate};
  if (job_.choice == provision::CertificateChoice::renew) steps.push_back(StepName::clean_up);
  progress_.expect(steps);
}

void BoardSession::end_job(JobStatus status, std::optional<base::Error> error) {
  job_.status = status;
  job_.error = std::move(error);
  job_.spent = progress_.spent();
  progress_.end_running(status == JobStatus::failed ? provision::StepStatus::failed
                                                    : provision::StepStatus::waiting);
  changed();
}

base::task<void> BoardSession::survey(provision::Mar& mar, AccountSession& account) {
  job_.survey = co_await mar.survey(job_.choice, account.account());
  const provision::BoardState& found = job_.survey->board;
  secure_element_ = found.serial.text();
  module_firmware_ = found.module_firmware.text();
  thing_name_ = found.thing_name.value_or("");
  endpoint_ = found.endpoint.value_or("");
  job_.plan = provision::make_plan(*job_.survey, job_.choice, account.client().region());
}

base::task<void> BoardSession::look_and_plan(AccountSession& account, const pki::Authorities& authorities) {
  co_await port_->open(ports::BaudRate::provisioning);
  board::ProvisioningClient client(*port_, platform_.log);
  provision::Mar mar(edges(client, account, authorities), progress_);
  co_await survey(mar, account);
}

base::task<void> BoardSession::make_plan(AccountSession& account, const pki::Authorities& authorities,
                                         provision::CertificateChoice choice) {
  require(Firmware::provisioning);
  job_ = Job();
  job_.choice = choice;
  job_.status = JobStatus::planning;
  expect_steps();
  std::optional<base::Error> failure;
  try {
    co_await exclusively(BoardStatus::busy, [&] { return look_and_plan(account, authorities); });
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure) {
    end_job(failure->is(base::cancelled) ? JobStatus::cancelled : JobStatus::failed, failure);
    throw *failure;
  }
  job_.status = JobStatus::planned;
  changed();
}

base::task<void> BoardSession::carry_out(AccountSession& account, const pki::Authorities& authorities) {
  co_await port_->open(ports::BaudRate::provisioning);
  board::ProvisioningClient client(*port_, platform_.log);
  provision::Mar mar(edges(client, account, authorities), progress_);
  // A plan is carried out as it was shown; after a failure both sides are looked at anew.
  if (!job_.survey) co_await survey(mar, account);
  const provision::Survey found = std::move(*job_.survey);
  job_.survey.reset();
  job_.result = co_await mar.run(found, job_.choice);
  thing_name_ = job_.result->thing_name;
  endpoint_ = job_.result->endpoint;
}

base::task<void> BoardSession::provision(AccountSession& account, const pki::Authorities& authorities,
                                         provision::CertificateChoice choice) {
  require(Firmware::provisioning);
  if (choice != job_.choice) job_.survey.reset();
  job_.choice = choice;
  job_.status = JobStatus::running;
  job_.error.reset();
  job_.result.reset();
  expect_steps();
  std::optional<base::Error> failure;
  try {
    co_await exclusively(BoardStatus::busy, [&] { return carry_out(account, authorities); });
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure) {
    // A cancelled wait because the cable was pulled is a cable that was pulled.
    if (failure->is(base::cancelled) && status_ == BoardStatus::gone)
      failure = base::Error(ports::serial_disconnected);
    end_job(failure->is(base::cancelled) ? JobStatus::cancelled : JobStatus::failed, failure);
    throw *failure;
  }
  end_job(JobStatus::done, std::nullopt);
}

}  // namespace session
