// What `provision` does once its command line is understood: a session of the core with one account, one
// board and its debugger where there is one, as the page has it; told in JSON objects.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

#include "base/task.hpp"
#include "options.hpp"
#include "poll_executor.hpp"
#include "ports/platform.hpp"
#include "store_folder.hpp"

namespace hosts {

/// All outlive the task.
struct SessionEdges {
  PollExecutor& executor;
  const base::WallClock& clock;
  ports::Random& random;
  base::Log& log;
  StoreFolder& store;
  std::function<void(const nlohmann::json&)> print;
};

/// Provisions, restores or inspects, as the options say; the last event is `done`. Throws what stopped it.
base::task<void> run_session(SessionEdges edges, const ProvisionOptions& options);

}  // namespace hosts
