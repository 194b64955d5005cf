// The devices of a session: boards (ports), debuggers, and which of them belong together. A pair is proved
// (pairing.hpp), or known from an earlier proof by the serial numbers of debugger and secure element.
#include <algorithm>

#include "base/sleep.hpp"
#include "provision/errors.hpp"
#include "provision/known_boards.hpp"
#include "provision/pairing.hpp"
#include "session/errors.hpp"
#include "session/session.hpp"

namespace session {

using provision::Proof;

DebuggerSession& Session::debugger(int id) {
  for (const auto& one : debuggers_)
    if (one->id() == id) return *one;
  throw base::Error(no_board).with("board", id);
}

const DebuggerSession* Session::lone_tool(const BoardSession& board) const {
  const DebuggerSession* found = nullptr;
  for (const auto& one : debuggers_) {
    if (!is_free(*one, board)) continue;
    if (found != nullptr) return nullptr;
    found = one.get();
  }
  return found;
}

/// True if the debugger may belong to this board: it is plugged in, unpaired, and on a kit that can be
/// programmed.
bool Session::is_free(const DebuggerSession& tool, const BoardSession& board) {
  return tool.board() == 0 && tool.world() == board.world() && tool.programmable() &&
         tool.status() != DeviceStatus::gone && tool.status() != DeviceStatus::failed;
}

const DebuggerSession* Session::foreign_tool(const BoardSession& board) const {
  if (!awaits_tool(board) || board.by_hand() || board.firmware() == Firmware::provisioning) return nullptr;
  const DebuggerSession* found = nullptr;
  for (const auto& one : debuggers_) {
    if (is_free(*one, board)) return nullptr;
    const bool has_said = one->status() == DeviceStatus::ready || one->status() == DeviceStatus::busy;
    const bool at_hand = one->board() == 0 && one->world() == board.world() && has_said;
    if (at_hand && !one->programmable()) found = one.get();
  }
  return found;
}

bool Session::awaits_tool(const BoardSession& board) {
  return board.tool() == nullptr &&
         (board.status() == BoardStatus::ready || board.status() == BoardStatus::failed);
}

void Session::join(BoardSession& board, std::shared_ptr<DebuggerSession> tool) {
  tool->belongs_to(board.id());
  board.belongs_with(std::move(tool));
  changed();
}

void Session::part(BoardSession& board) {
  if (board.tool() == nullptr) return;
  for (const auto& one : debuggers_)
    if (one.get() == board.tool()) one->belongs_to(0);
  board.belongs_with(nullptr);
  changed();
}

base::task<int> Session::attach_debugger(std::unique_ptr<ports::HidDevice> device, World world) {
  const auto added = std::make_shared<DebuggerSession>(++last_id_, std::move(device), world, platform_);
  debuggers_.push_back(added);
  added->on_change = [this] { changed(); };
  changed();
  try {
    co_await added->identify();
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    platform_.log.error("session", error);  // the error is in its state
    co_return added->id();
  }
  co_await take_old_place(added);
  co_await pair(added);
  co_return added->id();
}

/// The earlier session of the same debugger; nullptr if it was never attached.
std::shared_ptr<DebuggerSession> Session::older(const DebuggerSession& added) const {
  if (added.info().serial_number.empty()) return nullptr;
  for (const auto& one : debuggers_) {
    const bool same = one.get() != &added && one->world() == added.world() &&
                      one->info().serial_number == added.info().serial_number;
    if (same) return one;
  }
  return nullptr;
}

/// A debugger that was attached before keeps its id. It is paired again, because the ports may have changed
/// meanwhile. Waits until a job on its earlier session has ended.
base::task<void> Session::take_old_place(std::shared_ptr<DebuggerSession> added) {
  const std::shared_ptr<DebuggerSession> used = older(*added);
  if (used && used->status() == DeviceStatus::busy) {
    co_await used->settled();
    if (find_board(used->board()) != nullptr) co_await hold(used->board())->settled();
  }
  const std::shared_ptr<DebuggerSession> old = older(*added);
  if (!old || !is_here(*added)) co_return;
  if (BoardSession* board = find_board(old->board())) part(*board);
  added->take_id(old->id());
  debuggers_.erase(std::remove(debuggers_.begin(), debuggers_.end(), old), debuggers_.end());
  changed();
}

bool Session::is_here(const BoardSession& board) const {
  return find_board(board.id()) == &board;
}

bool Session::is_here(const DebuggerSession& tool) const {
  return std::any_of(debuggers_.begin(), debuggers_.end(),
                     [&tool](const auto& one) { return one.get() == &tool; });
}

void Session::debugger_gone(int id) {
  DebuggerSession& lost = debugger(id);
  lost.gone();
  changed();
}

base::task<void> Session::forget_debugger(int id) {
  const auto place =
      std::find_if(debuggers_.begin(), debuggers_.end(), [id](const auto& one) { return one->id() == id; });
  if (place == debuggers_.end()) throw base::Error(no_board).with("board", id);
  const std::shared_ptr<DebuggerSession> forgotten = *place;
  forgotten->gone();
  if (find_board(forgotten->board()) != nullptr) {
    const auto board = hold(forgotten->board());
    board->cancel();
    co_await board->settled();
    part(*board);
  }
  co_await forgotten->settled();
  debuggers_.erase(std::remove(debuggers_.begin(), debuggers_.end(), forgotten), debuggers_.end());
  changed();
}

/// Finds the port of a debugger. Finding none is not an error; the state shows it.
base::task<void> Session::pair(std::shared_ptr<DebuggerSession> tool) {
  if (tool->board() != 0 || !tool->programmable()) co_return;
  const std::string element =
      co_await provision::KnownBoards(platform_.store).secure_element_of(tool->info().serial_number);
  std::vector<std::shared_ptr<BoardSession>> candidates;
  for (const auto& board : boards_) {
    if (!awaits_tool(*board) || !is_free(*tool, *board)) continue;
    if (!element.empty() && board->secure_element() == element) {
      join(*board, tool);
      co_return;
    }
    if (board->firmware_hint()) candidates.push_back(board);
  }
  if (candidates.empty()) co_return;
  try {
    co_await hear_reset(tool, std::move(candidates));
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    platform_.log.error("session", error);
  }
}

/// A board that was provisioned here before most likely runs the demo firmware.
base::task<void> Session::expect_known(BoardSession& board) {
  const DebuggerSession* tool = lone_tool(board);
  if (tool == nullptr) co_return;
  provision::KnownBoards known(platform_.store);
  const std::string element = co_await known.secure_element_of(tool->info().serial_number);
  if (!element.empty() && co_await known.provisioned(element))
    board.expect_firmware(board::FirmwareRole::demo);
}

/// Tries to pair all debuggers that have no port yet. Called when a port was attached.
base::task<void> Session::pair_all() {
  const std::vector<std::shared_ptr<DebuggerSession>> all = debuggers_;
  for (const auto& tool : all) {
    // A debugger that is being paired with the earlier ports is tried with the new port afterwards.
    if (tool->board() == 0 && tool->status() == DeviceStatus::busy) co_await tool->settled();
    if (is_here(*tool) && tool->status() == DeviceStatus::ready) co_await pair(tool);
  }
}

/// Resets the debugger's board and pairs the debugger with the port on which a firmware then restarts.
/// Returns ran_on if all ports are proved to belong to other boards.
base::task<provision::Proof> Session::hear_reset(std::shared_ptr<DebuggerSession> tool,
                                                 std::vector<std::shared_ptr<BoardSession>> boards) {
  const std::vector<std::shared_ptr<BoardSession>> held = boards;  // they outlive their locks
  std::vector<base::Mutex::Lock> locks;
  for (const auto& board : held) locks.push_back(co_await board->lock());
  // The user may have removed one meanwhile.
  boards.erase(
      std::remove_if(boards.begin(), boards.end(), [this](const auto& one) { return !is_here(*one); }),
      boards.end());
  if (boards.empty() || !is_here(*tool)) co_return Proof::unknown;
  std::vector<provision::PortCandidate> candidates;
  for (const auto& board : boards)
    candidates.push_back(
        {&board->port(), board->firmware_hint().value_or(board::FirmwareRole::provisioning)});
  std::optional<base::Error> failure;
  std::vector<Proof> proofs;
  co_await tool->open();
  try {
    for (const provision::PortCandidate& one : candidates) {
      co_await one.port->open(one.firmware == board::FirmwareRole::demo ? ports::BaudRate::demo
                                                                        : ports::BaudRate::provisioning);
    }
    proofs = co_await provision::find_port(tool->target(), candidates, platform_.log);
  } catch (const base::Error& error) {
    failure = error;
  }
  for (const provision::PortCandidate& one : candidates) co_await base::shielded(one.port->close());
  co_await base::shielded(tool->close(failure));
  if (failure) throw *failure;
  const auto found = std::find(proofs.begin(), proofs.end(), Proof::restarted);
  if (found == proofs.end()) {
    const bool others = std::count(proofs.begin(), proofs.end(), Proof::unknown) == 0;
    co_return others ? Proof::ran_on : Proof::unknown;
  }
  if (!is_here(*tool) || tool->status() == DeviceStatus::gone) co_return Proof::unknown;
  BoardSession& board = *boards[static_cast<std::size_t>(found - proofs.begin())];
  join(board, tool);
  co_await provision::KnownBoards(platform_.store)
      .remember_debugger(tool->info().serial_number, board.secure_element());
  co_return Proof::restarted;
}

/// Called before a job that programs. If the board has no debugger yet, pairs one when there is proof (or the
/// user asserts it); otherwise throws not_paired.
base::task<void> Session::find_tool(BoardSession& board, PairingClaim claim) {
  if (board.tool() != nullptr) co_return;
  std::vector<std::shared_ptr<DebuggerSession>> free;
  for (const auto& one : debuggers_)
    if (is_free(*one, board)) free.push_back(one);
  if (free.empty()) co_return;
  const bool answers = board.firmware_hint().has_value();
  if (answers) {
    std::vector<std::shared_ptr<DebuggerSession>> possible;
    for (const auto& tool : free) {
      std::vector<std::shared_ptr<BoardSession>> candidate(1, hold(board.id()));
      const Proof proof = co_await hear_reset(tool, std::move(candidate));
      if (proof == Proof::restarted) co_return;
      if (proof == Proof::unknown) possible.push_back(tool);
    }
    if (board.firmware() == Firmware::provisioning) co_return;  // MAR needs no debugger
    if (possible.empty())
      throw base::Error(provision::other_board).with("serial", free.front()->info().serial_number);
    free = std::move(possible);
  }
  const std::shared_ptr<DebuggerSession> tool = free.front();
  const auto unproved = [&] {
    return base::Error(provision::not_paired)
        .with("kit", tool->kit()->name)
        .with("serial", tool->info().serial_number);
  };
  // Nothing can be proved for a board that runs no program or an unknown one. The only board and the only
  // debugger are paired if nothing would be lost, or if the user confirms it.
  const auto alone = std::count_if(boards_.begin(), boards_.end(), [&](const auto& one) {
    return awaits_tool(*one) && one->world() == board.world();
  });
  if (free.size() != 1 || alone != 1) throw unproved();
  bool justified = claim == PairingClaim::asserted;
  // An erased target cannot belong to a port on which a firmware answers.
  if (!justified && !answers) justified = co_await nothing_to_lose(tool, board.own_images());
  if (!justified) throw unproved();
  // The user may have removed one meanwhile.
  if (!is_here(board) || !is_here(*tool)) throw base::Error(no_board).with("board", board.id());
  join(board, tool);
}

base::task<bool> Session::nothing_to_lose(std::shared_ptr<DebuggerSession> tool, provision::OwnImages own) {
  using board::FirmwareRole;
  const debugger::FlashImage provisioning = co_await provision::load_image(
      platform_.files, *tool->kit(), FirmwareRole::provisioning, own.provisioning);
  const debugger::FlashImage demo =
      co_await provision::load_image(platform_.files, *tool->kit(), FirmwareRole::demo, own.demo);
  std::vector<const debugger::FlashImage*> images(2, &provisioning);
  images[1] = &demo;
  co_await tool->open();
  std::optional<base::Error> failure;
  bool nothing = false;
  try {
    nothing = co_await provision::has_no_program(tool->target(), std::move(images));
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(tool->close(failure));
  if (failure) throw *failure;
  co_return nothing;
}

}  // namespace session
