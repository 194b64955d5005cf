#include "session/pairing.hpp"

#include <algorithm>
#include <utility>

#include "base/finally.hpp"
#include "base/sleep.hpp"
#include "base/when_all.hpp"
#include "provision/errors.hpp"
#include "provision/known_boards.hpp"
#include "provision/pairing_rounds.hpp"
#include "session/devices.hpp"
#include "session/errors.hpp"

namespace session {

using namespace std::chrono_literals;
using provision::Proof;

namespace {

/// A run waits for devices that are still being identified, so that boards plugged in together are paired
/// together; but not for one that does not answer. The demo firmware answers 5 s after its start.
constexpr base::Duration wait_for_others = 8s;

/// True if the debugger may belong to a board of this world: it is plugged in, unpaired, and on a kit that
/// can be programmed.
bool is_free(const DebuggerSession& debugger, World world) {
  return debugger.board() == 0 && debugger.world() == world && debugger.programmable() &&
         debugger.status() != DeviceStatus::gone && debugger.status() != DeviceStatus::failed;
}

bool awaits_debugger(const BoardSession& board) {
  return board.debugger() == nullptr &&
         (board.status() == DeviceStatus::ready || board.status() == DeviceStatus::failed);
}

provision::PortCandidate candidate(BoardSession& board) {
  return {&board.port().serial(), board.facts().role().value_or(board::FirmwareRole::provisioning)};
}

base::task<void> open_port(provision::PortCandidate candidate) {
  co_await candidate.port->open(candidate.firmware == board::FirmwareRole::demo
                                    ? ports::BaudRate::demo
                                    : ports::BaudRate::provisioning);
}

}  // namespace

const DebuggerSession* Pairing::lone_debugger(const BoardSession& board) const {
  const DebuggerSession* found = nullptr;
  for (const auto& one : devices_.debuggers()) {
    if (!is_free(*one, board.world())) continue;
    if (found != nullptr) return nullptr;
    found = one.get();
  }
  return found;
}

const DebuggerSession* Pairing::foreign_debugger(const BoardSession& board) const {
  if (!awaits_debugger(board) || board.by_hand() || board.facts().firmware == Firmware::provisioning)
    return nullptr;
  const DebuggerSession* found = nullptr;
  for (const auto& one : devices_.debuggers()) {
    if (is_free(*one, board.world())) return nullptr;
    const bool is_identified = one->status() == DeviceStatus::ready || one->status() == DeviceStatus::busy;
    const bool is_unpaired = one->board() == 0 && one->world() == board.world() && is_identified;
    if (is_unpaired && !one->programmable()) found = one.get();
  }
  return found;
}

base::task<void> Pairing::expect_known(BoardSession& board) {
  const DebuggerSession* debugger = lone_debugger(board);
  if (debugger == nullptr) co_return;
  provision::KnownBoards known(platform_.store);
  const std::string element = co_await known.secure_element_of(debugger->info().serial_number);
  if (!element.empty() && co_await known.provisioned(element))
    board.expect_firmware(board::FirmwareRole::demo);
}

std::vector<Pairing::Debugger> Pairing::free_debuggers(World world) const {
  std::vector<Debugger> free;
  for (const auto& one : devices_.debuggers())
    if (one->status() == DeviceStatus::ready && is_free(*one, world)) free.push_back(one);
  return free;
}

std::vector<Pairing::Board> Pairing::candidates(World world) const {
  std::vector<Board> candidates;
  for (const auto& board : devices_.boards())
    if (board->world() == world && awaits_debugger(*board) && board->facts().role())
      candidates.push_back(board);
  return candidates;
}

bool Pairing::is_possible(const DebuggerSession& debugger, const BoardSession& board) const {
  return ruled_out_.count({debugger.id(), board.id()}) == 0;
}

void Pairing::forget(int device) {
  std::erase_if(ruled_out_,
                [device](const auto& pair) { return pair.first == device || pair.second == device; });
}

base::task<void> Pairing::pair_all() {
  const std::uint64_t request = ++requests_;
  const base::Mutex::Lock turn = co_await turn_.lock();
  if (answered_ >= request) co_return;
  const base::Outcome<void> waited =
      co_await base::settled(base::with_timeout(wait_for_others, devices_.identified()));
  if (!waited.ok() && !waited.error().is(base::timed_out)) throw waited.error();
  answered_ = requests_;
  for (const World world : {World::real, World::simulated}) {
    co_await join_known(world);
    co_await run(world);
  }
}

base::task<void> Pairing::run(World world) {
  std::vector<Debugger> debuggers = free_debuggers(world);
  const std::vector<Board> boards = candidates(world);
  std::erase_if(debuggers, [&](const auto& debugger) {
    return std::none_of(boards.begin(), boards.end(),
                        [&](const auto& board) { return is_possible(*debugger, *board); });
  });
  if (debuggers.size() > 1) co_await match(debuggers, boards);
  for (const Debugger& debugger : debuggers) {
    if (debugger->board() != 0 || debugger->status() != DeviceStatus::ready) continue;
    std::vector<Board> possible = candidates(world);
    std::erase_if(possible, [&](const auto& board) { return !is_possible(*debugger, *board); });
    if (possible.empty()) continue;
    const base::Outcome<Proof> outcome = co_await base::settled(hear_reset(debugger, std::move(possible)));
    if (outcome.ok()) continue;
    if (outcome.error().is(base::cancelled)) throw outcome.error();
    platform_.log.error("session", outcome.error());
  }
}

/// Pairs the boards whose debuggers are known from an earlier proof.
base::task<void> Pairing::join_known(World world) {
  for (const Debugger& debugger : free_debuggers(world)) {
    const std::string element =
        co_await provision::KnownBoards(platform_.store).secure_element_of(debugger->info().serial_number);
    if (element.empty()) continue;
    for (const auto& board : devices_.boards()) {
      const bool is_its_board = board->world() == world && board->facts().secure_element == element;
      if (!is_its_board || !awaits_debugger(*board) || debugger->board() != 0) continue;
      devices_.join(*board, debugger);
      break;
    }
  }
}

base::task<void> Pairing::join(Board board, Debugger debugger) {
  if (!devices_.has(*board) || !devices_.has(*debugger) || debugger->status() == DeviceStatus::gone)
    co_return;  // the user may have removed one meanwhile
  devices_.join(*board, debugger);
  co_await provision::KnownBoards(platform_.store)
      .remember_debugger(debugger->info().serial_number, board->facts().secure_element);
}

/// Pairs several debuggers at once.
base::task<void> Pairing::match(std::vector<Debugger> debuggers, std::vector<Board> boards) {
  struct Held {
    Board board;
    base::Mutex::Lock lock;
  };
  std::vector<Held> held;
  for (const auto& board : boards) {
    if (auto lock = board->port().try_lock()) held.push_back({board, std::move(*lock)});
  }
  std::vector<provision::PortCandidate> ports;
  std::vector<base::task<base::Outcome<void>>> opening;
  for (const Held& one : held) {
    ports.push_back(candidate(*one.board));
    opening.push_back(base::settled(open_port(ports.back())));
  }
  co_await base::when_all(std::move(opening));  // a port that does not open stays silent

  std::vector<base::task<base::Outcome<void>>> connecting;
  for (const Debugger& debugger : debuggers) connecting.push_back(base::settled(debugger->open()));
  const std::vector<base::Outcome<void>> connected = co_await base::when_all(std::move(connecting));
  std::vector<Debugger> open;
  std::vector<debugger::TargetProgrammer*> targets;
  for (std::size_t i = 0; i < debuggers.size(); ++i) {
    if (!connected[i].ok()) continue;
    open.push_back(debuggers[i]);
    targets.push_back(&debuggers[i]->target());
  }

  ++resets_;
  using Matches = std::vector<std::optional<std::size_t>>;
  base::Outcome<Matches> outcome =
      co_await base::settled(provision::match_ports(std::move(targets), ports, platform_.log));
  std::vector<base::task<void>> closing;
  for (const provision::PortCandidate& port : ports) closing.push_back(port.port->close());
  for (const Debugger& debugger : open) closing.push_back(debugger->close());
  co_await base::shielded(base::when_all(std::move(closing)));
  const Matches matches = std::move(outcome).get();
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (matches[i]) co_await join(held[i].board, open[*matches[i]]);
    // The demo firmware may print nothing at its start, and is left to the proof with one debugger.
    const bool is_silent = !matches[i] && ports[i].firmware == board::FirmwareRole::demo;
    for (const Debugger& debugger : open)
      if (!is_silent) ruled_out_.insert({debugger->id(), held[i].board->id()});
  }
}

/// Resets the debugger's board and pairs the debugger with the port on which a firmware then restarts.
/// Returns ran_on if all ports are proved to belong to other boards.
base::task<Proof> Pairing::hear_reset(Debugger debugger, std::vector<Board> boards) {
  const std::vector<Board> held = boards;  // they outlive their locks
  std::vector<base::Mutex::Lock> locks;
  for (const auto& board : held) locks.push_back(co_await board->port().lock());
  std::erase_if(boards, [this](const auto& one) { return !devices_.has(*one); });
  if (boards.empty() || !devices_.has(*debugger)) co_return Proof::unknown;
  std::vector<provision::PortCandidate> ports;
  for (const auto& board : boards) ports.push_back(candidate(*board));
  std::optional<base::Error> failure;
  std::vector<Proof> proofs;
  co_await debugger->open();
  try {
    for (const provision::PortCandidate& port : ports) co_await open_port(port);
    ++resets_;
    proofs = co_await provision::find_port(debugger->target(), ports, platform_.log);
  } catch (const base::Error& error) {
    failure = error;
  }
  for (const provision::PortCandidate& port : ports) co_await base::shielded(port.port->close());
  co_await base::shielded(debugger->close(failure));
  if (failure) throw *failure;
  for (std::size_t i = 0; i < boards.size(); ++i)
    if (proofs[i] == Proof::ran_on) ruled_out_.insert({debugger->id(), boards[i]->id()});
  const auto found = std::find(proofs.begin(), proofs.end(), Proof::restarted);
  if (found == proofs.end()) {
    const bool others = std::count(proofs.begin(), proofs.end(), Proof::unknown) == 0;
    co_return others ? Proof::ran_on : Proof::unknown;
  }
  co_await join(boards[static_cast<std::size_t>(found - proofs.begin())], debugger);
  co_return debugger->board() != 0 ? Proof::restarted : Proof::unknown;
}

/// The debuggers that may belong to a board whose firmware answers. Empty after one was paired.
base::task<std::vector<Pairing::Debugger>> Pairing::possible_debuggers(Board board,
                                                                       std::vector<Debugger> free) {
  std::vector<Debugger> possible;
  for (const Debugger& debugger : free) {
    const Proof proof = co_await hear_reset(debugger, std::vector<Board>(1, board));
    if (proof == Proof::restarted) co_return std::vector<Debugger>();
    if (proof == Proof::unknown) possible.push_back(debugger);
  }
  co_return possible;
}

base::task<void> Pairing::find_debugger(Board board, PairingClaim claim) {
  const base::Mutex::Lock turn = co_await turn_.lock();
  if (board->debugger() != nullptr) co_return;
  std::vector<Debugger> free;
  for (const auto& one : devices_.debuggers())
    if (is_free(*one, board->world())) free.push_back(one);
  if (free.empty()) co_return;
  const bool answers = board->facts().role().has_value();
  if (answers) {
    const Debugger first = free.front();
    free = co_await possible_debuggers(board, std::move(free));
    if (board->debugger() != nullptr || board->facts().firmware == Firmware::provisioning)
      co_return;  // MAR needs no debugger
    if (free.empty()) throw base::Error(provision::other_board).with("serial", first->info().serial_number);
  }
  const Debugger debugger = free.front();
  const base::Error unproved = base::Error(provision::not_paired)
                                   .with("kit", debugger->kit()->name)
                                   .with("serial", debugger->info().serial_number);
  // Nothing can be proved for a board that runs no program or an unknown one. The only board and the only
  // debugger are paired if nothing would be lost, or if the user confirms it.
  const auto& boards = devices_.boards();
  const auto unpaired = std::count_if(boards.begin(), boards.end(), [&](const auto& one) {
    return awaits_debugger(*one) && one->world() == board->world();
  });
  if (free.size() != 1 || unpaired != 1) throw unproved;
  bool justified = claim == PairingClaim::asserted;
  // An erased target cannot belong to a port on which a firmware answers.
  if (!justified && !answers) justified = co_await has_nothing_to_lose(debugger, board->jobs().own_images());
  if (!justified) throw unproved;
  // The user may have removed one meanwhile.
  if (!devices_.has(*board) || !devices_.has(*debugger))
    throw base::Error(no_board).with("board", board->id());
  devices_.join(*board, debugger);
}

base::task<bool> Pairing::has_nothing_to_lose(Debugger debugger, provision::OwnImages own) {
  using board::FirmwareRole;
  const debugger::FlashImage provisioning = co_await provision::load_image(
      platform_.files, *debugger->kit(), FirmwareRole::provisioning, own.provisioning);
  const debugger::FlashImage demo =
      co_await provision::load_image(platform_.files, *debugger->kit(), FirmwareRole::demo, own.demo);
  std::vector<const debugger::FlashImage*> images(2, &provisioning);
  images[1] = &demo;
  co_await debugger->open();
  std::optional<base::Error> failure;
  bool nothing = false;
  try {
    nothing = co_await provision::has_no_program(debugger->target(), std::move(images));
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(debugger->close(failure));
  if (failure) throw *failure;
  co_return nothing;
}

}  // namespace session
