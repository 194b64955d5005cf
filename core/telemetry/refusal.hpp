// Why following a board's data ended or did not begin, as far as a browser can find out: it sees of a refused
// WebSocket only that it closed, so STS is asked whether the keys are good and the clock is right. Facts:
// reference/aws.md, "IoT data endpoint, as the broker behaves" and "Cross-origin rules".
#pragma once

#include <cstdint>
#include <string>

#include "aws/client.hpp"
#include "base/error.hpp"
#include "base/task.hpp"
#include "telemetry/topics.hpp"

namespace telemetry {

/// What helps: waiting a little, a person who changes something, or nothing more than another try, because
/// the cause (a clock that was wrong) is gone.
enum class Remedy : std::uint8_t { patience, person, retry };

struct Diagnosis {
  base::Error error;
  Remedy remedy = Remedy::patience;
};

/// base.cancelled; never anything else.
base::task<Diagnosis> diagnose(aws::Client& client, Topics topics, std::string client_id,
                               base::Error failure);

}  // namespace telemetry
