#include "provision/mar.hpp"

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "base/hex.hpp"
#include "base/spawn.hpp"
#include "base/when_all.hpp"
#include "board/errors.hpp"
#include "pki/device.hpp"
#include "ports/errors.hpp"
#include "provision/errors.hpp"
#include "provision/old_certificates.hpp"
#include "provision/restore.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

std::vector<StoreImage::Sector> to_write(const Survey& survey, const Chain& chain, const std::string& thing) {
  return differing(StoreImage(chain, survey.account.endpoint, thing), StoreImage(survey.board));
}

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

base::task<Survey> Mar::survey(CertificateChoice choice, std::optional<Account> account,
                               std::optional<base::task<void>> before) {
  // Run both sides to completion: an AWS refusal must not interrupt programming.
  auto [board_side, account_side] = co_await base::when_all(
      base::settled(survey_board(std::move(before))), base::settled(survey_account(std::move(account))));
  if (!board_side.ok() && !account_side.ok()) throw_one(board_side.error(), account_side.error());
  AccountSurvey found = std::move(account_side).get();
  BoardState board = std::move(board_side).get();
  Survey survey{std::move(found.account), found.policy, std::move(board), std::nullopt, std::nullopt, {}};
  const std::string region(needs_.aws.region().name());
  survey.journal =
      co_await prepare_step(progress_, StepName::read_board,
                            journal_.find(survey.board.serial, survey.account.identity.account, region));
  const std::optional<Chain> chain =
      existing_chain(survey.board, survey.journal, choice, survey.account.identity.account);
  // If there is no certificate yet, ask only for the thing: its name follows from the key, and it may exist
  // already.
  std::string id;
  const std::string thing = base::to_hex(survey.board.public_key.subject_key_identifier());
  if (chain) id = certificate_id(chain->device);
  survey.registration =
      co_await run_step(progress_, StepName::check_account, read_registration(needs_.aws, id, thing));
  std::vector<std::string> candidates =
      possible_old_certificates(survey.board, survey.journal, *survey.registration, choice);
  const std::vector<aws::CertificateDescription> old =
      co_await run_step(progress_, StepName::check_account,
                        certificates_with_key(needs_.aws, std::move(candidates), survey.board.public_key));
  for (const aws::CertificateDescription& certificate : old)
    survey.old_certificates.push_back(certificate.id);
  co_return survey;
}

/// Both sides have failed. Throws one error, a pulled cable rather than a refusal, and logs the other one.
void Mar::throw_one(const base::Error& board, const base::Error& account) const {
  const bool pulled = board.is(ports::serial_disconnected) || board.is(ports::hid_disconnected);
  const base::Error& other = pulled ? account : board;
  if (!other.is(base::cancelled)) needs_.log.error("provision", other);
  throw base::Error(pulled ? board : account);
}

base::task<BoardState> Mar::survey_board(std::optional<base::task<void>> before) {
  if (before) co_await std::move(*before);
  co_return co_await run_step(progress_, StepName::read_board, read_board_state(needs_.board));
}

base::task<Mar::AccountSurvey> Mar::survey_account(std::optional<Account> known) {
  if (!known) known = co_await run_step(progress_, StepName::check_account, open_account(needs_.aws));
  AccountSurvey found{std::move(*known), PolicyState::missing};
  found.policy =
      co_await run_step(progress_, StepName::check_policy, check_policy(needs_.aws, found.account));
  co_return found;
}

base::task<ProvisioningResult> Mar::run(Survey survey, CertificateChoice choice,
                                        std::optional<base::task<void>> after) {
  refused_ = false;
  warnings_.clear();
  if (survey.board.lacks_roots())
    progress_.expect_before(StepName::write_store, {StepName::write_roots, StepName::verify_roots});
  if (survey.old_certificates.empty())
    progress_.drop(StepName::clean_up);
  else
    progress_.expect_before(StepName::program_demo, {StepName::clean_up});
  const std::string& account = survey.account.identity.account;
  std::optional<Chain> chain = existing_chain(survey.board, survey.journal, choice, account);
  const std::string old = predecessor(survey.board, survey.journal, choice, account);
  bool changed = !chain;
  if (chain) {
    progress_.end(StepName::make_certificate, StepStatus::already);
  } else {
    chain = co_await run_step(progress_, StepName::make_certificate, make_chain(survey, choice));
  }
  const std::string thing = pki::thing_name(chain->device);
  // The journal comes before the first change, so that the next run can continue from any failure.
  const std::string region(needs_.aws.region().name());
  const JournalEntry entry{chain->device, chain->signer, account, region, old, survey.old_certificates};
  const bool changes = changed || !to_write(survey, *chain, thing).empty() || !entry.removes.empty();
  if (changes && !(survey.journal == entry))
    co_await prepare_step(progress_, StepName::make_certificate, journal_.put(survey.board.serial, entry));

  // After the first write, what this browser has stored about the board is no longer true.
  const std::string secure_element = survey.board.serial.text();
  co_await prepare_step(progress_, StepName::write_store, known_boards_.forget_provisioned(secure_element));

  // Run both sides to completion: an AWS refusal must not interrupt a flash write, and an unplug must not
  // interrupt registration.
  auto [written, registered] = co_await base::when_all(
      base::settled(finish_board(write_board(survey, *chain, thing), std::move(after))),
      base::settled(finish_account(register_board(survey, *chain, thing))));
  if (!written.ok() && !registered.ok()) throw_one(written.error(), registered.error());
  changed = std::move(registered).get() || changed;
  changed = std::move(written).get() || changed;

  const std::string id = certificate_id(chain->device);
  ProvisionedBoard provisioned{thing, id, account, region, survey.account.endpoint};
  if (survey.registration) provisioned.others = survey.registration->others;
  if (!survey.old_certificates.empty()) {
    Removal removal = co_await run_step(
        progress_, StepName::clean_up,
        remove_certificates(needs_.aws, survey.old_certificates, survey.board.public_key, thing, needs_.log));
    changed = changed || !removal.removed.empty();
    for (const std::string& gone : removal.removed) std::erase(provisioned.others, gone);
    warnings_ = std::move(removal.warnings);
  }
  co_await update_records(survey, std::move(provisioned));
  co_return ProvisioningResult{thing,
                               id,
                               certificate_arn(survey, *chain),
                               survey.account.endpoint,
                               changed,
                               *chain,
                               request_,
                               std::move(warnings_)};
}

/// Records that all is done. If the store fails now, nothing is lost: the remaining journal entry names what
/// the board holds, and a board that is not recorded as provisioned is read again.
base::task<void> Mar::update_records(const Survey& survey, ProvisionedBoard board) {
  try {
    co_await journal_.remove(survey.board.serial, board.account, board.region);
    co_await known_boards_.remember_provisioned(survey.board.serial.text(), board);
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
    needs_.log.warning("provision", "the finished provisioning could not be stored: " + error.describe());
  }
}

base::task<Chain> Mar::make_chain(const Survey& survey, CertificateChoice choice) {
  const base::Bytes info = pki::device_request_info(survey.board.serial.bytes(), survey.board.public_key);
  const crypto::Signature signature = co_await needs_.board.sign_digest(crypto::sha256(info));
  if (!crypto::verify(survey.board.public_key, crypto::sha256(info), signature)) {
    throw base::Error(bad_signature_from_board);
  }
  const crypto::CertificateRequest request = pki::complete_device_request(info, signature);
  request_ = request;
  const pki::CertificateAuthority& signer = needs_.authorities().signer;
  const auto source =
      choice == CertificateChoice::renew ? pki::SerialNumberSource::random : pki::SerialNumberSource::derived;
  const crypto::Certificate device =
      pki::issue_device_certificate(signer, request, needs_.aws.now(), source, needs_.random);
  co_return Chain{device, signer.certificate};
}

base::task<bool> Mar::write_board(const Survey& survey, Chain chain, std::string thing) {
  const bool repairs = survey.board.lacks_roots();
  if (repairs)
    co_await prepare_step(progress_, StepName::write_roots,
                          repair_roots(needs_.board, *survey.board.roots, progress_));
  const auto sectors = to_write(survey, chain, thing);
  if (sectors.empty()) {
    progress_.end(StepName::write_store, StepStatus::already);
    progress_.end(StepName::verify_store, StepStatus::already);
    co_return repairs;
  }
  co_await write_sectors(needs_.board, sectors, progress_, StepName::write_store, StepName::verify_store);
  co_return true;
}

/// If AWS has already refused, does not go on to the demo firmware: the next run can continue from the
/// provisioning firmware.
base::task<bool> Mar::finish_board(base::task<bool> write, std::optional<base::task<void>> after) {
  const bool changed = co_await std::move(write);
  if (after && !refused_) co_await std::move(*after);
  co_return changed;
}

base::task<bool> Mar::finish_account(base::task<bool> registration) {
  try {
    co_return co_await std::move(registration);
  } catch (...) {
    refused_ = true;
    throw;
  }
}

base::task<bool> Mar::prepare_policy(const Survey& survey) {
  aws::IotClient iot(needs_.aws);
  bool appeared = false;
  try {
    co_await iot.create_policy(std::string(aws::zero_touch_policy_name),
                               aws::zero_touch_policy(needs_.aws.region(), survey.account.identity.account));
  } catch (const base::Error& error) {
    if (!error.is(aws::conflict)) throw;
    appeared = true;
  }
  // In a workshop another attendee may have created the policy first; that is fine if it says the same.
  if (appeared) co_await check_policy(needs_.aws, survey.account);
  co_return true;
}

base::task<void> Mar::register_certificate(Chain chain, Registration registration) {
  aws::IotClient iot(needs_.aws);
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

std::string Mar::certificate_arn(const Survey& survey, const Chain& chain) const {
  return aws::iot_arn(needs_.aws.region(), survey.account.identity.account,
                      "cert/" + certificate_id(chain.device));
}

/// Creates the thing before the certificate, because a thing alone grants nothing, and attaches the
/// certificate to it right after registering it. If the work stops halfway, the next survey finds the
/// certificate through its thing.
base::task<bool> Mar::register_board(const Survey& survey, Chain chain, std::string thing) {
  aws::IotClient iot(needs_.aws);
  const Registration registration = survey.registration.value_or(Registration());
  bool changed = false;
  if (survey.policy == PolicyState::missing)
    changed = co_await run_step(progress_, StepName::check_policy, prepare_policy(survey));
  const std::string arn = certificate_arn(survey, chain);
  const auto ensure = [&](StepName name, bool there, auto work) -> base::task<void> {
    if (there) {
      progress_.end(name, StepStatus::already);
      co_return;
    }
    changed = true;
    co_await run_step(progress_, name, work());
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
  aws::IotClient iot(needs_.aws);
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
    needs_.log.error("provision", error);
  }
  throw base::Error(*refusal);
}

}  // namespace provision
