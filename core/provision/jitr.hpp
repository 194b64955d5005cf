// Just-in-time registration: the board gets its certificate as by MAR, but AWS IoT registers the certificate
// when the board connects for the first time. For that the account needs, once, the policy, the stack of
// jitr_stack.hpp and the user's signer as a CA. The run ends when account and board are ready; the board's
// first connection is followed by first_connection.hpp. A board that MAR has registered stays registered.
// Facts: reference/jitr.md.
#pragma once

#include <string>

#include "provision/certificate_run.hpp"
#include "provision/jitr_stack.hpp"

namespace provision {

class Jitr final : public CertificateRun {
 public:
  Jitr(MethodDependencies dependencies, Progress& progress)
      : CertificateRun(std::move(dependencies), progress) {}

 private:
  base::task<void> check_account() override;
  base::task<void> complete_survey(Survey& survey, std::optional<Chain> chain) override;
  base::task<bool> set_up_account(const Survey& survey, Chain chain, std::string thing) override;
  base::task<bool> complete_registration(const Survey& survey, Chain chain);
  base::task<bool> create_stack();
  base::task<bool> register_signer(Chain chain);
  void require_key_of(const crypto::Certificate& signer);

  JitrStackState stack_ = JitrStackState::missing;
};

/// Just-in-time registration as a method.
const Method& jitr();

}  // namespace provision
