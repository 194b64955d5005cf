#include "pki/device.hpp"

#include "base/hex.hpp"
#include "crypto/errors.hpp"
#include "crypto/serial_number.hpp"
#include "pki/issue.hpp"

namespace pki {

namespace {

constexpr std::string_view organization = "Microchip Technology Inc";

/// The same time as in iotprovision's certificates. Not 9999-12-31, which some systems cannot represent.
base::SystemTime end_of_device_certificates() {
  using namespace std::chrono;
  return base::SystemTime(sys_days(year(3000) / 12 / 31)) + hours(23) + minutes(59) + seconds(59);
}

base::SystemTime last_time_of_compressed_dates() {
  using namespace std::chrono;
  return sys_days(year(2032) / 1 / 1) - seconds(1);
}

}  // namespace

VerifiedRequest::VerifiedRequest(crypto::CertificateRequest request) : request_(std::move(request)) {
  require_own_signature(request_);
}

base::Bytes device_request_info(base::ByteView secure_element_serial, const crypto::PublicKey& public_key) {
  const std::string common_name = "sn" + base::to_hex_upper(secure_element_serial);
  return crypto::encode(crypto::RequestInfo{crypto::Name::of(organization, common_name), public_key, {}});
}

VerifiedRequest complete_device_request(base::ByteView request_info, const crypto::Signature& signature) {
  return VerifiedRequest(
      crypto::CertificateRequest::from_der(crypto::with_signature(request_info, signature)));
}

crypto::Certificate issue_device_certificate(const CertificateAuthority& signer,
                                             const VerifiedRequest& request, base::SystemTime now,
                                             SerialNumberSource source, ports::Random& random) {
  require_authority(signer.certificate, now);
  const crypto::PublicKey& key = request.request().public_key();
  const base::SystemTime not_before = std::chrono::floor<std::chrono::hours>(now);
  const bool derived = source == SerialNumberSource::derived && not_before <= last_time_of_compressed_dates();
  crypto::Extensions extensions;
  extensions.add_subject_key_identifier(key.subject_key_identifier());
  extensions.add_authority_key_identifier(key_identifier(signer.certificate));
  crypto::CertificateInfo info{
      derived ? crypto::derived_serial_number(key, crypto::compressed_dates(not_before, 0))
              : crypto::random_serial_number(random),
      signer.certificate.subject(),
      {not_before, end_of_device_certificates()},
      request.request().subject(),
      key,
      std::move(extensions)};
  return sign(info, signer.private_key);
}

std::string thing_name(const crypto::Certificate& device) {
  const auto identifier = device.subject_key_identifier();
  if (!identifier) throw base::Error(crypto::bad_certificate).with("field", "subject key identifier");
  return base::to_hex(*identifier);
}

}  // namespace pki
