#include "user.hpp"

#include <algorithm>

#include "base/sleep.hpp"
#include "base/spawn.hpp"
#include "errors.hpp"
#include "factory.hpp"
#include "provision/errors.hpp"
#include "session/errors.hpp"

namespace chaos {

using namespace std::chrono_literals;
using session::JobKind;
using session::NextAction;

namespace {

/// How long a person waits until the page notices a board that is plugged in, before pulling the cable.
constexpr base::Duration patience_with_plug = 20s;
constexpr base::Duration drive_is_done = 6s;
/// How long a person waits for data before sending the Wi-Fi settings again, as the page advises: longer than
/// the page needs to send them again itself and to diagnose the board.
constexpr base::Duration patience_with_silence = 2min;
/// How long the other boards stay unplugged, so that one can be provisioned alone.
constexpr base::Duration time_alone = 90s;

/// The choice that the page passes on: that of the plan, or of the attempt that failed.
provision::CertificateChoice choice_of(const session::BoardSession& seen) {
  const session::Job& job = seen.jobs().current();
  return job.kind == JobKind::provision ? job.choice : provision::CertificateChoice::keep;
}

}  // namespace

board::WifiNetwork User::network() {
  return {"home", board::WifiSecurity::wpa, base::Secret("zebra lantern 9 quince")};
}

bool User::knows(const Board& board) {
  return board.computer == number_ && computer_.session_of(board.number) != nullptr;
}

void User::look() {
  for (const auto& board : boards_) {
    const bool is_due = executor_.now() >= idle_until_[board->number] && !computer_.is_calling(board->number);
    const bool is_put_aside = one_is_alone_ && !board->device->plugged();
    if (!is_due || board->computer != number_ || is_put_aside) continue;
    if (!knows(*board)) {
      wait_for_plug(*board);  // forgotten by the page, or not noticed
      continue;
    }
    try {
      look_at(*board);
    } catch (const base::Error& error) {
      computer_.check_error("a press", error);
    }
  }
}

void User::look_at(Board& board) {
  computer_.session().select_board(computer_.id_of(board.number));
  const NextAction next = computer_.session().next();
  const bool asks_to_plug = next == NextAction::connect_board || next == NextAction::connect_debugger;
  if (!asks_to_plug) asked_to_plug_since_.erase(board.number);
  if (asks_to_plug) return wait_for_plug(board);
  const bool is_idle = next == NextAction::none || next == NextAction::watch || next == NextAction::wait;
  const bool is_ready = computer_.session_of(board.number)->status() == session::DeviceStatus::ready;
  if (is_idle && is_ready && board.goal == Goal::restore) return call("restore", board, restore(board));
  if (is_idle && is_ready && board.goal == Goal::renew)
    return call("renew", board, provision(board, provision::CertificateChoice::renew));
  if (is_idle && is_ready && is_silent(board))
    return call("set the Wi-Fi again", board,
                computer_.session().jobs().set_wifi(computer_.id_of(board.number), network()));
  press(board, next);
}

/// True if no message has come from the board for a long time. After true, the time starts over.
bool User::is_silent(const Board& board) {
  Silence& silence = silences_[board.number];
  if (silence.messages != board.messages) silence = {board.messages, executor_.now()};
  if (executor_.now() - silence.since < patience_with_silence) return false;
  silence.since = executor_.now();
  return true;
}

/// Plugs a board in again that the page does not notice; and when that has not helped, takes the others away.
void User::wait_for_plug(Board& board) {
  const base::Instant since = asked_to_plug_since_.try_emplace(board.number, executor_.now()).first->second;
  if (executor_.now() - since < patience_with_plug || !board.device->plugged()) return;
  if (has_plugged_again_[board.number] && plugged_boards() > 1 && !one_is_alone_) leave_alone(board);
  has_plugged_again_[board.number] = true;
  unplug_and_plug(board);
}

void User::leave_alone(const Board& board) {
  std::vector<Board*> others;
  for (const auto& other : boards_) {
    const bool is_other = other.get() != &board && other->computer == number_ && other->device->plugged();
    if (is_other) others.push_back(other.get());
  }
  for (Board* other : others) other->device->unplug();
  one_is_alone_ = true;
  chores_.spawn<void>(bring_back(std::move(others)));
}

base::task<void> User::bring_back(std::vector<Board*> others) {
  co_await base::sleep(time_alone);
  for (Board* other : others) other->device->replug();
  one_is_alone_ = false;
}

void User::press(Board& board, NextAction next) {
  session::Session& session = computer_.session();
  session::BoardSession& seen = *computer_.session_of(board.number);
  switch (next) {
    case NextAction::give_keys:
      if (!computer_.is_calling(0)) computer_.sign_in();
      return;
    case NextAction::set_wifi:
    case NextAction::send_wifi:
      return call("set the Wi-Fi", board, session.jobs().set_wifi(seen.id(), network()));
    case NextAction::plan:
      return call("plan", board, session.jobs().plan(seen.id(), choice_of(seen), board.method));
    case NextAction::provision:
    case NextAction::proceed:
      if (is_unproved_[board.number] && help_proof(board, seen)) return;
      return call("provision", board, provision(board, choice_of(seen)));
    case NextAction::load_provisioning_firmware:
      return call("drop an image", board, drop_image(board, board::FirmwareRole::provisioning));
    case NextAction::load_demo_firmware:
      return call("drop an image", board, drop_image(board, board::FirmwareRole::demo));
    case NextAction::watch:
      return call("watch", board, watch(seen.facts().thing_name));
    default:
      return;
  }
}

/// The debugger can be proved once the board's firmware is known, so a person asks a silent board again. With
/// several boards, the next attempt is to plug it in again. False if nothing is left but to assert the pair.
bool User::help_proof(Board& board, const session::BoardSession& seen) {
  bool& has_asked = has_asked_again_[board.number];
  if (seen.status() == session::DeviceStatus::failed && !has_asked) {
    has_asked = true;
    call("identify", board, computer_.session().jobs().identify_again(seen.id()));
    return true;
  }
  if (plugged_boards() == 1) return false;
  has_asked = is_unproved_[board.number] = false;
  unplug_and_plug(board);
  return true;
}

std::size_t User::plugged_boards() const {
  const auto count = std::count_if(boards_.begin(), boards_.end(), [this](const auto& one) {
    return one->computer == number_ && one->device->plugged();
  });
  return static_cast<std::size_t>(count);
}

void User::do_at_once(const std::string& action, Board& board) {
  try {
    perform(action, board);
  } catch (const base::Error& error) {
    if (error.is(bad_plan)) throw;
    computer_.check_error(action, error);
  }
}

void User::perform(const std::string& action, Board& board) {
  if (action == "sign_in") return computer_.sign_in();
  if (action == "sign_out") return computer_.session().sign_out();
  if (action == "list") return computer_.call(action, 0, computer_.session().account_jobs().list_contents());
  if (!knows(board)) return;
  session::Session& session = computer_.session();
  session::BoardSession& seen = *computer_.session_of(board.number);
  const auto run = [&](JobKind kind) {
    computer_.call(action, board.number, session.jobs().run(seen.id(), kind));
  };
  if (action == "cancel") return session.jobs().cancel(seen.id());
  if (action == "provision") return computer_.call(action, board.number, provision(board, choice_of(seen)));
  if (action == "renew")
    return computer_.call(action, board.number, provision(board, provision::CertificateChoice::renew));
  if (action == "plan")
    return computer_.call(action, board.number,
                          session.jobs().plan(seen.id(), choice_of(seen), board.method));
  if (action == "restore") return run(JobKind::restore);
  if (action == "inspect") return run(JobKind::inspect);
  if (action == "repair_roots") return run(JobKind::repair_roots);
  if (action == "wifi")
    return computer_.call(action, board.number, session.jobs().set_wifi(seen.id(), network()));
  if (action == "identify")
    return computer_.call(action, board.number, session.jobs().identify_again(seen.id()));
  if (action == "diagnose") return computer_.call(action, board.number, session.jobs().diagnose(seen.id()));
  if (action == "forget")
    return computer_.call(action, board.number, session.devices().forget_board(seen.id()));
  if (computer_.is_calling(board.number)) return;  // nobody disturbs a job in this way
  if (action == "drop_demo") return call(action, board, drop_image(board, board::FirmwareRole::demo));
  if (action == "drop_provisioning")
    return call(action, board, drop_image(board, board::FirmwareRole::provisioning));
  throw base::Error(bad_plan).because("an unknown action: " + action);
}

void User::unplug_and_plug(Board& board) {
  asked_to_plug_since_.erase(board.number);
  board.device->unplug();
  chores_.spawn<void>(plug_in(board));
}

base::task<void> User::plug_in(Board& board) {
  co_await base::sleep(2s);
  board.device->replug();
}

void User::call(std::string what, Board& board, base::task<void> work) {
  computer_.call(std::move(what), board.number, note_end(board, std::move(work)));
}

/// After failures in a row, a person waits longer and longer.
base::task<void> User::note_end(Board& board, base::task<void> work) {
  const std::size_t number = board.number;
  base::Outcome<void> outcome = co_await base::settled(std::move(work));
  int& failures = failures_[number];
  failures = outcome.ok() ? 0 : std::min(failures + 1, 4);
  is_unproved_[number] = !outcome.ok() && outcome.error().is(provision::not_paired);
  idle_until_[number] = executor_.now() + 500ms * (1 << failures);
  if (!outcome.ok() && gives_up) board.goal = Goal::provision;
  std::move(outcome).get();
}

base::task<void> User::imported_authority() {
  if (!computer_.session().authority().is_kept()) computer_.session().authority().use(saved_authority());
  co_return;
}

base::task<void> User::provision(Board& board, provision::CertificateChoice choice) {
  session::BoardSession* seen = computer_.session_of(board.number);
  if (seen == nullptr) co_return;
  if (board.method == provision::MethodName::jitr) co_await imported_authority();
  // A person sees that there is only one board, and says so.
  const bool asserts = is_unproved_[board.number] && plugged_boards() == 1;
  co_await computer_.session().jobs().provision(
      seen->id(), choice, asserts ? session::PairingClaim::asserted : session::PairingClaim::proved,
      board.method);
  if (choice == provision::CertificateChoice::renew && board.goal == Goal::renew)
    board.goal = Goal::provision;
}

base::task<void> User::restore(Board& board) {
  co_await computer_.session().jobs().run(computer_.id_of(board.number), JobKind::restore);
  board.on_restored(board);
  if (board.goal == Goal::restore) board.goal = Goal::provision;
}

base::task<void> User::drop_image(Board& board, board::FirmwareRole role) {
  const int id = computer_.id_of(board.number);
  board.device->program(role);
  co_await base::sleep(drive_is_done);
  co_await computer_.session().jobs().identify_again(id);
}

base::task<void> User::watch(std::string thing) {
  computer_.session().watch(std::move(thing));
  co_return;
}

}  // namespace chaos
