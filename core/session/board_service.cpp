// A board's jobs other than provisioning: restore, inspection, root certificates, diagnosis. Jobs that need
// the provisioning firmware load it, and put the demo firmware back afterwards.
#include "base/sleep.hpp"
#include "ports/errors.hpp"
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
base::task<void> BoardSession::between_programs(SharedDebugger debugger, base::task<void> work) {
  const board::Kit& programmed = *debugger->kit();
  const debugger::FlashImage demo =
      co_await provision::load_image(platform_.files, programmed, FirmwareRole::demo, own_images_.demo);
  std::optional<base::Error> failure;
  if (firmware_ != Firmware::provisioning) {
    const debugger::FlashImage image = co_await provision::load_image(
        platform_.files, programmed, FirmwareRole::provisioning, own_images_.provisioning);
    co_await provision::start_provisioning_firmware(debugger->target(), *port_, image, progress_,
                                                    platform_.log);
  }
  try {
    co_await provision::prepare_step(progress_, StepName::read_board,
                                     port_->open(ports::BaudRate::provisioning));
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

base::task<void> BoardSession::with_provisioning_firmware(base::task<void> work, bool demo_afterwards) {
  if (kit() != nullptr && (demo_afterwards || owes_demo_ || firmware_ != Firmware::provisioning)) {
    co_await with_debugger(debugger_, between_programs(debugger_, std::move(work)));
    co_return;
  }
  if (firmware_ != Firmware::provisioning) throw base::Error(no_debugger).with("board", id_);
  co_await provision::prepare_step(progress_, StepName::read_board,
                                   port_->open(ports::BaudRate::provisioning));
  co_await std::move(work);
}

base::task<void> BoardSession::do_restore() {
  board::ProvisioningClient client(*port_, platform_.log);
  co_await provision::restore_delivered_state(client, provision::KnownBoards(platform_.store), progress_);
  thing_name_.clear();
  endpoint_.clear();
  job_.plan.reset();
  job_.survey.reset();
}

base::task<void> BoardSession::restore() {
  return run_job(
      JobKind::restore,
      {StepName::read_board, StepName::rebuild_certificates, StepName::write_store, StepName::verify_store},
      with_provisioning_firmware(do_restore(), true));
}

/// Empty: forgets the store.
void BoardSession::take_roots(base::Bytes region) {
  roots_state_ = region.empty() ? std::nullopt : std::optional(state::roots_state(region));
  roots_ = std::move(region);
}

base::task<void> BoardSession::do_inspect() {
  board::ProvisioningClient client(*port_, platform_.log);
  provision::Inspection found = co_await provision::inspect_board(client, progress_);
  inspection_ = state::convert(found);
  take_roots(std::move(found.roots));
  secure_element_ = inspection_->secure_element.serial_number;
  module_firmware_ = inspection_->module.firmware;
  thing_name_ = inspection_->thing_name;
  endpoint_ = inspection_->endpoint;
}

base::task<void> BoardSession::inspect() {
  return run_job(JobKind::inspect, {StepName::inspect_board, StepName::read_roots},
                 with_provisioning_firmware(do_inspect(), false));
}

base::task<void> BoardSession::do_roots(JobKind kind, base::Bytes backup) {
  board::ProvisioningClient client(*port_, platform_.log);
  if (kind == JobKind::write_roots) co_await provision::write_roots(client, std::move(backup), progress_);
  if (kind == JobKind::repair_roots) {
    // Keep the store as read, so that the user can save it if the repair fails.
    take_roots(co_await provision::read_roots(client, progress_));
    take_roots(co_await provision::repair_roots(client, roots_, progress_));
  } else {
    take_roots(co_await provision::read_roots(client, progress_));
  }
}

base::task<void> BoardSession::check_roots() {
  return run_job(JobKind::check_roots, {StepName::read_roots},
                 with_provisioning_firmware(do_roots(JobKind::check_roots, {}), false));
}

base::task<void> BoardSession::repair_roots() {
  return run_job(JobKind::repair_roots, {StepName::read_roots, StepName::write_roots, StepName::verify_roots},
                 with_provisioning_firmware(do_roots(JobKind::repair_roots, {}), false));
}

base::task<void> BoardSession::write_roots(base::Bytes backup) {
  return run_job(JobKind::write_roots, {StepName::write_roots, StepName::verify_roots, StepName::read_roots},
                 with_provisioning_firmware(do_roots(JobKind::write_roots, std::move(backup)), false));
}

base::task<void> BoardSession::do_diagnose(AccountSession& account) {
  diagnosing_ = true;
  std::optional<base::Error> failure;
  try {
    diagnosis_ =
        co_await provision::diagnose(*port_, account.client(), account.account(), thing_name_, platform_.log);
  } catch (const base::Error& error) {
    failure = error;
  }
  diagnosing_ = false;
  if (failure) throw *failure;
}

base::task<void> BoardSession::diagnose(AccountSession& account) {
  require(Firmware::demo);
  const std::shared_ptr<aws::Client> held = account.hold_client();
  co_await exclusively(DeviceStatus::busy, do_diagnose(account));
}

}  // namespace session
