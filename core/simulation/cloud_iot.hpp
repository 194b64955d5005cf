// AWS IoT's control plane on the state of one region: the operations of reference/aws.md with AWS's
// conflicts, idempotency and errors. Knows nothing of signatures. Facts: AWS IoT API reference; what
// Terraform's provider notes of undocumented answers.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "ports/http_client.hpp"
#include "simulation/cloud_account.hpp"
#include "simulation/cloud_url.hpp"

namespace simulation {

struct CloudAnswer {
  int status = 200;
  std::string error;  // AWS's name of it; empty when it went well
  std::string body;   // JSON
};

CloudAnswer answer_iot(CloudRegion& region, const ports::HttpRequest& request, const CloudUrl& url,
                       base::SystemTime now);

}  // namespace simulation
