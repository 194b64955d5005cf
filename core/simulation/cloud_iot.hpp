// The control plane of AWS IoT on the state of one region: the operations of reference/aws.md, with AWS's
// conflicts, idempotency and errors. Knows nothing of signatures. Facts: AWS IoT API reference; what
// Terraform's provider notes about undocumented answers.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "ports/http_client.hpp"
#include "simulation/cloud_account.hpp"
#include "simulation/cloud_url.hpp"

namespace simulation {

struct CloudAnswer {
  int status = 200;
  std::string error;  // AWS's name of the error; empty on success
  std::string body;   // JSON
};

/// When a request arrives: by the calendar, and by the executor.
struct CloudMoment {
  base::SystemTime now;
  base::Instant instant;
};

CloudAnswer answer_iot(CloudRegion& region, const CloudFaults& faults, const ports::HttpRequest& request,
                       const CloudUrl& url, CloudMoment moment);

}  // namespace simulation
