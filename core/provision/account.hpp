// The user's AWS account as provisioning needs it: whose it is, where boards connect to, and what is there
// already. Reading only, but for the few functions that put one thing right.
#pragma once

#include <optional>
#include <string>

#include "aws/client.hpp"
#include "aws/iot.hpp"
#include "aws/sts.hpp"
#include "crypto/x509.hpp"

namespace provision {

struct Account {
  aws::CallerIdentity identity;
  std::string endpoint;
};

/// Who the keys belong to and the account's data endpoint. provision.sandbox_account for the vendor's own
/// account.
base::task<Account> open_account(aws::Client& client);

/// The policy `zt_policy` in the account.
enum class PolicyState : std::uint8_t { missing, present };
/// provision.policy_differs when one of that name says something else.
base::task<PolicyState> check_policy(aws::Client& client, const Account& account);

/// What the account knows of one certificate and of the thing that goes with it.
struct Registration {
  std::string certificate_id;
  std::string certificate_arn;  // empty when it is not registered
  aws::CertificateStatus status = aws::CertificateStatus::inactive;
  bool thing_exists = false;
  bool policy_attached = false;
  bool thing_attached = false;

  bool registered() const { return !certificate_arn.empty(); }
  bool active() const { return registered() && status == aws::CertificateStatus::active; }
  bool complete() const { return active() && thing_exists && policy_attached && thing_attached; }
};

/// SHA-256 of the DER in lower-case hex, as AWS IoT names a certificate.
std::string certificate_id(const crypto::Certificate& certificate);

/// With an empty id: of the thing alone.
base::task<Registration> read_registration(aws::Client& client, std::string certificate_id,
                                           std::string thing_name);

base::task<bool> has_certificate(aws::Client& client, std::string id);

/// Takes a certificate out of the account: off its thing and policies, inactive, deleted. False when it was
/// not there any more.
base::task<bool> remove_certificate(aws::Client& client, std::string id, std::string thing_name);

}  // namespace provision
