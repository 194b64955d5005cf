// What AWS does for just-in-time registration, and the simulated cloud does not: the stack with the function,
// and the function itself, which registers a board at its first connection. Facts: reference/jitr.md.
#pragma once

#include "simulation/cloud.hpp"
#include "simulation/cloud_account.hpp"
#include "support/fake_stacks.hpp"

namespace chaos {

class Registration {
 public:
  Registration(base::Executor& executor, const base::WallClock& clock, simulation::CloudRegion& region)
      : executor_(executor), clock_(clock), region_(region) {}
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration();

  /// For FaultyHttp::instead.
  std::optional<ports::HttpResponse> answer(const ports::HttpRequest& request) {
    return stacks_.answer(request);
  }
  /// Call when AWS IoT has refused a board because its certificate is not registered.
  void note_unregistered(const base::Bytes& certificate);

 private:
  void run_function(const std::string& id);

  base::Executor& executor_;
  const base::WallClock& clock_;
  simulation::CloudRegion& region_;
  support::FakeStacks stacks_;
  std::set<base::Executor::TimerId> running_;
};

}  // namespace chaos
