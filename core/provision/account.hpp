// The user's AWS account as provisioning needs it: the identity behind the keys, the endpoint that boards
// connect to, the policy of all boards, and what the account holds for one board. Only create_policy()
// changes anything.
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

/// Asks AWS for the identity behind the keys and for the account's data endpoint. Throws
/// provision.sandbox_account for the vendor's own account.
base::task<Account> open_account(aws::Client& client);

/// The policy `zt_policy` in the account.
enum class PolicyState : std::uint8_t { missing, present };
/// Throws provision.policy_differs when a policy of that name has another document.
base::task<PolicyState> check_policy(aws::Client& client, const Account& account);
/// Creates the policy. If somebody else has created it meanwhile, checks that it says the same, and otherwise
/// throws provision.policy_differs.
base::task<void> create_policy(aws::Client& client, const Account& account);

/// What the account holds for one certificate and for the board's thing.
struct Registration {
  std::string certificate_id;
  std::string certificate_arn;  // empty: not registered
  aws::CertificateStatus status = aws::CertificateStatus::inactive;
  bool thing_exists = false;
  bool policy_attached = false;  // zt_policy is attached to the certificate
  bool thing_attached = false;   // the certificate is attached to the thing
  /// The ids of all other certificates on the thing, whichever key they carry.
  std::vector<std::string> others;

  bool registered() const { return !certificate_arn.empty(); }
  bool active() const { return registered() && status == aws::CertificateStatus::active; }
  bool complete() const { return active() && thing_exists && policy_attached && thing_attached; }
};

/// Whether AWS IoT registers this certificate at the board's first connection, if its signer is a CA with
/// auto registration: it does so with certificates that it does not know or has not activated yet.
bool registers_itself(const Registration& found);

/// SHA-256 of the DER in lower-case hex, as AWS IoT names a certificate.
std::string certificate_id(const crypto::Certificate& certificate);
/// The ids of those principals of a thing that are AWS IoT certificates.
std::vector<std::string> certificate_ids(const std::vector<std::string>& principals);

/// nullopt if the account does not hold the certificate, or if no certificate can have this id.
base::task<std::optional<aws::CertificateDescription>> find_certificate(aws::IotClient& iot, std::string id);

/// With an empty id, reads the thing only.
base::task<Registration> read_registration(aws::Client& client, std::string certificate_id,
                                           std::string thing_name);

/// True if AWS has answered and repeating the request would change nothing: a missing permission, a limit, a
/// conflict with what the account holds.
bool is_refusal(const base::Error& error);

}  // namespace provision
