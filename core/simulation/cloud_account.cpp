#include "simulation/cloud_account.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "crypto/digest.hpp"

namespace simulation {

std::string CloudRegion::arn(std::string_view kind, std::string_view name) const {
  return aws::iot_arn(region, cloud_account, std::string(kind) + "/" + std::string(name));
}

std::string CloudRegion::data_endpoint() const {
  std::string host = "simulated-ats.iot.";
  return host.append(region.name()).append(".").append(region.suffix());
}

CloudCertificate* CloudRegion::find_certificate(std::string_view id) {
  const auto place = certificates.find(std::string(id));
  return place == certificates.end() ? nullptr : &place->second;
}

CloudCertificate* CloudRegion::find_certificate_by_arn(std::string_view arn_text) {
  const std::string head = arn("cert", "");
  if (arn_text.substr(0, head.size()) != head) return nullptr;
  return find_certificate(arn_text.substr(head.size()));
}

bool CloudRegion::is_attached_to_thing(std::string_view certificate_arn) const {
  return std::any_of(things.begin(), things.end(), [&](const auto& thing) {
    return thing.second.principals.count(std::string(certificate_arn)) != 0;
  });
}

std::vector<std::string> CloudRegion::documents_of(const std::string& certificate_arn) const {
  std::vector<std::string> documents;
  const auto attached = policies_of.find(certificate_arn);
  if (attached == policies_of.end()) return documents;
  for (const std::string& name : attached->second) documents.push_back(policies.at(name).document);
  return documents;
}

CloudRegion& CloudAccount::region(aws::Region where) {
  const auto present = regions_.find(where.name());
  if (present != regions_.end()) return present->second;
  CloudRegion& made = regions_.emplace(where.name(), CloudRegion(where)).first->second;
  crypto::Sha256Digest code;
  random_.fill(code);
  made.registration_code = base::to_hex(code);
  made.on_certificate_disabled = [this](std::string_view id) {
    if (on_certificate_disabled) on_certificate_disabled(id);
  };
  return made;
}

std::optional<aws::Region> region_of_data_endpoint(std::string_view host) {
  for (const aws::Region region : aws::all_regions()) {
    if (CloudRegion(region).data_endpoint() == host) return region;
  }
  return std::nullopt;
}

std::string certificate_id(const crypto::Certificate& certificate) {
  return base::to_hex(crypto::sha256(certificate.der()));
}

}  // namespace simulation
