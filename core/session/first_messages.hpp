// The wait for the first message of each board that was just set up; any number of boards wait at once. If no
// message comes, sends the Wi-Fi settings once more, because a module loses them while it joins another
// network, and then diagnoses the board.
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

  /// `diagnose`: finds out why the board is silent. All that is passed by reference outlives the object.
  FirstMessages(Platform platform, LiveData& live, std::function<base::task<void>(Board)> diagnose)
      : platform_(platform), live_(live), diagnose_(std::move(diagnose)) {}

  /// Begins the board's step `first_message`, which ends with its first message. Ends an earlier wait of the
  /// board.
  void expect(Board board);
  /// Restarts the wait for a board whose step is still running.
  void resume(Board board);
  void cancel(int board);
  void cancel_all();

 private:
  base::task<void> wait_for(Board board);

  Platform platform_;
  LiveData& live_;
  std::function<base::task<void>(Board)> diagnose_;
  std::map<int, base::TaskScope> waits_;  // by the board's id
};

}  // namespace session
