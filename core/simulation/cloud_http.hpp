// The HTTP side of the simulated cloud, as a browser sees it: hosts, cross-origin rules, signatures, and the
// form of each service's errors. Facts: reference/aws.md, "Cross-origin rules".
#pragma once

#include <string>

#include "base/clock.hpp"
#include "ports/http_client.hpp"
#include "simulation/cloud_account.hpp"
#include "simulation/cloud_network.hpp"
#include "simulation/cloud_signature.hpp"

namespace simulation {

/// The only user of the account as the expected signer for a region and service.
ExpectedSigner cloud_signer(aws::Region region, std::string_view service);

class CloudHttp final : public ports::HttpClient {
 public:
  CloudHttp(CloudAccount& account, CloudNetwork& network, const base::WallClock& clock)
      : account_(account), network_(network), clock_(clock) {}

  base::task<ports::HttpResponse> send(ports::HttpRequest request) override;
  base::task<bool> probe(std::string url) override;

 private:
  ports::HttpResponse answer(const ports::HttpRequest& request);
  ports::HttpResponse answer_iot_host(aws::Region region, const ports::HttpRequest& request,
                                      const CloudUrl& url);
  /// STS and IAM, which speak the query protocol.
  ports::HttpResponse answer_query_host(aws::Service service, aws::Region region,
                                        const ports::HttpRequest& request, const CloudUrl& url);

  CloudAccount& account_;
  CloudNetwork& network_;
  const base::WallClock& clock_;
};

}  // namespace simulation
