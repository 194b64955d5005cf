// Finds out which debugger belongs to which board. A pair is proved (provision/pairing.hpp,
// pairing_rounds.hpp), or known from an earlier proof by the serial numbers of debugger and secure element,
// or confirmed by the user. Only idle boards take part: no job waits on its port for another board's pairing,
// and pairing does not wait for jobs.
#pragma once

#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "base/channel.hpp"
#include "provision/pairing.hpp"
#include "session/board_session.hpp"
#include "session/debugger_session.hpp"
#include "state/commands.hpp"

namespace session {

class Devices;

using state::PairingClaim;

class Pairing {
 public:
  Pairing(Platform platform, Devices& devices) : platform_(platform), devices_(devices) {}

  /// Pairs all debuggers and boards that can be paired. Finding no pair is not an error; the state shows it.
  /// Call when a device was attached: calls that come close together are answered by one run.
  base::task<void> pair_all();
  /// Call before a job that programs the board. If the board has no debugger yet, pairs one when there is
  /// proof (or the user asserts it). Throws provision.not_paired and provision.other_board.
  base::task<void> find_debugger(std::shared_ptr<BoardSession> board, PairingClaim claim);
  /// Prepares the identification of a new board: a board that was provisioned here before most likely runs
  /// the demo firmware.
  base::task<void> expect_known(BoardSession& board);

  /// Call when a device was attached once more: what was proved of it may no longer be true.
  void forget(int device);

  /// Grows with each time that boards are reset. A reset may disturb the identification of a board whose port
  /// is not known yet.
  int resets() const { return resets_; }

  /// The debugger that may belong to this board; nullptr unless exactly one may.
  const DebuggerSession* lone_debugger(const BoardSession& board) const;
  /// The debugger, if it reports that this board is a kit that cannot be provisioned; else nullptr.
  const DebuggerSession* foreign_debugger(const BoardSession& board) const;

 private:
  using Board = std::shared_ptr<BoardSession>;
  using Debugger = std::shared_ptr<DebuggerSession>;

  std::vector<Debugger> free_debuggers(World world) const;
  std::vector<Board> candidates(World world) const;
  bool is_possible(const DebuggerSession& debugger, const BoardSession& board) const;
  base::task<void> run(World world);
  base::task<void> join_known(World world);
  base::task<void> join(Board board, Debugger debugger);
  base::task<void> match(std::vector<Debugger> debuggers, std::vector<Board> boards);
  base::task<provision::Proof> hear_reset(Debugger debugger, std::vector<Board> boards);
  base::task<std::vector<Debugger>> possible_debuggers(Board board, std::vector<Debugger> free);
  base::task<bool> has_nothing_to_lose(Debugger debugger, provision::OwnImages own);

  Platform platform_;
  Devices& devices_;
  base::Mutex turn_;
  int resets_ = 0;
  std::uint64_t requests_ = 0;  // calls of pair_all()
  std::uint64_t answered_ = 0;  // those that the last run included
  /// The ids of debuggers and boards that are proved not to belong together, so that they are not tried again
  /// with each new device.
  std::set<std::pair<int, int>> ruled_out_;
};

}  // namespace session
