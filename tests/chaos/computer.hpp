// One computer with a browser that has the page open: the session, its ports, the devices that the page has
// told it about, and the calls of the page that still run. Knows the boards by their number in the plan.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/task_scope.hpp"
#include "base/virtual_executor.hpp"
#include "cable.hpp"
#include "computer_ports.hpp"
#include "session/session.hpp"
#include "simulation/seeded_random.hpp"
#include "support/vendor_images.hpp"

namespace chaos {

/// A rule that the product has broken, and what was seen.
struct Violation {
  std::string rule;
  std::string detail;
};

/// No call of a page takes longer, whatever goes wrong.
inline constexpr base::Duration longest_call = std::chrono::minutes(15);

/// What a computer needs from the world around it. All of it outlives the computer.
struct Surroundings {
  base::VirtualExecutor& executor;
  const base::WallClock& clock;
  simulation::Cloud& cloud;
  /// Notes that the product has broken a rule.
  std::function<void(std::string rule, std::string detail)> violate;
  /// Complains about secrets in a text that somebody may see.
  std::function<void(std::string_view where, std::string_view text)> check_text;
};

class Computer {
 public:
  Computer(const Surroundings& surroundings, std::uint64_t seed);
  Computer(const Computer&) = delete;
  Computer& operator=(const Computer&) = delete;
  ~Computer();

  /// Closes the page and opens it again: only the storage is kept.
  void reload();
  session::Session& session() { return *session_; }

  /// Starts a call of the page. `board`: its number, if it is about one board; 0 else.
  void call(std::string what, std::size_t board, base::task<void> work);
  /// Complains about an error that the page cannot explain.
  void check_error(const std::string& what, const base::Error& error);
  /// Whether a call about this board runs; with 0, one about no board.
  bool is_calling(std::size_t board) const;
  bool has_calls() const { return !calls_.empty(); }
  /// Complains about calls that take too long.
  void check_calls();

  void sign_in();
  /// Tells the session that a board has been plugged in.
  void attach(std::size_t board, Cable& cable);
  /// Tells the session that the board has been unplugged.
  void detach(std::size_t board);
  /// The session's id of the board; 0 if it has none.
  int id_of(std::size_t board) const;
  session::BoardSession* session_of(std::size_t board);

  void check_state();

  WrongClock clock;
  FaultyHttp http;
  FaultyMqtt mqtt;
  FaultyStore store;
  /// Called with each line of the log.
  std::function<void(const base::LogLine&)> on_line;
  /// The next unplugging is not reported, as browsers forget some events.
  bool is_deaf = false;

 private:
  struct Device {
    int id = 0;  // in the session; 0 until the session has returned it
    bool is_lost = false;
  };
  /// The devices of one plug.
  struct Attached {
    Device port;
    Device debugger;
  };
  using SharedAttached = std::shared_ptr<Attached>;
  struct Call {
    std::string what;
    std::size_t board;
    base::Instant begun;
  };
  base::task<void> attach_port(SharedAttached attached, std::unique_ptr<ports::SerialPort> port);
  base::task<void> attach_debugger(SharedAttached attached, std::unique_ptr<ports::HidDevice> debugger);
  void report_lost_port(const Device& port);
  void report_lost_debugger(const Device& debugger);
  void open_page();
  void close_page();
  void settle(std::list<Call>::iterator call, const base::Outcome<void>& outcome);

  Surroundings surroundings_;
  support::VendorImages images_;
  simulation::SeededRandom random_;
  base::Log log_;
  std::map<std::size_t, SharedAttached> attached_;  // the last plug of each board
  std::unique_ptr<session::Session> session_;
  std::list<Call> calls_;
  std::unique_ptr<base::TaskScope> tasks_;
};

}  // namespace chaos
