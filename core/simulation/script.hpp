// What a firmware is doing, one thing after the other: saying bytes, waiting for a part of the board, acting.
// As on the microcontroller, saying blocks while the transmit ring is full, so the firmware is free again
// when its last bytes are in the ring, not when they have left it.
#pragma once

#include <deque>
#include <functional>
#include <string_view>
#include <variant>

#include "simulation/hardware.hpp"

namespace simulation {

class Script {
 public:
  /// Takes the line's on_board_sent. `on_idle`: all is done; may add more.
  Script(Hardware& hardware, std::size_t transmit_ring, std::function<void()> on_idle);
  ~Script();
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;

  void say(std::string_view text) { say(base::as_bytes(text)); }
  void say(base::ByteView bytes);
  void wait(base::Duration duration);
  void act(std::function<void()> action);
  /// Goes on with what has been added.
  void run();
  bool busy() const { return running_ || blocked_ || waiting_.is_set() || !steps_.empty(); }
  /// While muted, what is said is lost.
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
