// A way to provision a board that runs the provisioning firmware. The one-click job and the session know no
// method by name, but begin a run of the method that the user chose. Mar is one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/actions.hpp"
#include "base/log.hpp"
#include "board/provisioning_client.hpp"
#include "pki/folder.hpp"
#include "provision/plan.hpp"
#include "provision/progress.hpp"

namespace provision {

struct ProvisioningResult {
  std::string thing_name;
  std::string certificate_id;
  std::string certificate_arn;
  std::string endpoint;
  bool changed = false;
  /// nullopt when the board was found provisioned without reading it.
  std::optional<Chain> chain;
  /// The board's own request, when a certificate was made in this run.
  std::optional<crypto::CertificateRequest> request;
  /// What could not be cleaned up in the account: provision.old_certificate_left.
  std::vector<base::Error> warnings;
};

/// What a run uses. All must outlive its tasks.
struct MethodDependencies {
  board::ProvisioningClient& board;
  aws::Client& aws;
  ports::KeyValueStore& store;
  ports::Random& random;
  base::Log& log;
  /// The user's authority; asked only when a certificate must be made.
  std::function<const pki::Authorities&()> authorities;
};

/// One run of a method on one board: reads board and account, which is the plan's input, and then carries the
/// plan out.
class MethodRun {
 public:
  virtual ~MethodRun() = default;
  /// Reads board and account at the same time; changes nothing. `account`: if already known, saves two
  /// requests. `before`: work on the board before it can be read; the account is read meanwhile.
  virtual base::task<Survey> survey(CertificateChoice choice, std::optional<Account> account = std::nullopt,
                                    std::optional<base::task<void>> before = std::nullopt) = 0;
  /// Carries out the plan that make_plan() makes of this survey. `after`: work on the board after it is
  /// written; the work in the account continues meanwhile. Errors carry the parameter `step`.
  virtual base::task<ProvisioningResult> run(Survey survey, CertificateChoice choice,
                                             std::optional<base::task<void>> after = std::nullopt) = 0;
};

class Method {
 public:
  virtual ~Method() = default;
  /// The work for which the keys need permissions.
  virtual aws::Purpose purpose() const = 0;
  /// The steps that a run may take, for Progress::expect(). The run adds and drops steps as its survey says.
  virtual std::vector<StepName> steps(CertificateChoice choice) const = 0;
  virtual std::unique_ptr<MethodRun> begin(MethodDependencies dependencies, Progress& progress) const = 0;
  /// Whether the account has what the method needs beside the policy and a board's own registration. Changes
  /// nothing.
  virtual base::task<bool> is_account_ready(aws::Client&, const pki::Authorities&) const { co_return true; }
};

}  // namespace provision
