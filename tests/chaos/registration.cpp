#include "registration.hpp"

#include <algorithm>

#include "aws/policy.hpp"
#include "pki/authority.hpp"
#include "pki/device.hpp"

namespace chaos {

namespace {

using namespace std::chrono_literals;

bool is_registered_by(const simulation::CloudCaCertificate& ca, const crypto::Certificate& certificate) {
  return ca.status == "ACTIVE" && ca.auto_registration && pki::issued_by(certificate, ca.certificate);
}

}  // namespace

Registration::~Registration() {
  for (const auto& timer : running_) executor_.cancel_timer(timer);
}

void Registration::note_unregistered(const base::Bytes& der) {
  const crypto::Certificate certificate = crypto::Certificate::from_der(der);
  const auto& authorities = region_.ca_certificates;
  const bool is_known = std::any_of(authorities.begin(), authorities.end(),
                                    [&](const auto& ca) { return is_registered_by(ca.second, certificate); });
  if (!is_known || stacks_.status != "CREATE_COMPLETE") return;
  const std::string id = simulation::certificate_id(certificate);
  region_.certificates.emplace(
      id, simulation::CloudCertificate{id, region_.arn("cert", id), "PENDING_ACTIVATION", certificate,
                                       clock_.now(), executor_.now()});
  const auto timer = std::make_shared<base::Executor::TimerId>();
  *timer = executor_.call_at(executor_.now() + 3s, [this, id, timer] {
    running_.erase(*timer);
    run_function(id);
  });
  running_.insert(*timer);
}

void Registration::run_function(const std::string& id) {
  simulation::CloudCertificate* certificate = region_.find_certificate(id);
  if (certificate == nullptr) return;
  const std::string name = pki::thing_name(certificate->certificate);
  const std::string arn = region_.arn("thing", name);
  simulation::CloudThing& thing =
      region_.things.try_emplace(name, simulation::CloudThing{name, arn, name, "{}", {}, executor_.now()})
          .first->second;
  thing.principals.insert(certificate->arn);
  region_.policies_of[certificate->arn].insert(std::string(aws::zero_touch_policy_name));
  certificate->status = "ACTIVE";
}

}  // namespace chaos
