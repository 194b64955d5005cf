// The tray: provisions many boards with the same settings. Knows which boards can be started, starts them on
// request, and, while it is armed, starts a delivered board as soon as it is plugged in. Each board runs by
// itself: what fails on one does not stop the others. The jobs themselves are those of Jobs.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>

#include "base/task_scope.hpp"
#include "provision/known_boards.hpp"
#include "session/jobs.hpp"
#include "state/tray.hpp"

namespace session {

using state::NextAction;
using state::TrayStatus;

class Tray {
 public:
  using Board = Devices::Board;
  /// The board's next action. `wifi_decided`: the board gets Wi-Fi settings when it is started.
  using NextOf = std::function<NextAction(const BoardSession&, bool wifi_decided)>;

  /// All that is passed by reference outlives the object.
  Tray(Platform platform, AccountSession& account, Devices& devices, Jobs& jobs, NextOf next);
  Tray(const Tray&) = delete;
  Tray& operator=(const Tray&) = delete;
  ~Tray();

  /// Takes over the Wi-Fi settings that a board still has to get, unless the tray has its own.
  void adopt_network();

  /// The settings for all boards that are started from now on; nullopt: the boards keep their networks.
  /// Throws board.wifi_… for settings that no board can take.
  void use_network(std::optional<board::WifiNetwork> network);
  bool is_wifi_decided() const { return is_wifi_decided_; }
  const std::optional<board::WifiNetwork>& network() const { return network_; }

  /// Starts one board, or continues it after a failure. Throws session.no_board, session.no_account and
  /// session.authority_not_kept; later errors are in error_of().
  void start(int board, provision::MethodName method);
  /// Starts the boards of to_start().
  void start_all(provision::MethodName method);
  /// The boards that are ready; if none is, those that have failed and can continue.
  std::vector<Board> to_start() const;

  /// Throws session.no_account and session.authority_not_kept.
  void arm(provision::MethodName method);
  void disarm();
  bool is_armed() const { return is_armed_; }

  TrayStatus status_of(const BoardSession& board) const;
  NextAction next_of(const BoardSession& board) const;
  bool can_start(const BoardSession& board) const;
  std::optional<base::Error> error_of(const BoardSession& board) const;

  /// Call when a board was attached and paired, and again if its debugger was attached later.
  void attached(int board);
  /// Call when a board was unplugged.
  void unplugged(int board) { there_before_.erase(board); }
  void forget(int board);
  /// Disarms and forgets the Wi-Fi settings. Call when the user signs out.
  void reset();

  /// Called after every change.
  std::function<void()> on_change;

 private:
  void require_ready(provision::MethodName method) const;
  void start(const Board& board);
  base::task<void> run(Board board);
  base::task<void> look_up(Board board);
  void start_arrived();
  bool was_set_up(const BoardSession& board) const;
  void changed() const {
    if (on_change) on_change();
  }

  Platform platform_;
  AccountSession& account_;
  Devices& devices_;
  Jobs& jobs_;
  NextOf next_;
  bool is_armed_ = false;
  provision::MethodName method_{};
  bool is_wifi_decided_ = false;
  std::optional<board::WifiNetwork> network_;
  base::Log::Concealment concealed_;
  std::set<int> there_before_;  // boards that were plugged in when the tray was armed, and still are
  std::set<int> arrived_;       // boards attached while armed that could not be started yet
  std::set<int> running_;
  std::map<int, base::Error> errors_;  // of boards whose job could not begin
  std::map<int, provision::ProvisionedBoard> known_;
  base::TaskScope runs_;
};

}  // namespace session
