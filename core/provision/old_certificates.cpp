#include "provision/old_certificates.hpp"

#include "aws/errors.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "provision/account.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

/// For detaching or deleting something that may no longer exist.
base::task<void> ignore_not_found(base::task<void> work) {
  try {
    co_await std::move(work);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
}

/// AWS goes on refusing to delete a certificate for some seconds after it was detached and deactivated (API
/// reference, DetachThingPrincipal).
base::task<void> delete_detached(aws::IotClient& iot, std::string id) {
  constexpr base::Duration longest_pause = std::chrono::seconds(8);
  for (base::Duration pause = std::chrono::milliseconds(500);; pause *= 2) {
    std::optional<base::Error> failure;
    try {
      co_await iot.delete_certificate(id);
    } catch (const base::Error& error) {
      failure = error;
    }
    if (!failure || failure->is(aws::not_found)) co_return;
    const bool early = failure->is(aws::in_use) || failure->is(aws::wrong_state);
    if (!early || pause > longest_pause) throw *failure;
    co_await base::sleep(pause);
  }
}

/// AWS deletes detached certificates only, and nothing but the thing leads a later survey to a certificate.
base::task<void> detach_and_delete(aws::IotClient& iot, std::string id, std::string arn, std::string thing) {
  std::optional<base::Error> failure;
  try {
    co_await ignore_not_found(iot.detach_thing_principal(thing, arn));
    co_await delete_detached(iot, std::move(id));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) co_return;
  try {
    co_await iot.attach_thing_principal(thing, arn);
  } catch (const base::Error&) {  // the first failure is what the user can act on
  }
  throw base::Error(*failure);
}

/// Empty for a certificate that cannot be parsed: a board's certificate can.
std::optional<crypto::PublicKey> key_of(const aws::CertificateDescription& description) {
  try {
    return crypto::Certificate::from_pem(description.pem).public_key();
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

/// The key of this certificate, if the thing is named by it: then it is the key of the thing's board.
base::task<std::optional<crypto::PublicKey>> key_of_thing(aws::Client& client, std::string certificate,
                                                          std::string thing) {
  aws::IotClient iot(client);
  const std::optional<aws::CertificateDescription> found =
      co_await find_certificate(iot, std::move(certificate));
  std::optional<crypto::PublicKey> key;
  if (found) key = key_of(*found);
  if (key && base::to_hex(key->subject_key_identifier()) != thing) key.reset();
  co_return key;
}

base::Error warning_about(std::string_view id) {
  return base::Error(old_certificate_left).with("id", id);
}

base::task<bool> remove_certificate(aws::IotClient& iot, std::string id, const crypto::PublicKey& key,
                                    std::string thing) {
  const std::optional<aws::CertificateDescription> found = co_await find_certificate(iot, id);
  if (!found || key_of(*found) != key) co_return false;
  co_await iot.update_certificate(id, aws::CertificateStatus::inactive);
  const std::vector<aws::PolicySummary> policies = co_await iot.list_attached_policies(found->arn);
  for (const aws::PolicySummary& policy : policies)
    co_await ignore_not_found(iot.detach_policy(policy.name, found->arn));
  co_await detach_and_delete(iot, std::move(id), found->arn, std::move(thing));
  co_return true;
}

}  // namespace

base::task<std::vector<aws::CertificateDescription>> certificates_with_key(aws::Client& client,
                                                                           std::vector<std::string> ids,
                                                                           crypto::PublicKey key) {
  aws::IotClient iot(client);
  std::vector<aws::CertificateDescription> found;
  for (std::string& id : ids) {
    std::optional<aws::CertificateDescription> description = co_await find_certificate(iot, std::move(id));
    if (description && key_of(*description) == key) found.push_back(std::move(*description));
  }
  co_return found;
}

base::task<Removal> remove_certificates(aws::Client& client, std::vector<std::string> ids,
                                        crypto::PublicKey key, std::string thing_name, base::Log& log) {
  aws::IotClient iot(client);
  Removal removal;
  for (const std::string& id : ids) {
    try {
      if (co_await remove_certificate(iot, id, key, thing_name)) removal.removed.push_back(id);
    } catch (const base::Error& error) {
      if (!is_refusal(error)) throw;
      removal.warnings.push_back(warning_about(id).because(error.describe()));
      log.warning("provision", "AWS refused to remove certificate " + id + ": " + error.describe());
    }
  }
  co_return removal;
}

base::task<Removal> remove_inactive_certificates(aws::Client& client, std::vector<std::string> ids,
                                                 std::string current, std::string thing_name,
                                                 base::Log& log) {
  const std::optional<crypto::PublicKey> key = co_await key_of_thing(client, std::move(current), thing_name);
  Removal removal;
  if (!key) co_return removal;
  std::vector<std::string> inactive;
  std::vector<base::Error> active;
  const std::vector<aws::CertificateDescription> old =
      co_await certificates_with_key(client, std::move(ids), *key);
  for (const aws::CertificateDescription& certificate : old) {
    if (certificate.status == aws::CertificateStatus::active)
      active.push_back(warning_about(certificate.id));
    else
      inactive.push_back(certificate.id);
  }
  removal = co_await remove_certificates(client, std::move(inactive), *key, std::move(thing_name), log);
  removal.warnings.insert(removal.warnings.end(), active.begin(), active.end());
  co_return removal;
}

}  // namespace provision
