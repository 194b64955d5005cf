// The work of `provision` after its command line is parsed: a session of the core with one account, one board
// and its debugger, as in the page. Reports in JSON objects.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>

#include "base/task.hpp"
#include "options.hpp"
#include "poll_executor.hpp"
#include "ports/platform.hpp"
#include "store_folder.hpp"

namespace hosts {

/// All must outlive the task.
struct SessionPorts {
  PollExecutor& executor;
  const base::WallClock& clock;
  ports::Random& random;
  base::Log& log;
  StoreFolder& store;
  std::function<void(const nlohmann::json&)> print;
};

/// Performs the task of the options. The last event is `done`. Throws the error that stopped the task.
base::task<void> run_session(SessionPorts ports, const ProvisionOptions& options);

}  // namespace hosts
