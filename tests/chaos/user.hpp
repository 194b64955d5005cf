// A person at a computer, who wants something of each board and otherwise presses the button that the page
// offers next.
#pragma once

#include <string>
#include <vector>

#include "computer.hpp"
#include "provision/method_name.hpp"

namespace chaos {

enum class Goal : std::uint8_t { provision, renew, restore };
constexpr auto names_of(Goal) {
  return base::enum_names<Goal>(
      "Goal", {{Goal::provision, "provision"}, {Goal::renew, "renew"}, {Goal::restore, "restore"}});
}

/// A board, where it is plugged in, and what its owner wants of it. The number is that of the plan.
struct Board {
  Board(std::size_t its_number, const simulation::BoardState& as_delivered)
      : number(its_number), delivered(as_delivered) {}

  std::size_t number;
  const simulation::BoardState& delivered;
  std::unique_ptr<simulation::VirtualBoard> device;
  std::unique_ptr<Cable> cable;
  provision::MethodName method = provision::MethodName::mar;
  std::size_t computer = 1;  // into which it is or was plugged
  Goal goal = Goal::provision;
  int plug = 0;           // counts the plugs
  int attached_plug = 0;  // the one that the page knows; 0 for none
  int messages = 0;       // that it has sent
  std::function<void(const Board&)> on_restored;
};

class User {
 public:
  /// All of it outlives the user.
  User(base::VirtualExecutor& executor, Computer& computer, std::size_t number,
       const std::vector<std::unique_ptr<Board>>& boards)
      : executor_(executor), computer_(computer), number_(number), boards_(boards), chores_(executor) {}

  /// Looks at the page, and does what is due.
  void look();
  /// Does something out of turn, whatever the page shows. Throws chaos.bad_plan for an unknown action.
  void do_at_once(const std::string& action, Board& board);

  static board::WifiNetwork network();

  /// A renewal or restore that fails is not tried again.
  bool gives_up = false;

 private:
  void look_at(Board& board);
  void perform(const std::string& action, Board& board);
  void press(Board& board, session::NextAction next);
  bool help_proof(Board& board, const session::BoardSession& seen);
  std::size_t plugged_boards() const;
  void wait_for_plug(Board& board);
  void leave_alone(const Board& board);
  base::task<void> bring_back(std::vector<Board*> others);
  void unplug_and_plug(Board& board);
  base::task<void> plug_in(Board& board);
  /// Calls the page, and waits some time after the end before the next call.
  void call(std::string what, Board& board, base::task<void> work);
  base::task<void> note_end(Board& board, base::task<void> work);
  base::task<void> provision(Board& board, provision::CertificateChoice choice);
  base::task<void> restore(Board& board);
  base::task<void> drop_image(Board& board, board::FirmwareRole role);
  base::task<void> watch(std::string thing);
  base::task<void> imported_authority();
  bool knows(const Board& board);
  bool is_silent(const Board& board);

  /// Since when no message has come from a board.
  struct Silence {
    int messages = 0;
    base::Instant since{};
  };

  base::VirtualExecutor& executor_;
  Computer& computer_;
  std::size_t number_;
  const std::vector<std::unique_ptr<Board>>& boards_;
  bool one_is_alone_ = false;                        // the other boards are unplugged meanwhile
  base::TaskScope chores_;                           // without the page
  std::map<std::size_t, base::Instant> idle_until_;  // by board
  std::map<std::size_t, int> failures_;              // in a row, by board
  std::map<std::size_t, Silence> silences_;          // by board
  std::map<std::size_t, bool> is_unproved_;      // whether the page asks if debugger and port are one board
  std::map<std::size_t, bool> has_asked_again_;  // since the last plug
  std::map<std::size_t, bool> has_plugged_again_;
  std::map<std::size_t, base::Instant> asked_to_plug_since_;  // by board
};

}  // namespace chaos
