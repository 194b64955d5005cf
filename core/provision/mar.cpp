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
#include "provision/restore.hpp"
#include "provision/run_step.hpp"

namespace provision {

namespace {

std::vector<StoreImage::Sector> to_write(const Survey& survey, const Chain& chain, const std::string& thing) {
  return differing(StoreImage(chain, survey.account.endpoint, thing), StoreImage(survey.board));
}

}  // namespace

std::vector<StepName> Mar::steps(CertificateChoice choice) {
  std::vector<StepName> steps{StepName::read_board,           StepName::check_account,
                              StepName::check_policy,         StepName::make_certificate,
                              StepName::write_store,          StepName::verify_store,
                              StepName::register_certificate, StepName::create_thing,
                              StepName::attach_policy,        StepName::attach_certificate};
  if (choice == CertificateChoice::renew) steps.push_back(StepName::clean_up);
  return steps;
}

base::task<Survey> Mar::survey(CertificateChoice choice, std::optional<Account> account,
                               std::optional<base::task<void>> before) {
  // Neither side's failure stops the other half-way: a board must not be left between two programs.
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
  // A certificate that is still to be made cannot be there; its thing can, which is named by the key.
  std::string id;
  const std::string thing = base::to_hex(survey.board.public_key.subject_key_identifier());
  if (chain) id = certificate_id(chain->device);
  survey.registration =
      co_await run_step(progress_, StepName::check_account, read_registration(needs_.aws, id, thing));
  const std::string old = predecessor(survey.board, survey.journal, choice, survey.account.identity.account);
  // What the board shall hold is never removed, whatever was remembered.
  if (!old.empty() && old != id) {
    const bool there =
        co_await run_step(progress_, StepName::check_account, has_certificate(needs_.aws, old));
    if (there) survey.old_certificate = old;
  }
  co_return survey;
}

/// Both sides failed and one failure is told, a pulled cable before a refusal; the other is in the log.
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

base::task<MarResult> Mar::run(Survey survey, CertificateChoice choice,
                               std::optional<base::task<void>> after) {
  refused_ = false;
  if (survey.board.lacks_roots())
    progress_.expect_before(StepName::write_store, {StepName::write_roots, StepName::verify_roots});
  if (survey.old_certificate.empty())
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
  // Nothing is erased, nothing registered, before a run after this one could go on from here.
  const std::string region(needs_.aws.region().name());
  const JournalEntry entry{chain->device, chain->signer, account, region, old};
  if (!(survey.journal == entry) && (changed || !to_write(survey, *chain, thing).empty()))
    co_await prepare_step(progress_, StepName::make_certificate, journal_.put(survey.board.serial, entry));

  // What this browser knows of the board stops being true with the first write.
  const std::string secure_element = survey.board.serial.text();
  co_await prepare_step(progress_, StepName::write_store, known_boards_.forget_provisioned(secure_element));

  // A refusal by AWS must not cut a page in two on the board, nor a pulled cable the account's work.
  auto [written, registered] = co_await base::when_all(
      base::settled(finish_board(write_board(survey, *chain, thing), std::move(after))),
      base::settled(finish_account(register_board(survey, *chain, thing))));
  if (!written.ok() && !registered.ok()) throw_one(written.error(), registered.error());
  changed = std::move(registered).get() || changed;
  changed = std::move(written).get() || changed;

  const std::string id = certificate_id(chain->device);
  if (!survey.old_certificate.empty())
    changed =
        co_await run_step(progress_, StepName::clean_up, clean_up(survey.old_certificate, thing)) || changed;
  ProvisionedBoard provisioned{thing, id, account, region, survey.account.endpoint};
  co_await finish_notes(survey, std::move(provisioned));
  co_return MarResult{thing,  id,      certificate_arn(survey, *chain), survey.account.endpoint, changed,
                      *chain, request_};
}

/// All is done. A store that fails now harms nothing: the journal entry that stays names what the board
/// holds, and a board that is not known is read again.
base::task<void> Mar::finish_notes(const Survey& survey, ProvisionedBoard board) {
  try {
    co_await journal_.remove(survey.board.serial, board.account, board.region);
    co_await known_boards_.remember_provisioned(survey.board.serial.text(), board);
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
    needs_.log.warning("provision", "the finished provisioning could not be noted: " + error.describe());
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

/// A refusal that has come by now leaves the board where the next run finds it soonest.
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
  // Thirty people start at once: somebody else's is as good, where it says the same.
  if (appeared) co_await check_policy(needs_.aws, survey.account);
  co_return true;
}

base::task<bool> Mar::register_certificate(Chain chain, Registration registration) {
  aws::IotClient iot(needs_.aws);
  if (registration.active()) {
    progress_.end(StepName::register_certificate, StepStatus::already);
    co_return false;
  }
  bool there = registration.registered();
  if (!there) {
    try {
      co_await iot.register_certificate_without_ca(chain.device.pem());
    } catch (const base::Error& error) {
      // An answer that was lost: the certificate is there. Whether it is active is not known.
      if (!error.is(aws::conflict)) throw;
      there = true;
    }
  }
  if (there) co_await iot.update_certificate(certificate_id(chain.device), aws::CertificateStatus::active);
  co_return true;
}

std::string Mar::certificate_arn(const Survey& survey, const Chain& chain) const {
  return aws::iot_arn(needs_.aws.region(), survey.account.identity.account,
                      "cert/" + certificate_id(chain.device));
}

base::task<bool> Mar::register_board(const Survey& survey, Chain chain, std::string thing) {
  aws::IotClient iot(needs_.aws);
  const Registration registration = survey.registration.value_or(Registration());
  bool changed = false;
  if (survey.policy == PolicyState::missing)
    changed = co_await run_step(progress_, StepName::check_policy, prepare_policy(survey));
  changed = co_await run_step(progress_, StepName::register_certificate,
                              register_certificate(chain, registration)) ||
            changed;
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
  co_await ensure(StepName::attach_policy, registration.policy_attached,
                  [&] { return iot.attach_policy(std::string(aws::zero_touch_policy_name), arn); });
  co_await ensure(StepName::attach_certificate, registration.thing_attached,
                  [&] { return iot.attach_thing_principal(thing, arn); });
  co_return changed;
}

base::task<bool> Mar::clean_up(std::string old, std::string thing) {
  try {
    co_return co_await remove_certificate(needs_.aws, old, thing);
  } catch (const base::Error& error) {
    if (!error.is(aws::in_use) && !error.is(aws::wrong_state)) throw;
    // The board works; what remains admits nobody.
    needs_.log.warning("provision",
                       "AWS does not let go of certificate " + old +
                           " yet; it is inactive and may be deleted in the console: " + error.describe());
  }
  co_return true;
}

}  // namespace provision
