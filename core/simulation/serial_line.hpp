// The way of the bytes between the host's serial port and the microcontroller's UART: the debugger's USB
// bridge and the wire, one byte after the other at the sender's rate. Two ends at different rates hear
// garbage, and the fault plan has its say. Knows nothing of what the bytes mean.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "base/bytes.hpp"
#include "simulation/fault_plan.hpp"
#include "simulation/timeline.hpp"

namespace simulation {

class SerialLine {
 public:
  SerialLine(Timeline& timeline, FaultInjector& faults)
      : faults_(faults), to_board_(timeline), to_host_(timeline), timeline_(timeline) {}

  // The host's end.
  void host_opens(std::uint32_t baud);
  /// For hosts whose rate changes without notice: asked before each byte.
  std::function<std::uint32_t()> host_rate;
  /// What is on its way to the host is lost, as is all that comes while nobody has the port open.
  void host_closes() { open_ = false; }
  /// The cable is out: nothing more of what the host has sent arrives.
  void cut();
  bool is_open() const { return open_; }
  void host_sends(base::ByteView bytes);
  std::function<void(base::ByteView)> on_host_receives;

  // The board's end.
  void board_starts(std::uint32_t baud);
  void board_sends(base::ByteView bytes);
  /// How many bytes are not yet on the wire.
  std::size_t board_unsent() const { return to_host_.queue.size(); }
  std::function<void(std::byte)> on_board_receives;
  std::function<void()> on_board_sent;  // one byte more

  /// A fault of kind unplug or reset.
  std::function<void(const Fault&)> on_fault;

  /// Bytes of noise, different each time, the same in each run.
  base::Bytes noise(std::size_t count);

 private:
  struct Direction {
    explicit Direction(Timeline& timeline) : next(timeline) {}
    std::uint32_t baud = 115200;
    std::deque<std::byte> queue;
    Alarm next;                   // when the byte at the front has arrived
    base::Instant receiver_free;  // a receiver at another rate is still busy with a frame
  };

  void run(Direction& direction);
  void arrive(Direction& direction);
  base::Bytes as_heard(Direction& direction, std::byte sent, std::uint32_t receiver_baud);
  bool strike(FaultPlace place, base::Bytes& bytes);

  FaultInjector& faults_;
  Direction to_board_;
  Direction to_host_;
  Timeline& timeline_;
  bool open_ = false;
  std::uint32_t noise_state_ = 0x9E3779B9;
};

}  // namespace simulation
