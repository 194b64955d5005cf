// The wait for the first message of each board that was just set up, and before it, where AWS IoT registers
// the board, for its registration; any number of boards wait at once. If no message comes, sends the Wi-Fi
// settings once more, because a module loses them while it joins another network, and then diagnoses the
// board.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "base/task_scope.hpp"
#include "session/board_session.hpp"
#include "session/live_data.hpp"

namespace session {

class FirstMessages {
 public:
  using Board = std::shared_ptr<BoardSession>;

  using Work = std::function<base::task<void>(Board)>;

  /// `diagnose`: finds out why the board is silent. `follow`: waits until AWS IoT has registered the board.
  /// All that is passed by reference outlives the object.
  FirstMessages(Platform platform, LiveData& live, Work diagnose, Work follow)
      : platform_(platform), live_(live), diagnose_(std::move(diagnose)), follow_(std::move(follow)) {}

  /// Begins the board's last steps: its registration at the first connection, if the method leaves it to AWS
  /// IoT, and `first_message`, if the board runs the demo firmware. Ends an earlier wait of the board.
  void expect(Board board);
  /// Restarts the wait for a board whose steps are still running.
  void resume(Board board);
  void cancel(int board);
  void cancel_all();

 private:
  base::task<void> wait_for(Board board);
  base::task<void> follow(Board board);

  Platform platform_;
  LiveData& live_;
  Work diagnose_;
  Work follow_;
  std::map<int, base::TaskScope> waits_;  // by the board's id
};

}  // namespace session
