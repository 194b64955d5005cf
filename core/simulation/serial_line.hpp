// Carries bytes between the host's serial port and the microcontroller's UART, one after another at the
// sender's rate, as the USB bridge of the debugger and the wires do. If the two ends use different rates, the
// receiver gets garbage. Applies the faults of the plan. Knows nothing of what the bytes mean.
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
  /// The host's rate, asked before each byte, for hosts that change it without a call.
  std::function<std::uint32_t()> host_rate;
  /// Bytes that arrive at the host while it does not have the port open are lost. Bytes in transit to the
  /// board still arrive.
  void host_closes() { open_ = false; }
  /// Call when the cable is pulled. Discards the bytes in transit to the board.
  void cut();
  bool is_open() const { return open_; }
  void host_sends(base::ByteView bytes);
  std::function<void(base::ByteView)> on_host_receives;

  // The board's end.
  void board_starts(std::uint32_t baud);
  void board_sends(base::ByteView bytes);
  /// How many bytes of the board are not yet on the wire.
  std::size_t board_unsent() const { return to_host_.queue.size(); }
  std::function<void(std::byte)> on_board_receives;
  std::function<void()> on_board_sent;  // after each byte

  /// Called at a fault of the kind unplug or reset.
  std::function<void(const Fault&)> on_fault;

  /// Bytes of noise: different in each call, and the same in each run.
  base::Bytes noise(std::size_t count);

 private:
  struct Direction {
    explicit Direction(Timeline& timeline) : next(timeline) {}
    std::uint32_t baud = 115200;
    std::deque<std::byte> queue;
    Alarm next;                   // fires when the byte at the front has arrived
    base::Instant receiver_free;  // when a receiver at another rate is done with a frame
  };

  void send_next(Direction& direction);
  void deliver(Direction& direction);
  /// The bytes that a receiver at this rate makes of a byte.
  base::Bytes as_received(Direction& direction, std::byte sent, std::uint32_t receiver_baud);
  /// Applies the faults to the bytes. False if the line was cut.
  bool apply_faults(FaultPlace place, base::Bytes& bytes);

  FaultInjector& faults_;
  Direction to_board_;
  Direction to_host_;
  Timeline& timeline_;
  bool open_ = false;
  std::uint32_t noise_state_ = 0x9E3779B9;
};

}  // namespace simulation
