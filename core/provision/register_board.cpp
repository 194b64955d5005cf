#include "provision/register_board.hpp"

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "pki/device.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

base::task<void> register_certificate(aws::Client& client, Chain chain, bool registered) {
  aws::IotClient iot(client);
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

/// If AWS refuses, the certificate is left inactive rather than active and on no thing.
base::task<void> attach_certificate(aws::Client& client, base::Log& log, std::string id, std::string arn,
                                    std::string thing) {
  aws::IotClient iot(client);
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
    log.error("provision", error);
  }
  throw base::Error(*refusal);
}

}  // namespace

/// Creates the thing before the certificate, because a thing alone grants nothing, and attaches the
/// certificate to it right after registering it. If the work stops halfway, the next survey finds the
/// certificate through its thing.
base::task<bool> register_board(aws::Client& client, base::Log& log, Progress& progress, Registration found,
                                Chain chain, std::string arn) {
  aws::IotClient iot(client);
  bool changed = false;
  const std::string thing = pki::thing_name(chain.device);
  const std::string id = certificate_id(chain.device);
  const auto ensure = [&](StepName name, bool there, auto work) -> base::task<void> {
    if (there) {
      progress.end(name, StepStatus::already);
      co_return;
    }
    changed = true;
    co_await run_step(progress, name, work());
  };
  co_await ensure(StepName::create_thing, found.thing_exists,
                  [&]() -> base::task<void> { co_await iot.create_thing(thing); });
  co_await ensure(StepName::register_certificate, found.active(),
                  [&] { return register_certificate(client, chain, found.registered()); });
  co_await ensure(StepName::attach_certificate, found.thing_attached,
                  [&] { return attach_certificate(client, log, id, arn, thing); });
  co_await ensure(StepName::attach_policy, found.policy_attached,
                  [&] { return iot.attach_policy(std::string(aws::zero_touch_policy_name), arn); });
  co_return changed;
}

}  // namespace provision
