#include "provision/mar.hpp"

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

class MarMethod final : public Method {
 public:
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

base::task<void> Mar::register_certificate(Chain chain, Registration registration) {
  aws::IotClient iot(needs().aws);
  bool registered = registration.registered();
  if (!registered) {
    try {
      co_await iot.register_certificate_without_ca(chain.device.pem());
    } catch (const base::Error& error) {
      // The answer to an earlier request was lost: the certificate is registered, perhaps not active.
      if (!error.is(aws::conflict)) throw;
      registered = true;
    }
  }
  if (registered)
    co_await iot.update_certificate(certificate_id(chain.device), aws::CertificateStatus::active);
}

/// Creates the thing before the certificate, because a thing alone grants nothing, and attaches the
/// certificate to it right after registering it. If the work stops halfway, the next survey finds the
/// certificate through its thing.
base::task<bool> Mar::set_up_account(const Survey& survey, Chain chain, std::string thing) {
  aws::IotClient iot(needs().aws);
  const Registration registration = survey.registration.value_or(Registration());
  bool changed = false;
  if (survey.policy == PolicyState::missing) {
    co_await run_step(progress(), StepName::check_policy, create_policy(needs().aws, survey.account));
    changed = true;
  }
  const std::string arn = certificate_arn(survey, chain);
  const auto ensure = [&](StepName name, bool there, auto work) -> base::task<void> {
    if (there) {
      progress().end(name, StepStatus::already);
      co_return;
    }
    changed = true;
    co_await run_step(progress(), name, work());
  };
  co_await ensure(StepName::create_thing, registration.thing_exists,
                  [&]() -> base::task<void> { co_await iot.create_thing(thing); });
  co_await ensure(StepName::register_certificate, registration.active(),
                  [&] { return register_certificate(chain, registration); });
  co_await ensure(StepName::attach_certificate, registration.thing_attached,
                  [&] { return attach_certificate(certificate_id(chain.device), arn, thing); });
  co_await ensure(StepName::attach_policy, registration.policy_attached,
                  [&] { return iot.attach_policy(std::string(aws::zero_touch_policy_name), arn); });
  co_return changed;
}

/// If AWS refuses, the certificate is left inactive rather than active and on no thing.
base::task<void> Mar::attach_certificate(std::string id, std::string arn, std::string thing) {
  aws::IotClient iot(needs().aws);
  std::optional<base::Error> refusal;
  try {
    co_await iot.attach_thing_principal(thing, arn);
  } catch (const base::Error& error) {
    if (!is_refusal(error)) throw;
    refusal = error;
  }
  if (!refusal) co_return;
  try {
    co_await iot.update_certificate(id, aws::CertificateStatus::inactive);
  } catch (const base::Error& error) {
    needs().log.error("provision", error);
  }
  throw base::Error(*refusal);
}

}  // namespace provision
