// The whole flow from a command line: debugger and port are paired by proof, then provision::Flow.
#pragma once

#include "options.hpp"
#include "poll_executor.hpp"
#include "provision/flow.hpp"

namespace hosts {

/// All outlive the task.
struct FlowEdges {
  PollExecutor& executor;
  ports::SerialPort& port;
  aws::Client& aws;
  ports::KeyValueStore& store;
  ports::Random& random;
  base::Log& log;
  provision::Progress& progress;
  std::function<const pki::Authorities&()> authorities;
};

struct FlowOutcome {
  provision::MarResult result;
  std::string kit_serial;
  std::string secure_element;
};

/// provision.unknown_kit, .not_paired, .other_board, and what the flow throws.
base::task<FlowOutcome> provision_with_debugger(FlowEdges edges, const ProvisionOptions& options);

}  // namespace hosts
