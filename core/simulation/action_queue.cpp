#include "simulation/action_queue.hpp"

#include <utility>

namespace simulation {

ActionQueue::ActionQueue(Hardware& hardware, std::size_t transmit_ring, std::function<void()> on_idle)
    : hardware_(hardware),
      transmit_ring_(transmit_ring),
      on_idle_(std::move(on_idle)),
      waiting_(hardware.timeline) {
  hardware_.line.on_board_sent = [this] {
    if (blocked_ && hardware_.line.board_unsent() <= transmit_ring_) {
      blocked_ = false;
      run();
    }
  };
}

ActionQueue::~ActionQueue() {
  hardware_.line.on_board_sent = nullptr;
}

void ActionQueue::send(base::ByteView bytes) {
  if (!bytes.empty()) steps_.emplace_back(base::to_bytes(bytes));
}

void ActionQueue::wait(base::Duration duration) {
  steps_.emplace_back(duration);
}

void ActionQueue::call(std::function<void()> action) {
  steps_.emplace_back(std::move(action));
}

void ActionQueue::run() {
  if (running_) return;
  running_ = true;
  while (!blocked_ && !waiting_.is_set() && !steps_.empty()) {
    Step step = std::move(steps_.front());
    steps_.pop_front();
    perform(step);
  }
  running_ = false;
  if (!blocked_ && !waiting_.is_set()) on_idle_();
}

void ActionQueue::perform(Step& step) {
  if (const auto* bytes = std::get_if<base::Bytes>(&step)) {
    if (muted_) return;
    hardware_.line.board_sends(*bytes);
    blocked_ = hardware_.line.board_unsent() > transmit_ring_;
  } else if (const auto* duration = std::get_if<base::Duration>(&step)) {
    waiting_.set(*duration, [this] { run(); });
  } else {
    std::get<std::function<void()>>(step)();
  }
}

}  // namespace simulation
