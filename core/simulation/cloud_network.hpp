// The network between the simulated cloud and its clients: its delays, and the guarantee that nothing arrives
// after the cloud is destroyed.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <utility>

#include "base/executor.hpp"
#include "ports/platform.hpp"

namespace simulation {

class CloudNetwork {
 public:
  /// The delay of a message in one direction. It is constant, so that messages keep their order.
  static constexpr std::chrono::milliseconds one_way{40};

  CloudNetwork(base::Executor& executor, ports::Random& random) : executor_(executor), random_(random) {}
  CloudNetwork(const CloudNetwork&) = delete;
  CloudNetwork& operator=(const CloudNetwork&) = delete;
  ~CloudNetwork() {
    for (const auto& timer : on_their_way_) executor_.cancel_timer(timer);
  }

  base::Instant now() const { return executor_.now(); }

  /// Calls `arrival` from the executor, after the delay of one direction.
  void deliver(std::function<void()> arrival) {
    const auto id = std::make_shared<base::Executor::TimerId>();
    *id = executor_.call_at(executor_.now() + one_way, [this, id, arrival = std::move(arrival)] {
      on_their_way_.erase(*id);
      arrival();
    });
    on_their_way_.insert(*id);
  }

  /// The duration of an HTTP request: 80 to 160 ms.
  std::chrono::milliseconds round_trip() {
    std::byte dice{};
    random_.fill({&dice, 1});
    return std::chrono::milliseconds(80 + std::to_integer<int>(dice) * 80 / 255);
  }

 private:
  base::Executor& executor_;
  ports::Random& random_;
  std::set<base::Executor::TimerId> on_their_way_;
};

}  // namespace simulation
