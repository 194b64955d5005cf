// Decides the user's next action, from the state alone.
#include "session/session.hpp"

namespace session {

NextAction Session::next() const {
  const BoardSession* board = selected();
  const bool live = watcher() != nullptr && watcher()->state().is_receiving();
  if (live && (board == nullptr || (is_watched(*board) && !is_wanted(board->job())))) return NextAction::none;
  if (board == nullptr || board->status() == DeviceStatus::gone) return NextAction::connect_board;
  if (board->status() == DeviceStatus::identifying || board->status() == DeviceStatus::busy)
    return NextAction::wait;
  const bool has_debugger =
      board->debugger() != nullptr || devices_.pairing().lone_debugger(*board) != nullptr;
  // With a debugger, a job can program firmware that answers.
  if (board->status() == DeviceStatus::failed && !has_debugger)
    return board->firmware() == Firmware::unknown ? next_without_debugger(*board) : NextAction::connect_board;
  if (account_.status() == AccountStatus::checking) return NextAction::wait;
  if (account_.status() != AccountStatus::good) return NextAction::give_keys;
  return has_debugger ? next_with_debugger(*board) : next_for(*board);
}

/// True if a provisioning was planned, has failed or was cancelled, so that the user may still want it.
bool Session::is_wanted(const Job& job) {
  if (job.kind != JobKind::provision) return false;
  const bool planned = job.status == JobStatus::planned && job.plan && !job.plan->complete();
  return planned || job.status == JobStatus::failed || job.status == JobStatus::cancelled;
}

bool Session::is_watched(const BoardSession& board) const {
  return live_.is_watching(board.thing_name());
}

/// True if the board is provisioned, in this session or an earlier one.
bool Session::is_set_up(const BoardSession& board) const {
  const Job& job = board.job();
  return is_watched(board) || (job.kind == JobKind::provision && job.status == JobStatus::done);
}

NextAction Session::next_with_debugger(const BoardSession& board) const {
  const Job& job = board.job();
  if (job.kind == JobKind::provision &&
      (job.status == JobStatus::failed || job.status == JobStatus::cancelled))
    return NextAction::proceed;
  if (board.firmware() == Firmware::demo && is_set_up(board) && !is_wanted(job)) {
    if (board.wifi_status() == WifiStatus::set || board.wifi_status() == WifiStatus::failed)
      return NextAction::send_wifi;
    return is_watched(board) ? NextAction::wait : NextAction::watch;
  }
  return board.wifi_decided() ? NextAction::provision : NextAction::set_wifi;
}

/// Without a debugger, the user copies the firmware to the board's drive.
NextAction Session::next_for(const BoardSession& board) const {
  const Job& job = board.job();
  // Other jobs do not change what is next, except that a restored board must run the demo firmware.
  const bool provisions = job.kind == JobKind::provision;
  const std::optional<JobStatus> status = provisions ? job.status : std::nullopt;
  const bool provisioned = status == JobStatus::done || (provisions && job.plan && job.plan->complete());
  if (job.kind == JobKind::restore && job.status == JobStatus::done &&
      board.firmware() == Firmware::provisioning)
    return NextAction::load_demo_firmware;
  const bool watched = is_watched(board);
  if (board.firmware() == Firmware::provisioning) {
    if (!status) return watched ? NextAction::load_demo_firmware : NextAction::plan;
    switch (*status) {
      case JobStatus::planned:
        return job.plan->complete() ? NextAction::load_demo_firmware : NextAction::provision;
      case JobStatus::done:
        return NextAction::load_demo_firmware;
      case JobStatus::failed:
      case JobStatus::cancelled:
        return job.plan ? NextAction::proceed : NextAction::plan;
      default:
        return NextAction::wait;
    }
  }
  if (board.firmware() != Firmware::demo || (!provisioned && !watched)) return next_without_debugger(board);
  if (!board.wifi_decided()) return NextAction::set_wifi;
  if (board.wifi_status() == WifiStatus::set || board.wifi_status() == WifiStatus::failed)
    return NextAction::send_wifi;
  return watched ? NextAction::wait : NextAction::watch;
}

/// The next action for a board that needs other firmware: through its debugger, or through the drive if the
/// debugger is out of reach or declined.
NextAction Session::next_without_debugger(const BoardSession& board) const {
  const bool out_of_reach = !debuggers_in_reach_ && board.world() == World::real;
  if (board.by_hand() || out_of_reach) return NextAction::load_provisioning_firmware;
  return foreign_debugger(board) != nullptr ? NextAction::connect_board : NextAction::connect_debugger;
}

}  // namespace session
