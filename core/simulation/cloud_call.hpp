// One call of an AWS IoT operation, and the helpers that all operations share.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/cloud_iot.hpp"

namespace simulation {

struct CloudCall {
  CloudRegion& region;
  const ports::HttpRequest& request;
  const CloudUrl& url;
  CloudMoment moment;
  const CloudFaults& faults;
  std::string name;     // the variable part of the path, decoded
  nlohmann::json body;  // an object; empty if the request has no body

  /// True while what was created then is not yet to be seen by the operations that attach things.
  bool is_too_new(base::Instant created_at) const {
    return moment.instant < created_at + faults.attach_delay;
  }
  std::string query(std::string_view key) const { return url.find(key).value_or(""); }
  /// A string member of the body; empty if the body has no such member.
  std::string text(const char* key) const {
    const auto member = body.find(key);
    return member != body.end() && member->is_string() ? member->get<std::string>() : std::string();
  }
};

CloudAnswer good(const nlohmann::json& body = nlohmann::json::object());
CloudAnswer refused(int status, std::string_view error, std::string_view message);
CloudAnswer not_found(std::string_view message);
CloudAnswer limit_exceeded(std::string_view message);
CloudAnswer invalid(std::string_view message);
/// 409 ResourceAlreadyExistsException with the id and ARN of the existing resource.
CloudAnswer exists_already(std::string_view message, std::string_view id, std::string_view arn);
/// One page of the items, in the member `list`. `by_marker` selects the names of the query's page
/// size and token.
CloudAnswer page(const CloudCall& call, std::string_view list, const std::vector<nlohmann::json>& items,
                 bool by_marker);
bool is_name(std::string_view name, std::string_view also);

CloudAnswer register_certificate_without_ca(CloudCall& call);
CloudAnswer describe_certificate(CloudCall& call);
CloudAnswer update_certificate(CloudCall& call);
CloudAnswer delete_certificate(CloudCall& call);
CloudAnswer get_registration_code(CloudCall& call);
CloudAnswer register_ca_certificate(CloudCall& call);
CloudAnswer describe_ca_certificate(CloudCall& call);
CloudAnswer update_ca_certificate(CloudCall& call);
CloudAnswer delete_ca_certificate(CloudCall& call);
CloudAnswer list_ca_certificates(CloudCall& call);

CloudAnswer create_policy(CloudCall& call);
CloudAnswer get_policy(CloudCall& call);
CloudAnswer delete_policy(CloudCall& call);
CloudAnswer list_policies(CloudCall& call);
CloudAnswer attach_policy(CloudCall& call);
CloudAnswer detach_policy(CloudCall& call);
CloudAnswer list_attached_policies(CloudCall& call);
CloudAnswer list_targets_for_policy(CloudCall& call);
CloudAnswer list_policy_versions(CloudCall& call);

CloudAnswer create_thing(CloudCall& call);
CloudAnswer describe_thing(CloudCall& call);
CloudAnswer delete_thing(CloudCall& call);
CloudAnswer list_things(CloudCall& call);
CloudAnswer attach_thing_principal(CloudCall& call);
CloudAnswer detach_thing_principal(CloudCall& call);
CloudAnswer list_thing_principals(CloudCall& call);

}  // namespace simulation
