// The simulated AWS IoT's operations on certificates of devices and of certificate authorities.
#include <algorithm>
#include <array>
#include <optional>

#include "base/error.hpp"
#include "base/hex.hpp"
#include "crypto/pem.hpp"
#include "simulation/cloud_call.hpp"

namespace simulation {

using nlohmann::json;

namespace {

std::optional<crypto::Certificate> parsed(std::string_view pem) {
  try {
    return crypto::Certificate::from_pem(pem);
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

CloudAnswer bad_certificate(std::string_view which) {
  return refused(400, "CertificateValidationException",
                 std::string(which) + " is not a valid X.509 certificate.");
}

CloudAnswer no_certificate(const CloudCall& call) {
  return not_found("Certificate does not exist (certificateId=" + call.name + ")");
}

CloudAnswer created(std::string_view id, std::string_view arn) {
  return good({{"certificateId", id}, {"certificateArn", arn}});
}

json epoch_seconds(base::SystemTime time) {
  return time.time_since_epoch().count();
}

template <class Stored>
json described(const Stored& stored) {
  return {{"certificateId", stored.id},
          {"certificateArn", stored.arn},
          {"status", stored.status},
          {"certificatePem", stored.certificate.pem()},
          {"ownedBy", cloud_account},
          {"creationDate", epoch_seconds(stored.created)},
          {"validity",
           {{"notBefore", epoch_seconds(stored.certificate.validity().not_before)},
            {"notAfter", epoch_seconds(stored.certificate.validity().not_after)}}}};
}

bool is_one_of(std::string_view status, std::initializer_list<std::string_view> allowed) {
  return std::find(allowed.begin(), allowed.end(), status) != allowed.end();
}

CloudCaCertificate* ca_of(CloudCall& call) {
  const auto place = call.region.ca_certificates.find(call.name);
  return place == call.region.ca_certificates.end() ? nullptr : &place->second;
}

}  // namespace

CloudAnswer register_certificate_without_ca(CloudCall& call) {
  const std::string status = call.body.contains("status") ? call.text("status") : "INACTIVE";
  if (!is_one_of(status, {"ACTIVE", "INACTIVE"})) return invalid("The status is invalid.");
  auto certificate = parsed(call.text("certificatePem"));
  if (!certificate) return bad_certificate("certificatePem");
  const std::string id = certificate_id(*certificate);
  const std::string arn = call.region.arn("cert", id);
  if (call.region.find_certificate(id) != nullptr)
    return exists_already("The certificate is already registered.", id, arn);
  if (call.region.certificates.size() >= call.faults.max_certificates)
    return limit_exceeded("The account has reached the limit of certificates.");
  call.region.certificates.emplace(
      id, CloudCertificate{id, arn, status, std::move(*certificate), call.moment.now, call.moment.instant});
  return created(id, arn);
}

CloudAnswer describe_certificate(CloudCall& call) {
  const CloudCertificate* certificate = call.region.find_certificate(call.name);
  if (certificate == nullptr) return no_certificate(call);
  json description = described(*certificate);
  description["certificateMode"] = "SNI_ONLY";
  return good({{"certificateDescription", description}});
}

CloudAnswer update_certificate(CloudCall& call) {
  CloudCertificate* certificate = call.region.find_certificate(call.name);
  if (certificate == nullptr) return no_certificate(call);
  const std::string status = call.query("newStatus");
  if (!is_one_of(status, {"ACTIVE", "INACTIVE", "REVOKED"}))
    return invalid("newStatus is invalid: " + status);
  certificate->status = status;
  if (status != "ACTIVE" && call.region.on_certificate_disabled)
    call.region.on_certificate_disabled(call.name);
  return good();
}

CloudAnswer delete_certificate(CloudCall& call) {
  const CloudCertificate* certificate = call.region.find_certificate(call.name);
  if (certificate == nullptr) return no_certificate(call);
  if (certificate->status == "ACTIVE")
    return refused(
        406, "CertificateStateException",
        "Certificate must be deactivated (not ACTIVE) before deletion. certificateId=" + call.name);
  const std::string arn = certificate->arn;
  if (call.region.is_attached_to_thing(arn))
    return refused(409, "DeleteConflictException",
                   "Things must be detached before deletion (arn=" + arn + ")");
  const auto policies = call.region.policies_of.find(arn);
  const bool has_policies = policies != call.region.policies_of.end() && !policies->second.empty();
  if (has_policies && call.query("forceDelete") != "true")
    return refused(409, "DeleteConflictException",
                   "Certificate policies must be detached before deletion (arn=" + arn + ")");
  call.region.policies_of.erase(arn);
  call.region.certificates.erase(call.name);
  return good();
}

CloudAnswer get_registration_code(CloudCall& call) {
  return good({{"registrationCode", call.region.registration_code}});
}

CloudAnswer register_ca_certificate(CloudCall& call) {
  auto ca = parsed(call.text("caCertificate"));
  const auto verification = parsed(call.text("verificationCertificate"));
  if (!ca || !ca->is_ca()) return bad_certificate("caCertificate");
  if (!verification) return bad_certificate("verificationCertificate");
  if (!verification->verify_signed_by(ca->public_key()))
    return refused(400, "CertificateValidationException",
                   "The verification certificate is not signed by the CA.");
  if (verification->subject().common_name() != call.region.registration_code)
    return refused(400, "RegistrationCodeValidationException",
                   "The verification certificate's common name is not the registration code.");
  const std::string id = certificate_id(*ca);
  const std::string arn = call.region.arn("cacert", id);
  if (call.region.ca_certificates.count(id) != 0)
    return refused(409, "ResourceAlreadyExistsException", "CA Certificate already exists. ID:" + id);
  const std::string status = call.query("setAsActive") == "true" ? "ACTIVE" : "INACTIVE";
  const bool auto_registration = call.query("allowAutoRegistration") == "true";
  call.region.ca_certificates.emplace(
      id, CloudCaCertificate{id, arn, status, auto_registration, std::move(*ca), call.moment.now});
  return created(id, arn);
}

CloudAnswer describe_ca_certificate(CloudCall& call) {
  const CloudCaCertificate* ca = ca_of(call);
  if (ca == nullptr) return no_certificate(call);
  json description = described(*ca);
  description["autoRegistrationStatus"] = ca->auto_registration ? "ENABLE" : "DISABLE";
  return good({{"certificateDescription", description}});
}

CloudAnswer update_ca_certificate(CloudCall& call) {
  CloudCaCertificate* ca = ca_of(call);
  if (ca == nullptr) return no_certificate(call);
  const std::string status = call.query("newStatus");
  const std::string automatic = call.query("newAutoRegistrationStatus");
  if (!status.empty() && !is_one_of(status, {"ACTIVE", "INACTIVE"}))
    return invalid("newStatus is invalid: " + status);
  if (!automatic.empty() && !is_one_of(automatic, {"ENABLE", "DISABLE"}))
    return invalid("newAutoRegistrationStatus is invalid: " + automatic);
  if (!status.empty()) ca->status = status;
  if (!automatic.empty()) ca->auto_registration = automatic == "ENABLE";
  return good();
}

CloudAnswer delete_ca_certificate(CloudCall& call) {
  const CloudCaCertificate* ca = ca_of(call);
  if (ca == nullptr) return no_certificate(call);
  if (ca->status == "ACTIVE")
    return refused(
        406, "CertificateStateException",
        "CA certificate must be deactivated (not ACTIVE) before deletion. certificateId=" + call.name);
  call.region.ca_certificates.erase(call.name);
  return good();
}

CloudAnswer list_ca_certificates(CloudCall& call) {
  std::vector<json> items;
  for (const auto& [id, ca] : call.region.ca_certificates)
    items.push_back({{"certificateId", id}, {"certificateArn", ca.arn}, {"status", ca.status}});
  return page(call, "certificates", items, true);
}

}  // namespace simulation
