// The devices that are or were plugged in: boards (each known by its serial port) and debuggers. A device
// that returns is recognised by who it is: a board by its secure element, a debugger by its serial number.
// Which debugger belongs to which board is found out by Pairing.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/completion.hpp"
#include "session/board_session.hpp"
#include "session/debugger_session.hpp"
#include "session/pairing.hpp"

namespace session {

class Devices {
 public:
  using Board = std::shared_ptr<BoardSession>;
  using Debugger = std::shared_ptr<DebuggerSession>;

  explicit Devices(Platform platform) : platform_(platform), pairing_(platform, *this) {}

  /// Takes over the port, finds out which board it is and pairs it. Returns the board's id, also if nothing
  /// answers (then the board has the error). A board that was unplugged and is back keeps its id.
  base::task<int> attach_board(std::unique_ptr<ports::SerialPort> port, World world);
  void board_gone(int id);
  base::task<void> forget_board(int id);
  /// Reads the debugger's identity and pairs it with its port. Returns the debugger's id, which a debugger
  /// that returns keeps.
  base::task<int> attach_debugger(std::unique_ptr<ports::HidDevice> device, World world);
  void debugger_gone(int id);
  base::task<void> forget_debugger(int id);

  const std::vector<Board>& boards() const { return boards_; }
  const std::vector<Debugger>& debuggers() const { return debuggers_; }
  /// nullptr without one.
  BoardSession* find(int id) const;
  /// For calls that do not wait. Throws session.no_board.
  BoardSession& board(int id) const;
  /// For tasks, which must share ownership of the board, because it may be forgotten while they wait. Throws
  /// session.no_board.
  Board hold(int id) const;
  bool has(const BoardSession& board) const { return find(board.id()) == &board; }
  bool has(const DebuggerSession& debugger) const;

  /// Makes board and debugger a pair.
  void join(BoardSession& board, Debugger debugger);
  /// Ends the board's pair, if it has one.
  void part(BoardSession& board);
  Pairing& pairing() { return pairing_; }
  const Pairing& pairing() const { return pairing_; }
  /// Waits until no device is being identified.
  base::task<void> identified();

  /// Called after every change.
  std::function<void()> on_change;
  /// Called with each new board, before it is identified.
  std::function<void(BoardSession&)> on_new_board;
  /// Called with a board's id when the board was attached and paired, and when its debugger was.
  std::function<void(int)> on_attached;
  /// Called with the id of a board that was unplugged.
  std::function<void(int)> on_gone;
  /// Called with the id of a board that is about to be forgotten.
  std::function<void(int)> on_forget;

 private:
  /// Counts an identification while it runs.
  class Identifying;

  void attached(int board) const {
    if (board != 0 && on_attached) on_attached(board);
  }
  void changed() const {
    if (on_change) on_change();
  }
  std::vector<Board> gone_boards(World world) const;
  base::task<void> identify(BoardSession& board);
  Board presumed(World world) const;
  Board place_of(const BoardSession& added) const;
  void lose_earlier_port(const BoardSession& added);
  void list(Board added);
  base::task<Board> continue_on(Board old, Board added);
  Debugger older(const DebuggerSession& added) const;
  base::task<void> take_old_place(Debugger added);

  Platform platform_;
  std::vector<Debugger> debuggers_;
  std::vector<Board> boards_;
  int last_id_ = 0;
  int identifying_ = 0;
  std::vector<base::Completer<void>> waiting_for_identification_;
  Pairing pairing_;
};

}  // namespace session
