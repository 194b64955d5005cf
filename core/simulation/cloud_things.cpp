// The simulated AWS IoT's operations on things, policies and their attachments.
#include "base/hex.hpp"
#include "crypto/digest.hpp"
#include "simulation/cloud_call.hpp"
#include "simulation/cloud_policy.hpp"

namespace simulation {

using nlohmann::json;

namespace {

json thing_json(const CloudThing& thing) {
  return {{"thingName", thing.name}, {"thingArn", thing.arn}};
}

CloudAnswer no_thing(const CloudCall& call) {
  return not_found("Thing " + call.name + " cannot be found.");
}

CloudThing* thing_of(CloudCall& call) {
  const auto place = call.region.things.find(call.name);
  return place == call.region.things.end() ? nullptr : &place->second;
}

/// An id in the form of a UUID, derived from the ARN.
std::string thing_id(std::string_view arn) {
  std::string id = base::to_hex(crypto::sha256(base::as_bytes(arn))).substr(0, 32);
  for (const std::size_t at : {8U, 13U, 18U, 23U}) id.insert(at, "-");
  return id;
}

json attributes_of(const CloudCall& call) {
  const json payload = call.body.value("attributePayload", json::object());
  return payload.is_object() ? payload.value("attributes", json::object()) : json::object();
}

std::string principal_of(const CloudCall& call) {
  ports::HttpResponse headers;
  headers.headers = call.request.headers;
  return std::string(headers.header("x-amzn-principal"));
}

CloudAnswer no_policy(const CloudCall& call) {
  return not_found("Policy not found (name=" + call.name + ")");
}

json policy_json(std::string_view name, const CloudPolicy& policy) {
  return {{"policyName", name}, {"policyArn", policy.arn}};
}

}  // namespace

CloudAnswer create_thing(CloudCall& call) {
  if (!is_name(call.name, ":_-")) return invalid("The thing's name is invalid.");
  if (!call.text("thingTypeName").empty()) return not_found("Thing types are not simulated.");
  const std::string attributes = attributes_of(call).dump();
  if (const CloudThing* present = thing_of(call); present != nullptr && present->attributes != attributes) {
    return exists_already("Thing " + call.name + " already exists in account with different properties",
                          call.name, present->arn);
  }
  const std::string arn = call.region.arn("thing", call.name);
  if (thing_of(call) == nullptr && call.region.things.size() >= call.faults.max_things)
    return limit_exceeded("The account has reached the limit of things.");
  // Creating the same thing again is not a conflict.
  const auto place = call.region.things.try_emplace(
      call.name, CloudThing{call.name, arn, thing_id(arn), attributes, {}, call.moment.instant});
  json body = thing_json(place.first->second);
  body["thingId"] = place.first->second.id;
  return good(body);
}

CloudAnswer describe_thing(CloudCall& call) {
  const CloudThing* thing = thing_of(call);
  if (thing == nullptr) return no_thing(call);
  json body = thing_json(*thing);
  body.update({{"thingId", thing->id},
               {"defaultClientId", thing->name},
               {"attributes", json::parse(thing->attributes)},
               {"version", 1}});
  return good(body);
}

CloudAnswer delete_thing(CloudCall& call) {
  const CloudThing* thing = thing_of(call);
  if (thing == nullptr) return good();  // deleting a missing thing succeeds
  if (!thing->principals.empty())
    return invalid("Cannot delete. Thing " + call.name + " is still attached to one or more principals");
  call.region.things.erase(call.name);
  return good();
}

CloudAnswer list_things(CloudCall& call) {
  std::vector<json> items;
  for (const auto& [name, thing] : call.region.things) items.push_back(thing_json(thing));
  return page(call, "things", items, false);
}

CloudAnswer attach_thing_principal(CloudCall& call) {
  CloudThing* thing = thing_of(call);
  if (thing == nullptr || call.is_too_new(thing->created_at)) return no_thing(call);
  const std::string principal = principal_of(call);
  const CloudCertificate* certificate = call.region.find_certificate_by_arn(principal);
  if (certificate == nullptr || call.is_too_new(certificate->created_at))
    return not_found("Principal " + principal + " cannot be found.");
  thing->principals.insert(principal);
  return good();
}

CloudAnswer detach_thing_principal(CloudCall& call) {
  CloudThing* thing = thing_of(call);
  if (thing == nullptr) return no_thing(call);
  const std::string principal = principal_of(call);
  if (thing->principals.erase(principal) == 0)
    return not_found("Principal " + principal + " is not attached to thing " + call.name + ".");
  return good();
}

CloudAnswer list_thing_principals(CloudCall& call) {
  const CloudThing* thing = thing_of(call);
  if (thing == nullptr) return no_thing(call);
  const std::vector<json> items(thing->principals.begin(), thing->principals.end());
  return page(call, "principals", items, false);
}

CloudAnswer create_policy(CloudCall& call) {
  if (!is_name(call.name, "+=,.@_-")) return invalid("The policy's name is invalid.");
  const std::string document = call.text("policyDocument");
  if (const auto fault = policy_fault(document))
    return refused(400, "MalformedPolicyException", "Policy document is Malformed: " + *fault);
  const std::string arn = call.region.arn("policy", call.name);
  if (call.region.policies.count(call.name) == 0 && call.region.policies.size() >= call.faults.max_policies)
    return limit_exceeded("The account has reached the limit of policies.");
  if (!call.region.policies.try_emplace(call.name, CloudPolicy{arn, document, call.moment.instant}).second)
    return exists_already("Policy cannot be created - name already exists (name=" + call.name + ")",
                          call.name, arn);
  json body = policy_json(call.name, call.region.policies.at(call.name));
  body.update({{"policyDocument", document}, {"policyVersionId", "1"}});
  return good(body);
}

CloudAnswer get_policy(CloudCall& call) {
  const auto place = call.region.policies.find(call.name);
  if (place == call.region.policies.end()) return no_policy(call);
  json body = policy_json(call.name, place->second);
  body.update({{"policyDocument", place->second.document}, {"defaultVersionId", "1"}});
  return good(body);
}

CloudAnswer delete_policy(CloudCall& call) {
  if (call.region.policies.count(call.name) == 0) return no_policy(call);
  for (const auto& [target, names] : call.region.policies_of) {
    if (names.count(call.name) != 0)
      return refused(
          409, "DeleteConflictException",
          "The policy cannot be deleted as the policy is attached to one or more principals (name=" +
              call.name + ")");
  }
  call.region.policies.erase(call.name);
  return good();
}

CloudAnswer list_policies(CloudCall& call) {
  std::vector<json> items;
  for (const auto& [name, policy] : call.region.policies) items.push_back(policy_json(name, policy));
  return page(call, "policies", items, true);
}

CloudAnswer attach_policy(CloudCall& call) {
  constexpr std::size_t most = 10;  // policies of a certificate
  const std::string target = call.text("target");
  const auto policy = call.region.policies.find(call.name);
  if (policy == call.region.policies.end() || call.is_too_new(policy->second.created_at))
    return no_policy(call);
  const CloudCertificate* certificate = call.region.find_certificate_by_arn(target);
  if (certificate == nullptr || call.is_too_new(certificate->created_at))
    return not_found("The target was not found (arn=" + target + ")");
  auto& names = call.region.policies_of[target];
  if (names.size() >= most && names.count(call.name) == 0)
    return limit_exceeded("The number of policies attached to the target exceeds the limit.");
  names.insert(call.name);
  return good();
}

CloudAnswer detach_policy(CloudCall& call) {
  const auto attached = call.region.policies_of.find(call.text("target"));
  // Detaching a policy that is not attached succeeds.
  if (attached != call.region.policies_of.end()) attached->second.erase(call.name);
  return good();
}

CloudAnswer list_attached_policies(CloudCall& call) {
  if (call.region.find_certificate_by_arn(call.name) == nullptr)
    return not_found("The target was not found (arn=" + call.name + ")");
  std::vector<json> items;
  const auto attached = call.region.policies_of.find(call.name);
  if (attached != call.region.policies_of.end()) {
    for (const std::string& name : attached->second)
      items.push_back(policy_json(name, call.region.policies.at(name)));
  }
  return page(call, "policies", items, true);
}

CloudAnswer list_targets_for_policy(CloudCall& call) {
  if (call.region.policies.count(call.name) == 0) return no_policy(call);
  std::vector<json> items;
  for (const auto& [target, names] : call.region.policies_of)
    if (names.count(call.name) != 0) items.emplace_back(target);
  return page(call, "targets", items, true);
}

CloudAnswer list_policy_versions(CloudCall& call) {
  if (call.region.policies.count(call.name) == 0) return no_policy(call);
  return good({{"policyVersions", json::array({{{"versionId", "1"}, {"isDefaultVersion", true}}})}});
}

}  // namespace simulation
