#include "session/tray.hpp"

#include <utility>

#include "session/errors.hpp"

namespace session {

Tray::Tray(Platform platform, AccountSession& account, Devices& devices, Jobs& jobs, NextOf next)
    : platform_(platform),
      account_(account),
      devices_(devices),
      jobs_(jobs),
      next_(std::move(next)),
      runs_(platform.executor) {
  for (const Board& board : devices_.boards()) runs_.spawn<void>(look_up(board));
}

/// A function of its own, because a first visit does not need it (wasm/split.cmake).
[[gnu::noinline]] Tray::~Tray() = default;

void Tray::adopt_network() {
  for (const Board& board : devices_.boards()) {
    if (is_wifi_decided_) break;
    if (auto network = board->wifi().to_send()) use_network(std::move(network));
  }
  changed();
}

void Tray::use_network(std::optional<board::WifiNetwork> network) {
  if (network) board::check(*network);
  concealed_ = network ? platform_.log.conceal(network->passphrase) : nullptr;
  network_ = std::move(network);
  is_wifi_decided_ = true;
  changed();
  start_arrived();
}

/// Finds out what every board would fail for, before any of them is started.
void Tray::require_ready(provision::MethodName method) const {
  account_.client();
  jobs_.require_authority(method);
}

void Tray::start(int board, provision::MethodName method) {
  const Board found = devices_.hold(board);
  require_ready(method);
  method_ = method;
  if (can_start(*found)) start(found);
}

void Tray::start_all(provision::MethodName method) {
  require_ready(method);
  method_ = method;
  for (const Board& board : to_start()) start(board);
}

std::vector<Tray::Board> Tray::to_start() const {
  std::vector<Board> ready;
  std::vector<Board> failed;
  for (const Board& board : devices_.boards()) {
    const TrayStatus status = status_of(*board);
    if (status == TrayStatus::ready) ready.push_back(board);
    if (status == TrayStatus::failed && can_start(*board)) failed.push_back(board);
  }
  return ready.empty() ? failed : ready;
}

void Tray::start(const Board& board) {
  const int id = board->id();
  running_.insert(id);
  errors_.erase(id);
  changed();
  runs_.spawn<void>(run(board), [this, id](const base::Outcome<void>& outcome) {
    running_.erase(id);
    const BoardSession* ended = devices_.find(id);
    if (ended != nullptr && !outcome.ok()) {
      const auto& shown = ended->jobs().current().error;
      const bool is_shown = shown && shown->is(outcome.error().code());
      if (!is_shown) errors_.emplace(id, outcome.error());
    }
    changed();
    start_arrived();  // a board may have been plugged in again while its job ended
  });
}

base::task<void> Tray::run(Board board) {
  if (is_wifi_decided_) co_await jobs_.set_wifi(board->id(), network_);
  co_await jobs_.provision(board->id(), provision::CertificateChoice::keep, PairingClaim::proved, method_);
}

void Tray::arm(provision::MethodName method) {
  require_ready(method);
  method_ = method;
  is_armed_ = true;
  for (const Board& board : devices_.boards())
    if (!board->port().is_gone()) there_before_.insert(board->id());
  changed();
}

void Tray::disarm() {
  is_armed_ = false;
  arrived_.clear();
  there_before_.clear();
  changed();
}

bool Tray::was_set_up(const BoardSession& board) const {
  const auto found = known_.find(board.id());
  if (found == known_.end() || board.jobs().current().kind == JobKind::restore) return false;
  const provision::Account& account = account_.account();
  return found->second.account == account.identity.account && found->second.endpoint == account.endpoint;
}

/// A board whose cable was put back may be there before its debugger is.
NextAction Tray::next_of(const BoardSession& board) const {
  const NextAction next = next_(board, is_wifi_decided_);
  const bool programs = next == NextAction::provision || next == NextAction::proceed;
  const DebuggerSession* debugger = board.debugger();
  const bool is_lost = debugger != nullptr && debugger->status() == DeviceStatus::gone;
  return programs && is_lost ? NextAction::connect_debugger : next;
}

TrayStatus Tray::status_of(const BoardSession& board) const {
  const Job& job = board.jobs().current();
  const bool provisions = job.kind == JobKind::provision;
  const NextAction next = next_of(board);
  if (running_.contains(board.id())) return TrayStatus::running;
  if (errors_.contains(board.id())) return TrayStatus::failed;
  if (provisions && (job.status == JobStatus::running || job.status == JobStatus::planning))
    return TrayStatus::running;
  if (provisions && job.status == JobStatus::failed) return TrayStatus::failed;
  if (provisions && job.status == JobStatus::cancelled) return TrayStatus::stopped;
  if (provisions && job.status == JobStatus::done && next != NextAction::load_demo_firmware) {
    const bool waits = board.jobs().waits_for_message() || board.jobs().waits_for_registration();
    if (!waits) return TrayStatus::passed;
    return board.jobs().findings().diagnosis ? TrayStatus::failed : TrayStatus::running;
  }
  if (board.port().is_gone()) return TrayStatus::gone;
  if (was_set_up(board) || next == NextAction::watch || next == NextAction::none) return TrayStatus::set_up;
  return next == NextAction::provision ? TrayStatus::ready : TrayStatus::waiting;
}

bool Tray::can_start(const BoardSession& board) const {
  const TrayStatus status = status_of(board);
  const NextAction next = next_of(board);
  const bool is_idle = status == TrayStatus::ready || status == TrayStatus::failed ||
                       status == TrayStatus::stopped || status == TrayStatus::set_up;
  return is_idle && (next == NextAction::provision || next == NextAction::proceed);
}

std::optional<base::Error> Tray::error_of(const BoardSession& board) const {
  const auto found = errors_.find(board.id());
  if (found != errors_.end()) return found->second;
  if (status_of(board) != TrayStatus::failed) return board.port().error();
  const auto& diagnosis = board.jobs().findings().diagnosis;
  return diagnosis ? diagnosis->cause : board.jobs().current().error;
}

void Tray::attached(int board) {
  if (devices_.find(board) == nullptr) return;
  // A board that was there before may still be being paired.
  if (is_armed_ && !there_before_.contains(board)) arrived_.insert(board);
  runs_.spawn<void>(look_up(devices_.hold(board)));
}

/// Finds out whether the board was provisioned before, which the board's own firmware does not tell.
base::task<void> Tray::look_up(Board board) {
  const std::string element = board->facts().secure_element;
  std::optional<provision::ProvisionedBoard> found;
  if (!element.empty()) found = co_await provision::KnownBoards(platform_.store).provisioned(element);
  known_.erase(board->id());
  if (found) known_.emplace(board->id(), *std::move(found));
  changed();
  start_arrived();
}

/// Starts the boards that were plugged in while the tray is armed, once they can be started. Leaves boards
/// alone that run a program which is not Microchip's, that are set up, or that the user stopped.
void Tray::start_arrived() {
  if (!is_armed_ || account_.status() != AccountStatus::good) return;
  for (const int id : std::set<int>(arrived_)) {
    const BoardSession* board = devices_.find(id);
    const TrayStatus status = board == nullptr ? TrayStatus::gone : status_of(*board);
    if (status == TrayStatus::waiting || status == TrayStatus::running) continue;
    if (status == TrayStatus::failed && !can_start(*board)) continue;
    arrived_.erase(id);
    const bool is_delivered = status == TrayStatus::ready && board->facts().firmware == Firmware::demo;
    if (is_delivered || status == TrayStatus::failed) start(devices_.hold(id));
  }
}

void Tray::forget(int board) {
  arrived_.erase(board);
  there_before_.erase(board);
  errors_.erase(board);
  known_.erase(board);
}

void Tray::reset() {
  disarm();
  errors_.clear();
  is_wifi_decided_ = false;
  network_.reset();
  concealed_ = nullptr;
}

}  // namespace session
