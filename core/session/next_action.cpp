#include "session/next_action.hpp"

namespace session {

using state::AccountStatus;
using state::DeviceStatus;
using state::Firmware;
using state::JobKind;
using state::JobStatus;

namespace {

using Board = Situation::Board;

bool has_stopped(const Board& board) {
  return board.job == JobKind::provision &&
         (board.job_status == JobStatus::failed || board.job_status == JobStatus::cancelled);
}

/// For a board that needs other firmware: through its debugger, or through the drive if the debugger is out
/// of reach or declined.
NextAction without_debugger(const Board& board) {
  if (board.by_hand || !board.debuggers_in_reach) return NextAction::load_provisioning_firmware;
  return board.has_foreign_debugger ? NextAction::connect_board : NextAction::connect_debugger;
}

NextAction with_debugger(const Board& board) {
  if (has_stopped(board) && board.wifi_decided) return NextAction::proceed;
  if (board.firmware == Firmware::demo && is_set_up(board) && !is_wanted(board)) {
    if (board.wifi_unsent) return NextAction::send_wifi;
    return board.is_watched ? NextAction::wait : NextAction::watch;
  }
  return board.wifi_decided ? NextAction::provision : NextAction::set_wifi;
}

/// For a board without a debugger that runs the provisioning firmware.
NextAction by_plan(const Board& board) {
  // Other jobs do not change what is next.
  const std::optional<JobStatus> status = board.job == JobKind::provision ? board.job_status : std::nullopt;
  if (!status) return board.is_watched ? NextAction::load_demo_firmware : NextAction::plan;
  switch (*status) {
    case JobStatus::planned:
      return board.plan_is_complete ? NextAction::load_demo_firmware : NextAction::provision;
    case JobStatus::done:
      return NextAction::load_demo_firmware;
    case JobStatus::failed:
    case JobStatus::cancelled:
      return board.has_plan ? NextAction::proceed : NextAction::plan;
    default:
      return NextAction::wait;
  }
}

/// Without a debugger, the user copies the firmware to the board's drive.
NextAction through_drive(const Board& board) {
  // A restored board must run the demo firmware.
  const bool restored = board.job == JobKind::restore && board.job_status == JobStatus::done;
  if (board.firmware == Firmware::provisioning)
    return restored ? NextAction::load_demo_firmware : by_plan(board);
  const bool provisioned =
      board.job == JobKind::provision && (board.job_status == JobStatus::done || board.plan_is_complete);
  if (board.firmware != Firmware::demo || (!provisioned && !board.is_watched)) return without_debugger(board);
  if (!board.wifi_decided) return NextAction::set_wifi;
  if (board.wifi_unsent) return NextAction::send_wifi;
  return board.is_watched ? NextAction::wait : NextAction::watch;
}

}  // namespace

bool is_wanted(const Board& board) {
  const bool planned = board.job == JobKind::provision && board.job_status == JobStatus::planned &&
                       board.has_plan && !board.plan_is_complete;
  return planned || has_stopped(board);
}

bool is_set_up(const Board& board) {
  return board.is_watched || (board.job == JobKind::provision && board.job_status == JobStatus::done);
}

NextAction next_action(const Situation& situation) {
  const std::optional<Board>& board = situation.board;
  if (situation.is_receiving && (!board || (board->is_watched && !is_wanted(*board))))
    return NextAction::none;
  if (!board || board->status == DeviceStatus::gone) return NextAction::connect_board;
  if (board->status == DeviceStatus::identifying || board->status == DeviceStatus::busy)
    return NextAction::wait;
  // With a debugger, a job can program firmware that answers.
  if (board->status == DeviceStatus::failed && !board->has_debugger)
    return board->firmware == Firmware::unknown ? without_debugger(*board) : NextAction::connect_board;
  if (situation.account == AccountStatus::checking) return NextAction::wait;
  if (situation.account != AccountStatus::good) return NextAction::give_keys;
  return board->has_debugger ? with_debugger(*board) : through_drive(*board);
}

}  // namespace session
