// Provisions a board: by MAR alone if the board runs the provisioning firmware and has no debugger, or with
// the whole one-click job.
#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "provision/errors.hpp"
#include "provision/run_step.hpp"
#include "session/board_session.hpp"
#include "session/errors.hpp"

namespace session {

using provision::StepName;
using provision::StepStatus;

std::optional<board::FirmwareRole> BoardSession::firmware_hint() const {
  switch (firmware_) {
    case Firmware::provisioning:
      return board::FirmwareRole::provisioning;
    case Firmware::demo:
      return board::FirmwareRole::demo;
    default:
      return std::nullopt;
  }
}

void BoardSession::use_image(board::FirmwareRole role, std::optional<provision::OwnImage> image) {
  // If the kit is not known yet, load_image() checks the file later, before anything is erased.
  if (image && kit() != nullptr) provision::parse_image(image->text, kit()->mcu, image->name);
  own_images_.of(role) = std::move(image);
  changed();
}

/// Records which program the board holds, from the steps that change it.
void BoardSession::follow(const provision::Step& step) {
  const bool begins = step.status == StepStatus::running && !step.fraction;
  const bool ended = step.status == StepStatus::done;
  if (begins && (step.name == StepName::program_provisioning || step.name == StepName::program_demo)) {
    firmware_ = Firmware::unknown;
    firmware_version_.clear();
    owes_demo_ = true;
  }
  const board::Kit* known = job_.kit;
  const auto runs = [&](Firmware firmware, board::FirmwareRole role) {
    firmware_ = firmware;
    if (known == nullptr || own_images_.of(role)) return;
    firmware_version_ = known->images->of(role).version.text();
  };
  if (ended && step.name == StepName::start_provisioning)
    runs(Firmware::provisioning, board::FirmwareRole::provisioning);
  if (ended && step.name == StepName::verify_demo) {
    runs(Firmware::demo, board::FirmwareRole::demo);
    owes_demo_ = false;
  }
}

provision::Mar::Dependencies BoardSession::mar_dependencies(board::ProvisioningClient& client,
                                                            AccountSession& account,
                                                            SharedAuthorities authorities) const {
  return {client,          account.client(),
          platform_.store, platform_.random,
          platform_.log,   [authorities]() -> const pki::Authorities& { return *authorities; }};
}

void BoardSession::end_job(JobStatus status, std::optional<base::Error> error) {
  job_.status = status;
  job_.error = std::move(error);
  job_.spent = progress_.spent();
  // A step that was only cut short by a failure elsewhere has not failed itself.
  const bool nameless = status == JobStatus::failed && !progress_.has_failed();
  progress_.end_running(nameless ? StepStatus::failed : StepStatus::waiting);
  if (job_.kind == JobKind::provision && status != JobStatus::done)
    attempts_changed_ = attempts_changed_ || provision::has_changed_anything(progress_.steps());
  changed();
}

base::task<void> BoardSession::run_job(JobKind kind, std::vector<StepName> steps, base::task<void> work) {
  job_.kind = kind;
  job_.status = JobStatus::running;
  job_.error.reset();
  job_.result.reset();
  job_.kit = kit();
  progress_.expect(steps);
  std::optional<base::Error> failure;
  try {
    co_await exclusively(DeviceStatus::busy, std::move(work));
  } catch (const base::Error& error) {
    failure = error;
  }
  // If a wait was cancelled because the board was unplugged, report the unplugging.
  if (failure && failure->is(base::cancelled) && status_ == DeviceStatus::gone)
    failure = base::Error(ports::serial_disconnected).with("step", failure->param("step"));
  const JobStatus ended = !failure                       ? JobStatus::done
                          : failure->is(base::cancelled) ? JobStatus::cancelled
                                                         : JobStatus::failed;
  end_job(ended, failure);
  if (failure) throw *failure;
}

void BoardSession::take_survey(const provision::Survey& found, AccountSession& account) {
  secure_element_ = found.board.serial.text();
  module_firmware_ = found.board.module_firmware.text();
  thing_name_ = found.board.thing_name.value_or("");
  endpoint_ = found.board.endpoint.value_or("");
  if (found.board.roots) take_roots(*found.board.roots);  // the backup, if they are to be repaired
  job_.plan = provision::make_plan(found, job_.choice, account.client().region());
  if (job_.kit != nullptr) provision::add_firmware(*job_.plan, *job_.kit, own_images_, job_.running);
  changed();
}

base::task<void> BoardSession::survey(provision::Mar& mar, AccountSession& account) {
  job_.survey = co_await mar.survey(job_.choice, account.account());
  take_survey(*job_.survey, account);
}

base::task<void> BoardSession::look_and_plan(AccountSession& account, SharedAuthorities authorities) {
  co_await provision::prepare_step(progress_, StepName::read_board,
                                   port_->open(ports::BaudRate::provisioning));
  board::ProvisioningClient client(*port_, platform_.log);
  provision::Mar mar(mar_dependencies(client, account, std::move(authorities)), progress_);
  co_await survey(mar, account);
}

/// Planning must not interrupt a running demo firmware, so this plan is made without reading the board.
void BoardSession::plan_unread(AccountSession& account) {
  job_.plan = provision::plan_unread(thing_name_, account.account());
  provision::add_firmware(*job_.plan, *kit(), own_images_, job_.running);
}

base::task<void> BoardSession::make_plan(AccountSession& account, SharedAuthorities authorities,
                                         provision::CertificateChoice choice) {
  const bool can_program = kit() != nullptr;
  if (!can_program) require(Firmware::provisioning);
  const std::shared_ptr<aws::Client> held = account.hold_client();
  job_ = Job();
  job_.choice = choice;
  job_.endpoint = account.account().endpoint;
  job_.running = firmware_hint();
  if (firmware_ == Firmware::provisioning) {
    co_await run_job(JobKind::provision, provision::Mar::steps(job_.choice),
                     look_and_plan(account, std::move(authorities)));
  } else {
    plan_unread(account);
  }
  job_.status = JobStatus::planned;
  changed();
}

base::task<void> BoardSession::carry_out(AccountSession& account, SharedAuthorities authorities) {
  co_await provision::prepare_step(progress_, StepName::read_board,
                                   port_->open(ports::BaudRate::provisioning));
  board::ProvisioningClient client(*port_, platform_.log);
  provision::Mar mar(mar_dependencies(client, account, std::move(authorities)), progress_);
  // Carry out a plan exactly as it was shown. After a failure, read board and account again.
  if (!job_.survey) co_await survey(mar, account);
  const provision::Survey found = std::move(*job_.survey);
  job_.survey.reset();
  job_.result = co_await mar.run(found, job_.choice);
  warnings_ = job_.result->warnings;
}

base::task<void> BoardSession::run_flow(AccountSession& account, SharedAuthorities authorities,
                                        SharedDebugger debugger) {
  provision::OneClickJob flow(
      {*port_, debugger->target(), platform_.files, account.client(), platform_.store, platform_.random,
       platform_.log, [authorities]() -> const pki::Authorities& { return *authorities; }},
      progress_);
  flow.on_survey = [this, &account](const provision::Survey& found) { take_survey(found, account); };
  flow.on_wifi_sent = [this, choice = wifi_choices_] { wifi_sent(choice); };
  provision::OneClickRequest request;
  request.kit = job_.kit;
  request.running.firmware = firmware_hint();
  if (firmware_ == Firmware::demo) {
    request.running.secure_element = secure_element_;
    request.running.thing_name = thing_name_;
  }
  request.own = own_images_;
  request.choice = job_.choice;
  if (can_send_wifi() && !wifi_works_) request.wifi = wifi_;
  request.account = account.account();
  request.survey = std::move(job_.survey);
  job_.survey.reset();
  progress_.expect(provision::OneClickJob::steps(request));
  job_.result = co_await flow.run(std::move(request));
  warnings_ = flow.warnings();
  co_await provision::KnownBoards(platform_.store)
      .remember_debugger(debugger->info().serial_number, secure_element_);
}

/// Runs the work while the debugger's session is open.
base::task<void> BoardSession::with_debugger(SharedDebugger debugger, base::task<void> work) {
  // The step to blame if the debugger cannot be opened.
  const StepName first =
      firmware_ == Firmware::provisioning ? StepName::program_demo : StepName::program_provisioning;
  co_await provision::prepare_step(progress_, first, debugger->open());
  std::optional<base::Error> failure;
  try {
    co_await std::move(work);
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(debugger->close(failure));
  if (failure) throw *failure;
}

base::task<void> BoardSession::provision(AccountSession& account, SharedAuthorities authorities,
                                         provision::CertificateChoice choice) {
  if (status_ == DeviceStatus::gone) throw base::Error(board_gone).with("board", id_);
  const bool programs = kit() != nullptr;
  if (!programs) require(Firmware::provisioning);
  const std::shared_ptr<aws::Client> held = account.hold_client();
  if (choice != job_.choice) job_.survey.reset();
  if (firmware_ != Firmware::provisioning)
    job_.survey.reset();  // the job programs the board first and reads it then
  job_.choice = choice;
  job_.endpoint = account.account().endpoint;
  job_.running = firmware_hint();
  diagnosis_.reset();
  if (programs) {
    if (!job_.survey) plan_unread(account);  // until the board has been read: the time that it will take
    co_await run_job(JobKind::provision, {},
                     with_debugger(debugger_, run_flow(account, std::move(authorities), debugger_)));
  } else {
    co_await run_job(JobKind::provision, provision::Mar::steps(job_.choice),
                     carry_out(account, std::move(authorities)));
  }
  if (attempts_changed_) job_.result->changed = true;
  attempts_changed_ = false;
  thing_name_ = job_.result->thing_name;
  endpoint_ = job_.result->endpoint;
  // The choice for this job does not apply to the next one.
  job_.choice = provision::CertificateChoice::keep;
  by_hand_ = false;
}

void BoardSession::expect_message() {
  progress_.begin(StepName::first_message);
}

bool BoardSession::waits_for_message() const {
  return progress_.is_running(StepName::first_message);
}

void BoardSession::message_came() {
  // A message right after the settings were sent may still have come through the previous network.
  constexpr base::Duration on_its_way = std::chrono::seconds(5);
  const bool by_new_network = waits_for_message() || platform_.executor.now() - wifi_sent_at_ >= on_its_way;
  if (wifi_status_ == WifiStatus::sent && by_new_network) {
    wifi_works_ = true;
    wifi_->passphrase.clear();
    wifi_concealed_.reset();
  }
  if (!waits_for_message()) return;
  progress_.end(StepName::first_message);
  diagnosis_.reset();
}

}  // namespace session
