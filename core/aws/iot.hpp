// AWS IoT's control plane: one request for each operation, or one for each page of a list. The caller
// decides on the order. Facts: reference/aws.md, "IoT operations used"; API reference of AWS IoT.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.hpp"
#include "base/task.hpp"

namespace aws {

enum class CertificateStatus : std::uint8_t {
  active,
  inactive,
  revoked,
  pending_transfer,
  register_inactive,
  pending_activation,
};
/// As AWS spells it: "ACTIVE", "PENDING_ACTIVATION", …
std::string_view name(CertificateStatus status);

struct PolicySummary {
  std::string name;
  std::string arn;
};
struct Policy {
  std::string name;
  std::string arn;
  std::string document;
  std::string default_version_id;
};
struct CertificateReference {
  std::string id;  // SHA-256 of the DER, 64 lower-case hex digits
  std::string arn;
};
struct CertificateDescription {
  std::string id;
  std::string arn;
  CertificateStatus status = CertificateStatus::inactive;
  std::string pem;
  /// The registered CA by which AWS registered the certificate at its first connection; else empty.
  std::string ca_certificate_id;
};
struct Thing {
  std::string name;
  std::string arn;
};
struct CaCertificateDescription {
  std::string id;
  std::string arn;
  CertificateStatus status = CertificateStatus::inactive;  // active or inactive
  bool auto_registration = false;
  std::string pem;
};
/// Whether AWS registers the certificates of a CA when devices first present them.
enum class AutoRegistration : std::uint8_t { enable, disable };
/// A rule that passes the messages that its SQL selects to one Lambda function.
struct TopicRule {
  std::string sql;
  std::string description;
  std::string function_arn;
  bool enabled = true;
};

/// No thing can get a deprecated type.
enum class ThingTypeState : std::uint8_t { missing, present, deprecated };

class Json;
struct Paging;

/// The client may repeat any operation after a lost answer. A creation may therefore end with aws.conflict
/// because its own first attempt succeeded. Names are percent-encoded here; an empty name is
/// aws.invalid_request.
class IotClient {
 public:
  /// The client and this object must outlive every task.
  explicit IotClient(Client& client) : client_(client) {}

  /// The account's data endpoint (iot:Data-ATS); throws aws.bad_answer unless it belongs to the region.
  base::task<std::string> describe_endpoint();

  base::task<std::vector<PolicySummary>> list_policies();
  base::task<Policy> get_policy(std::string name);
  base::task<PolicySummary> create_policy(std::string name, std::string document);
  base::task<void> delete_policy(std::string name);
  /// `target`: the ARN of a certificate. AWS may not find for some seconds what was just created, so
  /// attaching is retried.
  base::task<void> attach_policy(std::string name, std::string target);
  base::task<void> detach_policy(std::string name, std::string target);
  base::task<std::vector<PolicySummary>> list_attached_policies(std::string target);
  /// The ARNs of what the policy is attached to.
  base::task<std::vector<std::string>> list_targets_for_policy(std::string name);
  /// The ids of the policy's versions without the default one: delete_policy() deletes only that.
  base::task<std::vector<std::string>> list_old_policy_versions(std::string name);
  base::task<void> delete_policy_version(std::string name, std::string version);

  /// Registers the certificate as ACTIVE. aws.conflict (resource_id, resource_arn) if it is already
  /// registered.
  base::task<CertificateReference> register_certificate_without_ca(std::string pem);
  base::task<CertificateDescription> describe_certificate(std::string id);
  base::task<void> update_certificate(std::string id, CertificateStatus status);
  base::task<void> delete_certificate(std::string id);

  base::task<Thing> create_thing(std::string name);
  base::task<Thing> describe_thing(std::string name);
  base::task<void> delete_thing(std::string name);
  base::task<std::vector<Thing>> list_things();
  /// `principal`: the ARN of a certificate. Attaching is retried as in attach_policy().
  base::task<void> attach_thing_principal(std::string thing, std::string principal);
  base::task<void> detach_thing_principal(std::string thing, std::string principal);
  base::task<std::vector<std::string>> list_thing_principals(std::string thing);

  base::task<std::string> get_registration_code();
  /// Registers the CA as active and with auto registration. Throws aws.conflict (resource_id) if it is
  /// already registered.
  base::task<CertificateReference> register_ca_certificate(std::string ca_pem, std::string verification_pem);
  /// The same in the mode SNI_ONLY, in which several accounts of a region can register a CA. AWS asks for no
  /// proof of the CA's key in this mode.
  base::task<CertificateReference> register_ca_certificate_for_sni(std::string ca_pem);
  base::task<CaCertificateDescription> describe_ca_certificate(std::string id);
  /// `status`: active or inactive.
  base::task<void> update_ca_certificate(std::string id, CertificateStatus status,
                                         AutoRegistration auto_registration);
  base::task<void> delete_ca_certificate(std::string id);
  base::task<std::vector<std::string>> list_ca_certificates();  // their ids
  /// The ids of the certificates that AWS IoT has registered because of this CA.
  base::task<std::vector<std::string>> list_certificates_by_ca(std::string id);

  base::task<ThingTypeState> find_thing_type(std::string name);
  base::task<void> deprecate_thing_type(std::string name);
  /// AWS refuses with aws.invalid_request until five minutes after the type was deprecated.
  base::task<void> delete_thing_type(std::string name);

  base::task<void> create_topic_rule(std::string name, TopicRule rule);
  base::task<TopicRule> get_topic_rule(std::string name);
  base::task<void> delete_topic_rule(std::string name);

 private:
  base::task<Json> send_for_json(Request request);
  /// The same for a list of strings, or of objects of which `member` is wanted.
  base::task<std::vector<std::string>> send_for_texts(Request request, Paging paging,
                                                      std::string_view member = {});
  base::task<std::vector<Json>> send_for_list(Request request, Paging paging);

  Client& client_;
};

}  // namespace aws
