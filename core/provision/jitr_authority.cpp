#include "provision/jitr_authority.hpp"

#include <optional>

#include "aws/errors.hpp"
#include "aws/iot.hpp"
#include "provision/account.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

base::task<AuthorityState> state_of(aws::IotClient& iot, std::string id) {
  try {
    const aws::CaCertificateDescription found = co_await iot.describe_ca_certificate(id);
    const bool enabled = found.status == aws::CertificateStatus::active && found.auto_registration;
    co_return enabled ? AuthorityState::enabled : AuthorityState::disabled;
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return AuthorityState::not_registered;
}

/// False if a CA certificate with this id is registered already, in this account or in another one.
base::task<bool> register_new(aws::IotClient& iot, std::string ca_pem, std::string verification_pem) {
  try {
    co_await iot.register_ca_certificate(ca_pem, verification_pem);
    co_return true;
  } catch (const base::Error& error) {
    if (!error.is(aws::conflict)) throw;
  }
  co_return false;
}

}  // namespace

base::task<AuthorityState> find_authority(aws::Client& client, crypto::Certificate signer) {
  aws::IotClient iot(client);
  co_return co_await state_of(iot, certificate_id(signer));
}

base::task<bool> register_authority(aws::Client& client, const pki::CertificateAuthority& signer,
                                    ports::Random& random) {
  aws::IotClient iot(client);
  const std::string id = certificate_id(signer.certificate);
  AuthorityState state = co_await state_of(iot, id);
  if (state == AuthorityState::enabled) co_return false;
  if (state == AuthorityState::not_registered) {
    const std::string code = co_await iot.get_registration_code();
    const crypto::Certificate verification =
        pki::issue_verification_certificate(signer, code, client.now(), random);
    if (co_await register_new(iot, signer.certificate.pem(), verification.pem())) co_return true;
    // Either the answer to an earlier request was lost, or another account has registered the signer.
    state = co_await state_of(iot, id);
    if (state == AuthorityState::not_registered) throw base::Error(authority_elsewhere).with("id", id);
    if (state == AuthorityState::enabled) co_return true;
  }
  co_await iot.update_ca_certificate(id, aws::CertificateStatus::active, aws::AutoRegistration::enable);
  co_return true;
}

base::task<void> share_authority(aws::Client& client, const pki::CertificateAuthority& signer) {
  aws::IotClient iot(client);
  co_await iot.register_ca_certificate_for_sni(signer.certificate.pem());
}

}  // namespace provision
