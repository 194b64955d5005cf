#include "provision/jitr.hpp"

#include "provision/errors.hpp"
#include "provision/jitr_authority.hpp"
#include "provision/jitr_stack.hpp"
#include "provision/register_board.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

class JitrMethod final : public Method {
 public:
  aws::Purpose purpose() const override { return aws::Purpose::registration; }
  base::task<bool> is_account_ready(aws::Client& client, const pki::Authorities& authorities) const override {
    const JitrStack found = co_await find_jitr_stack(client);
    if (!registers_boards(found.state)) co_return false;
    co_return co_await find_authority(client, authorities.signer.certificate) == AuthorityState::enabled;
  }
  std::vector<StepName> steps(CertificateChoice choice) const override {
    std::vector<StepName> steps{
        StepName::read_board,  StepName::check_account, StepName::check_policy, StepName::make_certificate,
        StepName::write_store, StepName::verify_store,  StepName::create_stack, StepName::register_authority};
    if (choice == CertificateChoice::renew) steps.push_back(StepName::clean_up);
    return steps;
  }
  std::unique_ptr<MethodRun> begin(MethodDependencies dependencies, Progress& progress) const override {
    return std::make_unique<Jitr>(std::move(dependencies), progress);
  }
};

}  // namespace

const Method& jitr() {
  static const JitrMethod method;
  return method;
}

/// Reports a stack that the user must delete before anything is written.
base::task<void> Jitr::check_account() {
  const JitrStack found = co_await find_jitr_stack(needs().aws);
  require_usable(found);
  stack_ = found.state;
}

/// Reports a board whose certificate is from another signer before anything is written.
base::task<void> Jitr::complete_survey(Survey& survey, std::optional<Chain> chain) {
  const crypto::Certificate signer = chain ? chain->signer : needs().authorities().signer.certificate;
  const AuthorityState authority = co_await find_authority(needs().aws, signer);
  if (authority != AuthorityState::enabled) require_key_of(signer);
  survey.jitr = JitrAccount{stack_, authority};
}

/// The signer comes last: an active CA is of no use without the stack.
base::task<bool> Jitr::set_up_account(const Survey& survey, Chain chain, std::string) {
  bool changed = false;
  if (survey.policy == PolicyState::missing) {
    co_await run_step(progress(), StepName::check_policy, create_policy(needs().aws, survey.account));
    changed = true;
  }
  const auto ensure = [&](StepName step, base::task<bool> work) -> base::task<void> {
    const auto ended = [&]() -> base::task<void> {
      const bool has_changed = co_await std::move(work);
      if (!has_changed) progress().end(step, StepStatus::already);
      changed = changed || has_changed;
    };
    co_await run_step(progress(), step, ended());
  };
  if (co_await complete_registration(survey, chain)) changed = true;
  co_await ensure(StepName::create_stack, create_stack());
  co_await ensure(StepName::register_authority, register_signer(std::move(chain)));
  co_return changed;
}

/// AWS IoT registers only certificates that it does not know yet, so a registration that MAR has begun is
/// completed as MAR does.
base::task<bool> Jitr::complete_registration(const Survey& survey, Chain chain) {
  const Registration found = survey.registration.value_or(Registration());
  if (!found.registered() || registers_itself(found)) co_return false;
  progress().expect_before(StepName::create_stack, {StepName::create_thing, StepName::register_certificate,
                                                    StepName::attach_certificate, StepName::attach_policy});
  std::string arn = certificate_arn(survey, chain);
  co_return co_await register_board(needs().aws, needs().log, progress(), found, std::move(chain),
                                    std::move(arn));
}

base::task<bool> Jitr::create_stack() {
  co_return co_await ensure_jitr_stack(needs().aws, needs().random, [this](double fraction) {
    progress().advance(StepName::create_stack, fraction);
  });
}

/// Registers the signer of the board's certificate. It may be another one than the user's present signer,
/// whose key is at hand.
base::task<bool> Jitr::register_signer(Chain chain) {
  if (co_await find_authority(needs().aws, chain.signer) == AuthorityState::enabled) co_return false;
  require_key_of(chain.signer);
  const pki::CertificateAuthority& signer = needs().authorities().signer;
  co_return co_await register_authority(needs().aws, signer, needs().random);
}

/// Throws provision.other_authority.
void Jitr::require_key_of(const crypto::Certificate& signer) {
  if (!(needs().authorities().signer.certificate == signer))
    throw base::Error(other_authority).with("id", certificate_id(signer));
}

}  // namespace provision
