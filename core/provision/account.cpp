#include "provision/account.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/when_all.hpp"
#include "crypto/digest.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

/// The account of the vendor's sandbox, which is not the user's to change.
constexpr std::string_view sandbox_endpoint_prefix = "a1gqt8sttiign3";

base::task<std::optional<aws::CertificateDescription>> find_certificate(aws::IotClient& iot, std::string id) {
  try {
    co_return co_await iot.describe_certificate(id);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return std::nullopt;
}

base::task<bool> thing_exists(aws::IotClient& iot, std::string name) {
  try {
    co_await iot.describe_thing(name);
    co_return true;
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return false;
}

base::task<bool> is_attached(aws::IotClient& iot, std::string thing, std::string arn) {
  const std::vector<std::string> principals = co_await iot.list_thing_principals(thing);
  co_return std::find(principals.begin(), principals.end(), arn) != principals.end();
}

base::task<bool> has_policy(aws::IotClient& iot, std::string arn) {
  const std::vector<aws::PolicySummary> policies = co_await iot.list_attached_policies(arn);
  co_return std::any_of(policies.begin(), policies.end(), [](const aws::PolicySummary& policy) {
    return policy.name == aws::zero_touch_policy_name;
  });
}

/// For cleaning up: what is gone already is as it should be.
base::task<void> unless_gone(base::task<void> work) {
  try {
    co_await std::move(work);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
}

/// A detachment is done some seconds after AWS says so (API reference, DetachThingPrincipal), and so may be a
/// deactivation; until then the certificate is still in use.
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

}  // namespace

base::task<Account> open_account(aws::Client& client) {
  aws::IotClient iot(client);
  // In this order: STS tells readable reasons, and IoT's endpoint is asked only with keys that are good.
  Account account;
  account.identity = co_await aws::get_caller_identity(client);
  account.endpoint = co_await iot.describe_endpoint();
  if (account.endpoint.starts_with(sandbox_endpoint_prefix)) {
    throw base::Error(sandbox_account).with("endpoint", account.endpoint);
  }
  co_return account;
}

base::task<PolicyState> check_policy(aws::Client& client, const Account& account) {
  aws::IotClient iot(client);
  const std::string name(aws::zero_touch_policy_name);
  std::optional<aws::Policy> found;
  try {
    found = co_await iot.get_policy(name);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  if (!found) co_return PolicyState::missing;
  const std::string wanted = aws::zero_touch_policy(client.region(), account.identity.account);
  if (!aws::same_policy(found->document, wanted)) throw base::Error(policy_differs).with("policy", name);
  co_return PolicyState::present;
}

std::string certificate_id(const crypto::Certificate& certificate) {
  return base::to_hex(crypto::sha256(certificate.der()));
}

base::task<Registration> read_registration(aws::Client& client, std::string certificate_id,
                                           std::string thing_name) {
  aws::IotClient iot(client);
  Registration registration;
  if (certificate_id.empty()) {
    registration.thing_exists = co_await thing_exists(iot, thing_name);
    co_return registration;
  }
  registration.certificate_id = std::move(certificate_id);
  auto [description, thing] = co_await base::when_all(find_certificate(iot, registration.certificate_id),
                                                      thing_exists(iot, thing_name));
  registration.thing_exists = thing;
  if (!description) co_return registration;
  registration.certificate_arn = description->arn;
  registration.status = description->status;
  registration.policy_attached = co_await has_policy(iot, description->arn);
  if (thing) registration.thing_attached = co_await is_attached(iot, thing_name, description->arn);
  co_return registration;
}

base::task<bool> has_certificate(aws::Client& client, std::string id) {
  aws::IotClient iot(client);
  const std::optional<aws::CertificateDescription> found = co_await find_certificate(iot, std::move(id));
  co_return found.has_value();
}

base::task<bool> remove_certificate(aws::Client& client, std::string id, std::string thing_name) {
  aws::IotClient iot(client);
  const std::optional<aws::CertificateDescription> found = co_await find_certificate(iot, id);
  if (!found) co_return false;
  co_await unless_gone(iot.detach_thing_principal(thing_name, found->arn));
  const std::vector<aws::PolicySummary> policies = co_await iot.list_attached_policies(found->arn);
  for (const aws::PolicySummary& policy : policies)
    co_await unless_gone(iot.detach_policy(policy.name, found->arn));
  co_await iot.update_certificate(id, aws::CertificateStatus::inactive);
  co_await delete_detached(iot, std::move(id));
  co_return true;
}

}  // namespace provision
