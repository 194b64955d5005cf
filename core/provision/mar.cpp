#include "provision/mar.hpp"

#include "provision/register_board.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

class MarMethod final : public Method {
 public:
  aws::Purpose purpose() const override { return aws::Purpose::provisioning; }
  std::vector<StepName> steps(CertificateChoice choice) const override {
    std::vector<StepName> steps{StepName::read_board,         StepName::check_account,
                                StepName::check_policy,       StepName::make_certificate,
                                StepName::write_store,        StepName::verify_store,
                                StepName::create_thing,       StepName::register_certificate,
                                StepName::attach_certificate, StepName::attach_policy};
    if (choice == CertificateChoice::renew) steps.push_back(StepName::clean_up);
    return steps;
  }
  std::unique_ptr<MethodRun> begin(MethodDependencies dependencies, Progress& progress) const override {
    return std::make_unique<Mar>(std::move(dependencies), progress);
  }
};

}  // namespace

const Method& mar() {
  static const MarMethod method;
  return method;
}

base::task<bool> Mar::set_up_account(const Survey& survey, Chain chain, std::string) {
  bool changed = false;
  if (survey.policy == PolicyState::missing) {
    co_await run_step(progress(), StepName::check_policy, create_policy(needs().aws, survey.account));
    changed = true;
  }
  const bool has_registered = co_await register_board(needs().aws, needs().log, progress(),
                                                      survey.registration.value_or(Registration()), chain,
                                                      certificate_arn(survey, chain));
  co_return changed || has_registered;
}

}  // namespace provision
