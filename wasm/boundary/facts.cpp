#include <algorithm>
#include <chrono>

#include "aws/errors.hpp"
#include "aws/region.hpp"
#include "board/errors.hpp"
#include "boundary.hpp"
#include "crypto/errors.hpp"
#include "debugger/errors.hpp"
#include "pki/errors.hpp"
#include "ports/errors.hpp"
#include "ports/http_client.hpp"
#include "provision/errors.hpp"
#include "session/errors.hpp"
#include "simulation/errors.hpp"
#include "state/errors.hpp"
#include "telemetry/errors.hpp"
#include "telemetry/watcher.hpp"

namespace boundary {

namespace {

std::vector<std::string> error_codes() {
  std::vector<std::string> codes;
  const auto add = [&codes](const auto& of_layer) {
    for (const base::ErrorCode code : of_layer) codes.emplace_back(code.name());
  };
  add(base::error_codes);
  add(ports::error_codes);
  add(crypto::error_codes);
  add(aws::error_codes);
  add(debugger::error_codes);
  add(board::error_codes);
  add(pki::error_codes);
  add(provision::error_codes);
  add(telemetry::error_codes);
  add(state::error_codes);
  add(session::error_codes);
  add(simulation::error_codes);
  return codes;
}

/// Each service in each region. Never a wildcard for a service's name: anyone can create a bucket whose host
/// ends in .amazonaws.com.
std::vector<std::string> hosts() {
  std::vector<std::string> list;
  const auto add = [&list](std::string source) {
    if (std::find(list.begin(), list.end(), source) == list.end()) list.push_back(std::move(source));
  };
  for (const aws::Region region : aws::all_regions()) {
    for (const aws::Service service : {aws::Service::iot, aws::Service::sts, aws::Service::cloudformation,
                                       aws::Service::lambda, aws::Service::logs, aws::Service::iam})
      add("https://" + aws::host(service, region));
    // In a data endpoint, the part before .iot. is the account's own.
    add("wss://*" + aws::data_endpoint_suffix(region));
  }
  return list;
}

}  // namespace

Facts facts() {
  Facts facts;
  for (const aws::Region region : aws::all_regions())
    facts.regions.push_back({std::string(region.name()), std::string(region.partition())});
  facts.hosts = hosts();
  facts.error_codes = error_codes();
  facts.limits = {std::chrono::duration_cast<std::chrono::milliseconds>(telemetry::Watcher::silence).count(),
                  static_cast<std::int64_t>(ports::HttpClient::max_body)};
  return facts;
}

}  // namespace boundary
