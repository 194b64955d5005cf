#include "provision/one_click_job.hpp"

#include <algorithm>

#include "base/spawn.hpp"
#include "base/when_all.hpp"
#include "board/demo_client.hpp"
#include "provision/errors.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;

/// The demo firmware answers nothing for 5 s after its start, and longer when its Wi-Fi module is slow.
constexpr base::Duration demo_start_timeout = 15s;

}  // namespace

std::vector<StepName> OneClickJob::steps(const OneClickRequest& request) {
  std::vector<StepName> steps;
  if (request.running.firmware != FirmwareRole::provisioning) {
    steps = {StepName::program_provisioning, StepName::verify_provisioning, StepName::start_provisioning};
  }
  const std::vector<StepName> provisioning = request.method->steps(request.choice);
  steps.insert(steps.end(), provisioning.begin(), provisioning.end());
  steps.insert(steps.end(), {StepName::program_demo, StepName::verify_demo, StepName::restart});
  if (request.wifi) steps.push_back(StepName::send_wifi);
  return steps;
}

base::task<ProvisioningResult> OneClickJob::run(OneClickRequest request) {
  std::optional<ProvisioningResult> result = co_await find_provisioned(request);
  const bool was_provisioned = result.has_value();
  if (!was_provisioned) result = co_await provision(request);

  co_await prepare_step(progress_, StepName::restart, needs_.port.open(ports::BaudRate::demo));
  board::DemoClient client(needs_.port, needs_.log);
  if (!was_provisioned) co_await run_step(progress_, StepName::restart, restart(request, client));
  if (request.wifi) {
    co_await run_step(progress_, StepName::send_wifi, client.wifi(*request.wifi));
    result->changed = true;
    if (on_wifi_sent) on_wifi_sent();
  }
  co_return std::move(*result);
}

/// The result of an earlier job, if the board reports the same identity and the account still holds
/// everything.
base::task<std::optional<ProvisioningResult>> OneClickJob::find_provisioned(const OneClickRequest& request) {
  const RunningFirmware& running = request.running;
  if (running.firmware != FirmwareRole::demo || request.choice != CertificateChoice::keep ||
      running.secure_element.empty()) {
    co_return std::nullopt;
  }
  const auto known = co_await KnownBoards(needs_.store).provisioned(running.secure_element);
  const Account& account = request.account;
  if (!known || known->thing_name != running.thing_name || known->account != account.identity.account ||
      known->region != needs_.aws.region().name() || known->endpoint != account.endpoint) {
    co_return std::nullopt;
  }
  // Wait for both questions to settle, so that a failure of one does not cancel the other and blame its step.
  auto [policy, registered] = co_await base::when_all(
      base::settled(run_step(progress_, StepName::check_policy, check_policy(needs_.aws, account))),
      base::settled(run_step(progress_, StepName::check_account,
                             read_registration(needs_.aws, known->certificate_id, known->thing_name))));
  const PolicyState policy_state = std::move(policy).get();
  const Registration registration = std::move(registered).get();
  // A certificate that this browser does not know may be the board's own, from another browser.
  const auto is_known = [&known](const std::string& id) {
    return std::find(known->others.begin(), known->others.end(), id) != known->others.end();
  };
  const bool is_account_ready = co_await run_step(
      progress_, StepName::check_account, request.method->is_account_ready(needs_.aws, needs_.authorities()));
  if (!is_account_ready || policy_state != PolicyState::present || !registration.complete() ||
      !std::all_of(registration.others.begin(), registration.others.end(), is_known)) {
    co_return std::nullopt;
  }
  for (const StepName step : steps(request)) {
    if (step != StepName::send_wifi) progress_.end(step, StepStatus::already);
  }
  ProvisioningResult result{known->thing_name,
                            known->certificate_id,
                            registration.certificate_arn,
                            known->endpoint,
                            false,
                            std::nullopt,
                            std::nullopt,
                            {}};
  if (!registration.others.empty()) {
    Removal removal = co_await retry_clean_up(registration, known->thing_name);
    result.changed = !removal.removed.empty();
    result.warnings = removal.warnings;
    warnings_ = std::move(removal.warnings);
  }
  co_return result;
}

/// Removes what AWS refused to remove after an earlier job.
base::task<Removal> OneClickJob::retry_clean_up(const Registration& registration, std::string thing) {
  progress_.expect_before(StepName::send_wifi, {StepName::clean_up});
  Removal removal =
      co_await run_step(progress_, StepName::clean_up,
                        remove_inactive_certificates(needs_.aws, registration.others,
                                                     registration.certificate_id, thing, needs_.log));
  if (removal.removed.empty() && removal.warnings.empty()) progress_.drop(StepName::clean_up);
  co_return removal;
}

base::task<ProvisioningResult> OneClickJob::provision(const OneClickRequest& request) {
  // Load and check both images before anything is erased.
  const bool program_first = request.running.firmware != FirmwareRole::provisioning;
  const StepName first = program_first ? StepName::program_provisioning : StepName::program_demo;
  const Images images = co_await prepare_step(progress_, first, load_images(request));
  co_await prepare_step(progress_, StepName::read_board, needs_.port.open(ports::BaudRate::provisioning));
  board::ProvisioningClient client(needs_.port, needs_.log);
  const std::unique_ptr<MethodRun> method = request.method->begin(
      {client, needs_.aws, needs_.store, needs_.random, needs_.log, needs_.authorities}, progress_);
  std::optional<Survey> survey = request.survey;
  if (!survey) {
    std::optional<base::task<void>> before;
    if (program_first) before = start_provisioning(images);
    survey = co_await method->survey(request.choice, request.account, std::move(before));
    if (on_survey) on_survey(*survey);
  }
  ProvisioningResult result = co_await method->run(*survey, request.choice, program_demo(images));
  result.changed = true;  // the demo firmware was written
  warnings_.insert(warnings_.end(), result.warnings.begin(), result.warnings.end());
  co_return result;
}

base::task<OneClickJob::Images> OneClickJob::load_images(const OneClickRequest& request) {
  auto [provisioning, demo] = co_await base::when_all(
      load_image(needs_.files, *request.kit, FirmwareRole::provisioning, request.own.provisioning),
      load_image(needs_.files, *request.kit, FirmwareRole::demo, request.own.demo));
  co_return Images{std::move(provisioning), std::move(demo)};
}

base::task<void> OneClickJob::start_provisioning(const Images& images) {
  warnings_ = co_await start_provisioning_firmware(needs_.target, needs_.port, images.provisioning, progress_,
                                                   needs_.log);
}

base::task<void> OneClickJob::program_demo(const Images& images) {
  // Open the port before the target is released, so that no part of the banner is missed.
  co_await prepare_step(progress_, StepName::program_demo, needs_.port.open(ports::BaudRate::demo));
  warnings_ = co_await program_firmware(needs_.target, images.demo, FirmwareRole::demo, progress_);
}

base::task<void> OneClickJob::restart(const OneClickRequest& request, board::DemoClient& client) {
  // The user's own firmware need not have the demo's command line.
  if (request.own.demo && !request.wifi) co_return;
  co_await client.wait_until_up(demo_start_timeout);
}

}  // namespace provision
