#include "pki/authority.hpp"

#include "crypto/serial_number.hpp"
#include "pki/errors.hpp"
#include "pki/issue.hpp"

namespace pki {

namespace {

constexpr std::chrono::days root_lifetime{25 * 365};
constexpr std::chrono::years signer_lifetime{10};
constexpr std::chrono::days verification_lifetime{1};

crypto::Extensions signer_extensions(const crypto::PublicKey& key, const crypto::KeyIdentifier& authority) {
  crypto::Extensions extensions;
  crypto::BasicConstraints constraints;
  constraints.ca = true;
  constraints.path_length = 0;
  extensions.add(constraints);
  extensions.add(crypto::KeyUsage::digital_signature | crypto::KeyUsage::key_cert_sign |
                 crypto::KeyUsage::crl_sign);
  extensions.add_subject_key_identifier(key.subject_key_identifier());
  extensions.add_authority_key_identifier(authority);
  return extensions;
}

/// The same date and time in a later year; 29 February becomes the 28th.
base::SystemTime years_later(base::SystemTime time, std::chrono::years years) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day today(day);
  year_month_day later = today + years;
  if (today.month() == February && today.day() == std::chrono::day(29)) later = later.year() / February / 28;
  return sys_days(later) + (time - day);
}

}  // namespace

CertificateAuthority create_root(const AuthorityNames& names, base::SystemTime now, ports::Random& random) {
  const crypto::Name name = crypto::Name::of(names.organization, names.root);
  crypto::PrivateKey key = crypto::PrivateKey::generate(random);
  crypto::Extensions extensions;
  extensions.add_subject_key_identifier(key.public_key().subject_key_identifier());
  crypto::BasicConstraints constraints;
  constraints.ca = true;
  extensions.add(constraints);
  crypto::CertificateInfo info{crypto::random_serial_number(random),
                               name,
                               {now, now + root_lifetime},
                               name,
                               key.public_key(),
                               std::move(extensions)};
  crypto::Certificate certificate = sign(info, key);
  return {std::move(certificate), key};
}

crypto::CertificateRequest create_signer_request(const AuthorityNames& names,
                                                 const crypto::PrivateKey& signer_key) {
  const crypto::PublicKey& key = signer_key.public_key();
  // The issuer is not known yet. As in requests of iotprovision, the authority key identifier is the
  // signer's.
  const crypto::RequestInfo info{crypto::Name::of(names.organization, names.signer), key,
                                 signer_extensions(key, key.subject_key_identifier())};
  const base::Bytes to_be_signed = crypto::encode(info);
  const crypto::Signature signature = signer_key.sign(crypto::sha256(to_be_signed));
  return crypto::CertificateRequest::from_der(crypto::with_signature(to_be_signed, signature));
}

crypto::Certificate issue_signer(const CertificateAuthority& root, const crypto::CertificateRequest& request,
                                 base::SystemTime now, ports::Random& random) {
  require_authority(root.certificate, now);
  require_own_signature(request);
  const crypto::PublicKey& key = request.public_key();
  const crypto::CertificateInfo info{crypto::random_serial_number(random),
                                     root.certificate.subject(),
                                     {now, years_later(now, signer_lifetime)},
                                     request.subject(),
                                     key,
                                     signer_extensions(key, key_identifier(root.certificate))};
  return sign(info, root.private_key);
}

crypto::Certificate issue_verification_certificate(const CertificateAuthority& signer,
                                                   std::string_view registration_code, base::SystemTime now,
                                                   ports::Random& random) {
  require_authority(signer.certificate, now);
  const crypto::CertificateInfo info{
      crypto::random_serial_number(random), signer.certificate.subject(),
      {now, now + verification_lifetime},   crypto::Name::of({}, registration_code),
      signer.certificate.public_key(),      {}};
  return sign(info, signer.private_key);
}

bool issued_by(const crypto::Certificate& certificate, const crypto::Certificate& issuer) {
  return certificate.issuer() == issuer.subject() && certificate.verify_signed_by(issuer.public_key());
}

bool issued_by(const crypto::Certificate& certificate, const crypto::IssuerCertificate& issuer) {
  if (!(certificate.issuer() == issuer.subject())) return false;
  if (issuer.public_key() && certificate.signature())
    return certificate.verify_signed_by(*issuer.public_key());
  const auto named = certificate.authority_key_identifier();
  const auto own = issuer.subject_key_identifier();
  return !named || !own || *named == *own;
}

crypto::Certificate sign(const crypto::CertificateInfo& info, const crypto::PrivateKey& issuer) {
  const base::Bytes to_be_signed = crypto::encode(info);
  const crypto::Signature signature = issuer.sign(crypto::sha256(to_be_signed));
  return crypto::Certificate::from_der(crypto::with_signature(to_be_signed, signature));
}

void require_authority(const crypto::Certificate& certificate, base::SystemTime now) {
  const auto usage = certificate.key_usage();
  if (!certificate.is_ca() || (usage && !has(*usage, crypto::KeyUsage::key_cert_sign))) {
    throw base::Error(not_an_authority).with("authority", certificate.subject().common_name());
  }
  if (!certificate.valid_at(now)) {
    throw base::Error(authority_not_valid)
        .with("authority", certificate.subject().common_name())
        .with("not_before", certificate.validity().not_before.time_since_epoch().count())
        .with("not_after", certificate.validity().not_after.time_since_epoch().count());
  }
}

crypto::KeyIdentifier key_identifier(const crypto::Certificate& authority) {
  const auto stated = authority.subject_key_identifier();
  return stated ? *stated : authority.public_key().subject_key_identifier();
}

void require_own_signature(const crypto::CertificateRequest& request) {
  if (!request.verify_own_signature()) {
    throw base::Error(request_not_signed).with("subject", request.subject().common_name());
  }
}

}  // namespace pki
