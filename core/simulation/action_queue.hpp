// The actions of a firmware, one after another: it sends bytes, waits for a part of the board, or calls a
// function. As on the microcontroller, sending blocks while the transmit ring is full. So the firmware is
// free again when its last bytes are in the ring, not when they have left it.
#pragma once

#include <deque>
#include <functional>
#include <string_view>
#include <variant>

#include "simulation/hardware.hpp"

namespace simulation {

class ActionQueue {
 public:
  /// Takes over the line's on_board_sent. `on_idle` is called when the queue is empty; it may add actions.
  ActionQueue(Hardware& hardware, std::size_t transmit_ring, std::function<void()> on_idle);
  ~ActionQueue();
  ActionQueue(const ActionQueue&) = delete;
  ActionQueue& operator=(const ActionQueue&) = delete;

  void send(std::string_view text) { send(base::as_bytes(text)); }
  void send(base::ByteView bytes);
  void wait(base::Duration duration);
  void call(std::function<void()> action);
  /// Runs the actions that have been added, as far as they do not wait.
  void run();
  bool busy() const { return running_ || blocked_ || waiting_.is_set() || !steps_.empty(); }
  /// While muted, sent bytes are lost.
  void mute(bool on) { muted_ = on; }

 private:
  using Step = std::variant<base::Bytes, base::Duration, std::function<void()>>;

  void perform(Step& step);

  Hardware& hardware_;
  const std::size_t transmit_ring_;
  std::function<void()> on_idle_;
  std::deque<Step> steps_;
  Alarm waiting_;
  bool blocked_ = false;
  bool running_ = false;
  bool muted_ = false;
};

}  // namespace simulation
