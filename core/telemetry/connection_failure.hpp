// Why the connection to the broker ended or was refused. A browser sees of a refused WebSocket only that
// it closed, so STS is asked whether the keys are good and the clock is right. Facts: reference/aws.md, "IoT
// data endpoint, as the broker behaves" and "Cross-origin rules".
#pragma once

#include <cstdint>
#include <string>

#include "aws/client.hpp"
#include "base/error.hpp"
#include "base/task.hpp"

namespace telemetry {

enum class Remedy : std::uint8_t {
  wait,         // transient: retry later, nobody has to do anything
  user_action,  // somebody has to change something
  retry,        // the cause is gone: the clock was wrong and is corrected now
};

struct ConnectionFailure {
  base::Error error;
  Remedy remedy = Remedy::wait;
};

/// Throws nothing but base.cancelled.
base::task<ConnectionFailure> explain(aws::Client& client, std::string client_id, base::Error failure);

}  // namespace telemetry
