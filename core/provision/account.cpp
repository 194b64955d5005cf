#include "provision/account.hpp"

#include <algorithm>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "base/hex.hpp"
#include "base/when_all.hpp"
#include "crypto/digest.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

/// The endpoint of the vendor's sandbox account.
constexpr std::string_view sandbox_endpoint_prefix = "a1gqt8sttiign3";

constexpr std::size_t certificate_id_digits = 64;

bool is_certificate_id(std::string_view text) {
  return text.size() == certificate_id_digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// nullopt if the thing does not exist.
base::task<std::optional<std::vector<std::string>>> find_principals(aws::IotClient& iot, std::string thing) {
  try {
    co_return co_await iot.list_thing_principals(thing);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return std::nullopt;
}

base::task<bool> has_policy(aws::IotClient& iot, std::string arn) {
  const std::vector<aws::PolicySummary> policies = co_await iot.list_attached_policies(arn);
  co_return std::any_of(policies.begin(), policies.end(), [](const aws::PolicySummary& policy) {
    return policy.name == aws::zero_touch_policy_name;
  });
}

}  // namespace

base::task<Account> open_account(aws::Client& client) {
  aws::IotClient iot(client);
  // Ask STS first: a page can always read STS's refusals, but not always AWS IoT's (reference/aws.md).
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

base::task<void> create_policy(aws::Client& client, const Account& account) {
  aws::IotClient iot(client);
  bool appeared = false;
  try {
    co_await iot.create_policy(std::string(aws::zero_touch_policy_name),
                               aws::zero_touch_policy(client.region(), account.identity.account));
  } catch (const base::Error& error) {
    if (!error.is(aws::conflict)) throw;
    appeared = true;
  }
  // In a workshop another attendee may have created the policy first; that is fine if it says the same.
  if (appeared) co_await check_policy(client, account);
}

bool registers_itself(const Registration& found) {
  return !found.registered() || found.status == aws::CertificateStatus::pending_activation;
}

std::string certificate_id(const crypto::Certificate& certificate) {
  return base::to_hex(crypto::sha256(certificate.der()));
}

std::vector<std::string> certificate_ids(const std::vector<std::string>& principals) {
  // A principal may also be a Cognito identity or an IAM user.
  constexpr std::string_view resource = ":cert/";
  std::vector<std::string> ids;
  for (const std::string& arn : principals) {
    const std::size_t at = arn.find(resource);
    if (at == std::string::npos) continue;
    std::string id = arn.substr(at + resource.size());
    if (is_certificate_id(id)) ids.push_back(std::move(id));
  }
  return ids;
}

base::task<std::optional<aws::CertificateDescription>> find_certificate(aws::IotClient& iot, std::string id) {
  if (!is_certificate_id(id)) co_return std::nullopt;
  try {
    co_return co_await iot.describe_certificate(id);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
  co_return std::nullopt;
}

base::task<Registration> read_registration(aws::Client& client, std::string certificate_id,
                                           std::string thing_name) {
  aws::IotClient iot(client);
  Registration registration;
  registration.certificate_id = std::move(certificate_id);
  auto [description, principals] = co_await base::when_all(find_certificate(iot, registration.certificate_id),
                                                           find_principals(iot, thing_name));
  if (principals) {
    registration.thing_exists = true;
    for (std::string& id : certificate_ids(*principals)) {
      if (id == registration.certificate_id)
        registration.thing_attached = true;
      else
        registration.others.push_back(std::move(id));
    }
  }
  if (!description) co_return registration;
  registration.certificate_arn = description->arn;
  registration.status = description->status;
  registration.policy_attached = co_await has_policy(iot, description->arn);
  co_return registration;
}

bool is_refusal(const base::Error& error) {
  for (const base::ErrorCode& code :
       {aws::not_permitted, aws::explicitly_denied, aws::not_subscribed, aws::conflict, aws::in_use,
        aws::wrong_state, aws::invalid_request, aws::limit_exceeded, aws::refused}) {
    if (error.is(code)) return true;
  }
  return false;
}

}  // namespace provision
