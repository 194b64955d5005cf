// A board's jobs other than provisioning, and the wait for its first message.
#include "base/sleep.hpp"
#include "provision/errors.hpp"
#include "session/errors.hpp"
#include "session/session.hpp"

namespace session {

namespace {

using namespace std::chrono_literals;

/// Joining a network, connecting and sending the first message take about ten seconds.
constexpr base::Duration patience_with_wifi = 25s;
constexpr base::Duration patience_for_message = 60s;

}  // namespace

base::task<base::Bytes> Session::vendor_image(std::string family, board::FirmwareRole role) {
  for (const board::Kit& kit : board::kits()) {
    if (kit.images != nullptr && kit.name.starts_with(family))
      co_return co_await provision::read_vendor_image(platform_.files, kit, role);
  }
  throw base::Error(provision::unknown_kit).with("kit", family);
}

void Session::use_image(int id, board::FirmwareRole role, std::optional<provision::OwnImage> image) {
  board(id).use_image(role, std::move(image));
}

base::task<void> Session::restore(int id) {
  const auto restored = hold(id);
  co_await find_tool(*restored, PairingClaim::proved);
  co_await restored->restore();
}

base::task<void> Session::inspect(int id) {
  const auto asked = hold(id);
  co_await find_tool(*asked, PairingClaim::proved);
  co_await asked->inspect();
}

base::task<void> Session::check_roots(int id) {
  const auto asked = hold(id);
  co_await find_tool(*asked, PairingClaim::proved);
  co_await asked->check_roots();
}

base::task<void> Session::repair_roots(int id) {
  const auto asked = hold(id);
  co_await find_tool(*asked, PairingClaim::proved);
  co_await asked->repair_roots();
}

base::task<void> Session::write_roots(int id, base::Bytes backup) {
  const auto asked = hold(id);
  co_await find_tool(*asked, PairingClaim::proved);
  co_await asked->write_roots(std::move(backup));
}

const base::Bytes& Session::roots_backup(int id) {
  const base::Bytes& roots = board(id).roots();
  if (roots.empty()) throw base::Error(nothing_read).with("board", id);
  return roots;
}

base::task<void> Session::diagnose(int id) {
  const auto asked = hold(id);
  require_same_world(*asked);
  co_await signing(asked->diagnose(account_));
}

void Session::wait_for_message(BoardSession& board) {
  board.expect_message();
  patience_.remove_if([](const Patience& one) { return one.over; });
  for (Patience& one : patience_)
    if (one.board == board.id()) one.run.cancel();
  Patience& patience = patience_.emplace_back(Patience{board.id(), {}});
  patience.run = base::spawn<void>(platform_.executor, follow_up_silence(board.id()),
                                   [&patience](base::Outcome<void>) { patience.over = true; });
}

/// Called at the first message of a board that was just provisioned.
void Session::hear_message() {
  if (!watch_ || !watch_->watcher.state().is_receiving()) return;
  for (const auto& board : boards_)
    if (board->thing_name() == watch_->watcher.topics().thing_name) board->message_came();
}

/// If no first message arrives, sends the Wi-Fi settings once more, because a module loses them while it
/// joins its previous network. If that does not help, makes a diagnosis.
base::task<void> Session::follow_up_silence(int id) {
  co_await base::sleep(patience_with_wifi);
  if (find_board(id) == nullptr) co_return;
  const auto silent = hold(id);
  if (!silent->waits_for_message()) co_return;
  try {
    co_await silent->send_wifi_again();
  } catch (const base::Error& error) {
    platform_.log.error("session", error);  // the error is in the board's state
  }
  co_await base::sleep(patience_for_message - patience_with_wifi);
  if (!is_here(*silent) || !silent->waits_for_message() || account_.status() != AccountStatus::good)
    co_return;
  try {
    co_await signing(silent->diagnose(account_));
  } catch (const base::Error& error) {
    platform_.log.error("session", error);
  }
}

}  // namespace session
