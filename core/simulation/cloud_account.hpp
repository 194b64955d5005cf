// The state of the simulated account, region by region, and the rules between its resources. Does not
// handle requests or connections.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aws/region.hpp"
#include "base/clock.hpp"
#include "base/pace.hpp"
#include "crypto/x509.hpp"
#include "ports/platform.hpp"
#include "simulation/cloud_faults.hpp"

namespace simulation {

struct CloudCertificate {
  std::string id;  // SHA-256 of the DER
  std::string arn;
  std::string status;  // as AWS spells it
  crypto::Certificate certificate;
  base::SystemTime created;
  base::Instant created_at;  // the same by the executor's time
};

struct CloudCaCertificate {
  std::string id;
  std::string arn;
  std::string status;
  bool auto_registration;
  crypto::Certificate certificate;
  base::SystemTime created;
};

struct CloudThing {
  std::string name;
  std::string arn;
  std::string id;
  std::string attributes;            // JSON object
  std::set<std::string> principals;  // ARNs
  base::Instant created_at;
};

struct CloudPolicy {
  std::string arn;
  std::string document;
  base::Instant created_at;
};

struct CloudRegion {
  explicit CloudRegion(aws::Region where) : region(where) {}

  aws::Region region;
  std::string registration_code;
  std::map<std::string, CloudThing> things;
  std::map<std::string, CloudCertificate> certificates;
  std::map<std::string, CloudCaCertificate> ca_certificates;
  std::map<std::string, CloudPolicy> policies;
  std::map<std::string, std::set<std::string>> policies_of;  // policy names, by the ARN of a certificate
  std::map<std::string, std::string> rules;                  // JSON, by name
  std::map<std::string, base::Pace> paces;                   // of AWS IoT's operations, by method and path
  /// A certificate is not ACTIVE any more. AWS IoT then closes its connections.
  std::function<void(std::string_view certificate_id)> on_certificate_disabled;

  std::string arn(std::string_view kind, std::string_view name) const;
  /// An invented host name in AWS's form.
  std::string data_endpoint() const;
  CloudCertificate* find_certificate(std::string_view id);
  CloudCertificate* find_certificate_by_arn(std::string_view arn);
  bool is_attached_to_thing(std::string_view certificate_arn) const;
  std::vector<std::string> documents_of(const std::string& certificate_arn) const;
};

/// AWS does not assign this account id.
inline constexpr std::string_view cloud_account = "000000000000";

/// The account. Each region is separate, and is made at its first use.
class CloudAccount {
 public:
  explicit CloudAccount(ports::Random& random) : random_(random) {}
  CloudAccount(const CloudAccount&) = delete;
  CloudAccount& operator=(const CloudAccount&) = delete;

  CloudRegion& region(aws::Region where);
  CloudFaults faults;
  std::function<void(std::string_view certificate_id)> on_certificate_disabled;

 private:
  ports::Random& random_;
  std::map<std::string, CloudRegion, std::less<>> regions_;
};

/// The region with this data endpoint; nullopt if no region has it.
std::optional<aws::Region> region_of_data_endpoint(std::string_view host);

std::string certificate_id(const crypto::Certificate& certificate);

}  // namespace simulation
