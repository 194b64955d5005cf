// A board's jobs other than provisioning: restore, inspection, root certificates, diagnosis. Jobs that need
// the provisioning firmware load it, and put the demo firmware back afterwards.
#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "provision/errors.hpp"
#include "provision/restore.hpp"
#include "provision/run_step.hpp"
#include "session/board_session.hpp"
#include "session/errors.hpp"
#include "state/convert.hpp"

namespace session {

using board::FirmwareRole;
using provision::StepName;

/// Runs the work between programming the provisioning firmware and the demo firmware; the latter also after a
/// failure. The debugger's session must be open.
base::task<void> BoardJobs::between_programs(SharedDebugger debugger, base::task<void> work) {
  const board::Kit& programmed = *debugger->kit();
  const debugger::FlashImage demo =
      co_await provision::load_image(platform_.files, programmed, FirmwareRole::demo, own_images_.demo);
  std::optional<base::Error> failure;
  if (board_.facts().firmware != Firmware::provisioning) {
    const debugger::FlashImage image = co_await provision::load_image(
        platform_.files, programmed, FirmwareRole::provisioning, own_images_.provisioning);
    co_await provision::start_provisioning_firmware(debugger->target(), board_.port().serial(), image,
                                                    progress_, platform_.log);
  }
  try {
    co_await provision::prepare_step(progress_, StepName::read_board,
                                     board_.port().serial().open(ports::BaudRate::provisioning));
    co_await std::move(work);
  } catch (const base::Error& error) {
    failure = error;
  }
  // After an unplug or a cancel, do not reprogram the demo firmware.
  const base::Context context = co_await base::this_context();
  if (!failure || (!context.is_cancelled() && !failure->is(ports::serial_disconnected)))
    co_await provision::program_firmware(debugger->target(), demo, FirmwareRole::demo, progress_);
  if (failure) throw *failure;
}

base::task<void> BoardJobs::with_provisioning_firmware(base::task<void> work, bool demo_afterwards) {
  if (board_.kit() != nullptr &&
      (demo_afterwards || owes_demo_ || board_.facts().firmware != Firmware::provisioning)) {
    co_await with_debugger(board_.shared_debugger(),
                           between_programs(board_.shared_debugger(), std::move(work)));
    co_return;
  }
  if (board_.facts().firmware != Firmware::provisioning)
    throw base::Error(no_debugger).with("board", board_.id());
  co_await provision::prepare_step(progress_, StepName::read_board,
                                   board_.port().serial().open(ports::BaudRate::provisioning));
  co_await std::move(work);
}

base::task<void> BoardJobs::restore() {
  board::ProvisioningClient client(board_.port().serial(), platform_.log);
  co_await provision::restore_delivered_state(client, provision::KnownBoards(platform_.store), progress_);
  board_.facts().thing_name.clear();
  board_.facts().endpoint.clear();
  job_.plan.reset();
  job_.survey.reset();
}

/// Empty: forgets the store.
void BoardJobs::take_roots(base::Bytes region) {
  findings_.roots_state = region.empty() ? std::nullopt : std::optional(state::roots_state(region));
  findings_.roots = std::move(region);
}

base::task<void> BoardJobs::inspect() {
  board::ProvisioningClient client(board_.port().serial(), platform_.log);
  provision::Inspection found = co_await provision::inspect_board(client, progress_);
  findings_.inspection = state::convert(found);
  take_roots(std::move(found.roots));
  board_.facts().secure_element = findings_.inspection->secure_element.serial_number;
  board_.facts().module_firmware = findings_.inspection->module.firmware;
  board_.facts().thing_name = findings_.inspection->thing_name;
  board_.facts().endpoint = findings_.inspection->endpoint;
}

base::task<void> BoardJobs::read_or_write_roots(JobKind kind, base::Bytes backup) {
  board::ProvisioningClient client(board_.port().serial(), platform_.log);
  if (kind == JobKind::write_roots) co_await provision::write_roots(client, std::move(backup), progress_);
  if (kind == JobKind::repair_roots) {
    // Keep the store as read, so that the user can save it if the repair fails.
    take_roots(co_await provision::read_roots(client, progress_));
    take_roots(co_await provision::repair_roots(client, findings_.roots, progress_));
  } else {
    take_roots(co_await provision::read_roots(client, progress_));
  }
}

base::task<void> BoardJobs::run(JobKind kind, base::Bytes backup) {
  switch (kind) {
    case JobKind::restore:
      return run_job(kind,
                     {StepName::read_board, StepName::rebuild_certificates, StepName::write_store,
                      StepName::verify_store},
                     with_provisioning_firmware(restore(), true));
    case JobKind::inspect:
      return run_job(kind, {StepName::inspect_board, StepName::read_roots},
                     with_provisioning_firmware(inspect(), false));
    case JobKind::check_roots:
      return run_job(kind, {StepName::read_roots},
                     with_provisioning_firmware(read_or_write_roots(kind, {}), false));
    case JobKind::repair_roots:
      return run_job(kind, {StepName::read_roots, StepName::write_roots, StepName::verify_roots},
                     with_provisioning_firmware(read_or_write_roots(kind, {}), false));
    case JobKind::write_roots:
      return run_job(kind, {StepName::write_roots, StepName::verify_roots, StepName::read_roots},
                     with_provisioning_firmware(read_or_write_roots(kind, std::move(backup)), false));
    case JobKind::provision:
      break;
  }
  throw base::Error(base::internal).because("provisioning needs an account");
}

base::task<void> BoardJobs::ask_diagnosis(AccountSession& account) {
  diagnosing_ = true;
  std::optional<base::Error> failure;
  try {
    findings_.diagnosis =
        co_await provision::diagnose(board_.port().serial(), account.client(), account.account(),
                                     board_.facts().thing_name, platform_.log);
    // AWS IoT creates the thing at the board's first connection.
    if (waits_for_registration() && findings_.diagnosis->cause.is(provision::thing_missing))
      findings_.diagnosis->cause = base::Error(provision::not_connected);
  } catch (const base::Error& error) {
    failure = error;
  }
  diagnosing_ = false;
  if (failure) throw *failure;
}

base::task<void> BoardJobs::diagnose(AccountSession& account) {
  board_.require(Firmware::demo);
  const std::shared_ptr<aws::Client> held = account.hold_client();
  co_await board_.port().run(DeviceStatus::busy, ask_diagnosis(account));
}

}  // namespace session
