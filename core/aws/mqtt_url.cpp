#include "aws/mqtt_url.hpp"

#include "aws/errors.hpp"
#include "aws/sigv4.hpp"
#include "base/text.hpp"

namespace aws {

base::Secret mqtt_url(const Credentials& credentials, Region region, std::string_view endpoint,
                      base::SystemTime now, std::chrono::seconds lifetime) {
  if (!is_data_endpoint(endpoint, region)) throw base::Error(bad_answer).with("endpoint", endpoint);
  SignableRequest request;
  request.method = "GET";
  request.path = "/mqtt";
  request.headers.emplace_back("host", base::to_lower(endpoint));
  request.payload_hash = sha256_hex({});
  const SigningScope scope{now, std::string(region.name()),
                           std::string(signing_name(Service::iot_device_gateway))};
  const base::Secret query =
      presigned_query(request, credentials, scope, lifetime, TokenPlacement::after_signing);
  const std::string address = "wss://" + base::to_lower(endpoint) + "/mqtt?";
  std::string url;
  url.reserve(address.size() + query.size());
  url.append(address).append(query.reveal());
  return base::Secret::taking(std::move(url));
}

}  // namespace aws
