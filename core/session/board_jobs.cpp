// Provisions a board: by the method alone if the board runs the provisioning firmware and has no debugger, or
// with the whole one-click job.
#include "base/sleep.hpp"
#include "board/errors.hpp"
#include "ports/errors.hpp"
#include "provision/errors.hpp"
#include "provision/run_step.hpp"
#include "session/board_session.hpp"
#include "session/errors.hpp"

namespace session {

using provision::StepName;
using provision::StepStatus;

BoardJobs::BoardJobs(BoardSession& board, Platform platform)
    : board_(board), platform_(platform), progress_(platform.executor) {
  progress_.on_change = [this](const provision::Step& step) {
    follow(step);
    changed();
  };
}

void BoardJobs::changed() const {
  if (board_.on_change) board_.on_change();
}

void BoardJobs::use_image(board::FirmwareRole role, std::optional<provision::OwnImage> image) {
  // If the kit is not known yet, load_image() checks the file later, before anything is erased.
  if (image && board_.kit() != nullptr) provision::parse_image(image->text, board_.kit()->mcu, image->name);
  own_images_.of(role) = std::move(image);
  changed();
}

/// Records which program the board holds, from the steps that change it.
void BoardJobs::follow(const provision::Step& step) {
  const bool begins = step.status == StepStatus::running && !step.fraction;
  const bool ended = step.status == StepStatus::done;
  if (begins && (step.name == StepName::program_provisioning || step.name == StepName::program_demo)) {
    board_.facts().firmware = Firmware::unknown;
    board_.facts().firmware_version.clear();
    owes_demo_ = true;
    // The module may not have joined the new network yet, and then has not kept the settings.
    if (board_.wifi().to_send()) board_.wifi().send_again();
  }
  const board::Kit* known = job_.kit;
  const auto runs = [&](Firmware firmware, board::FirmwareRole role) {
    board_.facts().firmware = firmware;
    if (known == nullptr || own_images_.of(role)) return;
    board_.facts().firmware_version = known->images->of(role).version.text();
  };
  if (ended && step.name == StepName::start_provisioning)
    runs(Firmware::provisioning, board::FirmwareRole::provisioning);
  if (ended && step.name == StepName::verify_demo) {
    runs(Firmware::demo, board::FirmwareRole::demo);
    owes_demo_ = false;
  }
}

std::unique_ptr<provision::MethodRun> BoardJobs::begin_method(board::ProvisioningClient& client,
                                                              AccountSession& account,
                                                              SharedAuthorities authorities) {
  return provision::find_method(job_.method)
      .begin({client, account.client(), platform_.store, platform_.random, platform_.log,
              [authorities]() -> const pki::Authorities& { return *authorities; }},
             progress_);
}

void BoardJobs::end_job(JobStatus status, std::optional<base::Error> error) {
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

/// One job at a time: a second one would overwrite what is known of the first.
void BoardJobs::require_idle() const {
  if (job_.status == JobStatus::running) throw base::Error(board_busy).with("board", board_.id());
}

base::task<void> BoardJobs::run_job(JobKind kind, std::vector<StepName> steps, base::task<void> work) {
  require_idle();
  if (board_.port().is_gone()) throw base::Error(board_gone).with("board", board_.id());
  job_.kind = kind;
  job_.status = JobStatus::running;
  job_.error.reset();
  job_.result.reset();
  job_.registration.reset();
  job_.kit = board_.kit();
  progress_.expect(steps);
  std::optional<base::Error> failure;
  try {
    co_await board_.port().run(DeviceStatus::busy, std::move(work));
  } catch (const base::Error& error) {
    failure = error;
  }
  // If a wait was cancelled because the board was unplugged, report the unplugging.
  if (failure && failure->is(base::cancelled) && board_.port().is_gone())
    failure = base::Error(ports::serial_disconnected).with("step", failure->param("step"));
  const JobStatus ended = !failure                       ? JobStatus::done
                          : failure->is(base::cancelled) ? JobStatus::cancelled
                                                         : JobStatus::failed;
  end_job(ended, failure);
  if (!failure) co_return;
  // A program that does not answer must not be trusted: the next job writes it again.
  if (board_.kit() != nullptr && (failure->is(board::demo_no_answer) || failure->is(board::demo_bad_answer)))
    board_.facts().firmware = Firmware::unknown;
  platform_.log.error("session", *failure);
  throw *failure;
}

void BoardJobs::take_survey(const provision::Survey& found, AccountSession& account) {
  board_.facts().secure_element = found.board.serial.text();
  board_.facts().module_firmware = found.board.module_firmware.text();
  board_.facts().thing_name = found.board.thing_name.value_or("");
  board_.facts().endpoint = found.board.endpoint.value_or("");
  if (found.board.roots) take_roots(*found.board.roots);  // the backup, if they are to be repaired
  job_.plan = provision::make_plan(found, job_.choice, account.client().region());
  if (job_.kit != nullptr) provision::add_firmware(*job_.plan, *job_.kit, own_images_, job_.running);
  changed();
}

base::task<void> BoardJobs::survey(provision::MethodRun& method, AccountSession& account) {
  job_.survey = co_await method.survey(job_.choice, account.account());
  take_survey(*job_.survey, account);
}

base::task<void> BoardJobs::look_and_plan(AccountSession& account, SharedAuthorities authorities) {
  co_await provision::prepare_step(progress_, StepName::read_board,
                                   board_.port().serial().open(ports::BaudRate::provisioning));
  board::ProvisioningClient client(board_.port().serial(), platform_.log);
  const auto method = begin_method(client, account, std::move(authorities));
  co_await survey(*method, account);
}

/// Planning must not interrupt a running demo firmware, so this plan is made without reading the board.
void BoardJobs::plan_unread(AccountSession& account) {
  job_.plan = provision::plan_unread(board_.facts().thing_name, account.account(), job_.method);
  provision::add_firmware(*job_.plan, *board_.kit(), own_images_, job_.running);
}

base::task<void> BoardJobs::make_plan(AccountSession& account, SharedAuthorities authorities,
                                      provision::CertificateChoice choice, provision::MethodName method) {
  require_idle();
  const bool can_program = board_.kit() != nullptr;
  if (!can_program) board_.require(Firmware::provisioning);
  const std::shared_ptr<aws::Client> held = account.hold_client();
  job_ = Job();
  job_.choice = choice;
  job_.method = method;
  job_.endpoint = account.account().endpoint;
  job_.running = board_.facts().role();
  if (board_.facts().firmware == Firmware::provisioning) {
    co_await run_job(JobKind::provision, provision::find_method(method).steps(job_.choice),
                     look_and_plan(account, std::move(authorities)));
  } else {
    plan_unread(account);
  }
  job_.status = JobStatus::planned;
  changed();
}

base::task<void> BoardJobs::carry_out(AccountSession& account, SharedAuthorities authorities) {
  co_await provision::prepare_step(progress_, StepName::read_board,
                                   board_.port().serial().open(ports::BaudRate::provisioning));
  board::ProvisioningClient client(board_.port().serial(), platform_.log);
  const auto method = begin_method(client, account, std::move(authorities));
  // Carry out a plan exactly as it was shown. After a failure, read board and account again.
  if (!job_.survey) co_await survey(*method, account);
  const provision::Survey found = std::move(*job_.survey);
  job_.survey.reset();
  provision::ProvisioningResult result = co_await method->run(found, job_.choice);
  findings_.warnings = result.warnings;
  take_result(std::move(result));
}

void BoardJobs::take_result(provision::ProvisioningResult result) {
  job_.result = std::move(result);
  if (on_result) on_result();
}

provision::OneClickRequest BoardJobs::one_click_request(const AccountSession& account) const {
  provision::OneClickRequest request;
  request.kit = job_.kit;
  request.method = &provision::find_method(job_.method);
  request.running.firmware = board_.facts().role();
  if (board_.facts().firmware == Firmware::demo) {
    request.running.secure_element = board_.facts().secure_element;
    request.running.thing_name = board_.facts().thing_name;
  }
  request.own = own_images_;
  request.choice = job_.choice;
  request.wifi = board_.wifi().to_send();
  request.account = account.account();
  return request;
}

base::task<void> BoardJobs::run_flow(AccountSession& account, SharedAuthorities authorities,
                                     SharedDebugger debugger) {
  provision::OneClickJob flow(
      {board_.port().serial(), debugger->target(), platform_.files, account.client(), platform_.store,
       platform_.random, platform_.log, [authorities]() -> const pki::Authorities& { return *authorities; }},
      progress_);
  flow.on_survey = [this, &account](const provision::Survey& found) { take_survey(found, account); };
  flow.on_wifi_sent = board_.wifi().note_sent();
  provision::OneClickRequest request = one_click_request(account);
  request.survey = std::move(job_.survey);
  job_.survey.reset();
  // The user may have chosen a network since the job began.
  if (request.wifi)
    progress_.expect_before(StepName::first_message, {StepName::send_wifi});
  else
    progress_.drop(StepName::send_wifi);
  provision::ProvisioningResult result = co_await flow.run(std::move(request));
  take_result(std::move(result));
  findings_.warnings = flow.warnings();
  co_await provision::KnownBoards(platform_.store)
      .remember_debugger(debugger->info().serial_number, board_.facts().secure_element);
}

base::task<void> BoardJobs::begin(base::task<void> permissions, base::task<void> work) {
  co_await provision::run_step(progress_, StepName::check_account, std::move(permissions));
  co_await std::move(work);
}

/// Runs the work while the debugger's session is open.
base::task<void> BoardJobs::with_debugger(SharedDebugger debugger, base::task<void> work) {
  // The step to blame if the debugger cannot be opened.
  const StepName first = board_.facts().firmware == Firmware::provisioning ? StepName::program_demo
                                                                           : StepName::program_provisioning;
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

base::task<void> BoardJobs::provision(AccountSession& account, SharedAuthorities authorities,
                                      provision::CertificateChoice choice, provision::MethodName method,
                                      base::task<void> permissions) {
  require_idle();
  if (board_.port().is_gone()) throw base::Error(board_gone).with("board", board_.id());
  const bool programs = board_.kit() != nullptr;
  if (!programs) board_.require(Firmware::provisioning);
  const std::shared_ptr<aws::Client> held = account.hold_client();
  if (choice != job_.choice || method != job_.method) job_.survey.reset();
  if (board_.facts().firmware != Firmware::provisioning)
    job_.survey.reset();  // the job programs the board first and reads it then
  job_.choice = choice;
  job_.method = method;
  job_.endpoint = account.account().endpoint;
  job_.running = board_.facts().role();
  findings_.diagnosis.reset();
  if (programs) {
    if (!job_.survey) plan_unread(account);  // until the board has been read: the time that it will take
    std::vector<StepName> steps = provision::OneClickJob::steps(one_click_request(account));
    base::task<void> work = with_debugger(
        board_.shared_debugger(), run_flow(account, std::move(authorities), board_.shared_debugger()));
    co_await run_job(JobKind::provision, std::move(steps), begin(std::move(permissions), std::move(work)));
  } else {
    base::task<void> work = carry_out(account, std::move(authorities));
    co_await run_job(JobKind::provision, provision::find_method(method).steps(job_.choice),
                     begin(std::move(permissions), std::move(work)));
  }
  if (attempts_changed_) job_.result->changed = true;
  attempts_changed_ = false;
  board_.facts().thing_name = job_.result->thing_name;
  board_.facts().endpoint = job_.result->endpoint;
  // The choice for this job does not apply to the next one.
  job_.choice = provision::CertificateChoice::keep;
  board_.go_by_hand(false);
}

void BoardJobs::expect_registration() {
  if (job_.method != provision::MethodName::jitr) return;
  job_.registration = provision::FirstConnection();
  progress_.begin(StepName::first_connection);
  progress_.expect_before(StepName::first_message, {StepName::registration});
}

bool BoardJobs::is_seen() const {
  return job_.registration && job_.registration->state == provision::FirstConnectionState::seen;
}

base::task<void> BoardJobs::follow_registration(AccountSession& account) {
  const std::shared_ptr<aws::Client> held = account.hold_client();
  provision::ExpectedBoard expected{job_.result->certificate_id, job_.result->thing_name,
                                    account.account().identity.account};
  co_await provision::wait_for_registration(
      *held, std::move(expected), [this](const provision::FirstConnection& now) { take_registration(now); });
}

void BoardJobs::take_registration(const provision::FirstConnection& now) {
  using provision::FirstConnectionState;
  if (!job_.registration) return;
  job_.registration = now;
  if (now.state != FirstConnectionState::not_seen && progress_.is_running(StepName::first_connection)) {
    progress_.end(StepName::first_connection);
    progress_.begin(StepName::registration);
  }
  if (now.state == FirstConnectionState::registered) {
    progress_.end(StepName::registration);
    job_.registration.reset();
  }
  changed();
}

void BoardJobs::registration_failed(const base::Error& error) {
  job_.registration.reset();
  for (const StepName step : {StepName::first_connection, StepName::registration})
    if (progress_.is_running(step)) progress_.end(step, StepStatus::failed);
  findings_.warnings.push_back(error);
  changed();
}

void BoardJobs::expect_message() {
  progress_.begin(StepName::first_message);
}

bool BoardJobs::waits_for_message() const {
  return progress_.is_running(StepName::first_message);
}

void BoardJobs::message_came() {
  const bool is_first = waits_for_message();
  board_.wifi().message_came(is_first);
  if (waits_for_registration())
    take_registration({provision::FirstConnectionState::registered, std::nullopt, {}});
  if (!is_first) return;
  progress_.end(StepName::first_message);
  findings_.diagnosis.reset();
}

void BoardJobs::cancel_signing() {
  const bool provisions = job_.kind == JobKind::provision && job_.status == JobStatus::running;
  if (provisions || diagnosing_) board_.port().cancel();
}

void BoardJobs::belongs_to(const provision::Account& account) {
  if (job_.kind != JobKind::provision || job_.endpoint == account.endpoint) return;
  job_.survey.reset();
  job_.plan.reset();
  if (job_.status == JobStatus::planned || job_.status == JobStatus::done) job_ = Job();
}

void BoardJobs::forget() {
  job_ = Job();
  findings_ = Findings();
  attempts_changed_ = false;
  owes_demo_ = false;
}

}  // namespace session
