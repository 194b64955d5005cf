// A pseudo-terminal as the USB serial port of a virtual board: its bytes, its rate, and whether a program has
// it open.
#pragma once

#include <string>

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "poll_executor.hpp"
#include "simulation/serial_line.hpp"

namespace hosts {

/// A pseudo-terminal in raw mode with a symbolic link to it. The destructor removes both.
class PseudoTerminal {
 public:
  explicit PseudoTerminal(std::string link);
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;
  ~PseudoTerminal();

  int master() const { return master_; }
  /// The rate in baud that the program at the other end has set.
  std::uint32_t rate() const;
  /// Discards the bytes that the last program has not read.
  void discard_unread() const;

 private:
  std::string link_;
  std::string device_;
  int master_ = -1;
};

/// Carries bytes between a terminal and a line, while programs open and close the terminal at any time. Never
/// ends by itself. Terminal and line must outlive it.
base::task<void> bridge(PollExecutor& executor, PseudoTerminal& terminal, simulation::SerialLine& line);

}  // namespace hosts
