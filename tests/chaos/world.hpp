// Everything of one run: boards on their cables, the account in the simulated cloud, and computers with a
// person at each. A plan (plan.hpp) says what there is and what goes wrong.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "computer.hpp"
#include "factory.hpp"
#include "plan.hpp"
#include "registration.hpp"
#include "user.hpp"

namespace chaos {

class World {
 public:
  /// Sets up what the plan begins with. Throws chaos.bad_plan.
  explicit World(const Plan& plan);
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  /// Runs everything that the plan lets go wrong.
  void run_plan();
  /// Ends all faults, and runs until each board has sent a message, or too long.
  void run_calmly();
  /// Closes all pages and unplugs all boards. Complains about what still waits.
  void close();

  /// The rules that the product has broken, each once.
  const std::vector<Violation>& violations() const { return violations_; }
  void violate(std::string rule, std::string detail = {});

  // What the events do (events.cpp).
  Board& board(std::uint64_t number);
  Computer& computer(std::uint64_t number);
  void plug(Board& board, std::size_t computer);
  void reload(std::uint64_t computer);
  /// The person at the board's computer does this (User::do_at_once).
  void do_at_once(std::uint64_t board, const std::string& action);

  base::VirtualExecutor executor;
  base::VirtualWallClock clock;
  simulation::Cloud& cloud() { return *cloud_; }
  Registration& registration() { return *registration_; }
  const std::vector<std::unique_ptr<Board>>& boards() const { return boards_; }
  const std::vector<std::unique_ptr<Computer>>& computers() const { return computers_; }
  simulation::CloudRegion& account() { return cloud_->region(aws::Region::parse("us-east-2")); }

 private:
  struct Event {
    base::Duration at;
    Line line;
  };

  void set_up(const Line& line);
  void add_board(const Line& line);
  void add_computers();
  void run_until(base::Duration time);
  void look_around();
  void presence_changed(Board& board);
  void update_presence(Board& board);
  void check_text(std::string_view where, std::string_view text);
  bool is_complete(const Board& board);
  std::string describe(const Board& board);
  simulation::Cloud::BoardAnswer connect(Board& board, simulation::BoardConnect request);

  std::uint64_t seed_ = 0;
  simulation::SeededRandom random_;
  std::unique_ptr<CloudRandom> cloud_random_;
  std::unique_ptr<simulation::Cloud> cloud_;
  std::unique_ptr<Registration> registration_;
  std::vector<std::unique_ptr<Board>> boards_;
  std::vector<std::unique_ptr<Computer>> computers_;
  std::vector<std::unique_ptr<User>> users_;
  std::vector<Line> lines_;  // of faults, which need boards and computers
  std::vector<Event> events_;
  base::Duration calm_at_{std::chrono::minutes(2)};
  std::vector<Violation> violations_;
};

/// Does what the event says (plan.hpp). Throws chaos.bad_plan.
void perform(World& world, const Line& event);
/// Puts a fault of the plan where it belongs. Throws chaos.bad_plan.
void place_fault(World& world, const Line& fault);

}  // namespace chaos
