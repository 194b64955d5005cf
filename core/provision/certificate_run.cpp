#include "provision/certificate_run.hpp"

#include "base/hex.hpp"
#include "base/sleep.hpp"
#include "base/spawn.hpp"
#include "base/when_all.hpp"
#include "pki/device.hpp"
#include "pki/errors.hpp"
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

/// Throws provision.bad_signature_from_board.
pki::VerifiedRequest verified_request(base::ByteView info, const crypto::Signature& signature) {
  try {
    return pki::complete_device_request(info, signature);
  } catch (const base::Error& error) {
    if (!error.is(pki::request_not_signed)) throw;
  }
  throw base::Error(bad_signature_from_board);
}

}  // namespace

base::task<Survey> CertificateRun::survey(CertificateChoice choice, std::optional<Account> account,
                                          std::optional<base::task<void>> before) {
  // Run both sides to completion: an AWS refusal must not interrupt programming.
  auto [board_side, account_side] = co_await base::when_all(
      base::settled(survey_board(std::move(before))), base::settled(survey_account(std::move(account))));
  if (!board_side.ok() && !account_side.ok()) throw_one(board_side.error(), account_side.error());
  AccountSurvey found = std::move(account_side).get();
  BoardState board = std::move(board_side).get();
  Survey survey{std::move(found.account), found.policy, std::move(board), std::nullopt, std::nullopt, {}, {}};
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
  co_await run_step(progress_, StepName::check_account, complete_survey(survey, chain));
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
void CertificateRun::throw_one(const base::Error& board, const base::Error& account) const {
  const bool pulled = board.is(ports::serial_disconnected) || board.is(ports::hid_disconnected);
  const base::Error& other = pulled ? account : board;
  if (!other.is(base::cancelled)) needs_.log.error("provision", other);
  throw base::Error(pulled ? board : account);
}

base::task<BoardState> CertificateRun::survey_board(std::optional<base::task<void>> before) {
  if (before) co_await std::move(*before);
  co_return co_await run_step(progress_, StepName::read_board, read_board_state(needs_.board));
}

base::task<CertificateRun::AccountSurvey> CertificateRun::survey_account(std::optional<Account> known) {
  if (!known) known = co_await run_step(progress_, StepName::check_account, open_account(needs_.aws));
  AccountSurvey found{std::move(*known), PolicyState::missing};
  found.policy =
      co_await run_step(progress_, StepName::check_policy, check_policy(needs_.aws, found.account));
  co_await run_step(progress_, StepName::check_account, check_account());
  co_return found;
}

base::task<ProvisioningResult> CertificateRun::run(Survey survey, CertificateChoice choice,
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
  // A certificate that is issued again within the hour, as after a restore, is the same one, and stays.
  const auto made_again = std::erase(survey.old_certificates, certificate_id(chain->device));
  if (made_again != 0 && survey.old_certificates.empty()) progress_.drop(StepName::clean_up);
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
      base::settled(finish_account(set_up_account(survey, *chain, thing))));
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
base::task<void> CertificateRun::update_records(const Survey& survey, ProvisionedBoard board) {
  try {
    co_await journal_.remove(survey.board.serial, board.account, board.region);
    co_await known_boards_.remember_provisioned(survey.board.serial.text(), board);
  } catch (const base::Error& error) {
    if (!error.is(ports::storage_failed)) throw;
    needs_.log.warning("provision", "the finished provisioning could not be stored: " + error.describe());
  }
}

/// Verifying and signing take a browser some 20 ms each; the page may draw in between.
base::task<Chain> CertificateRun::make_chain(const Survey& survey, CertificateChoice choice) {
  const base::Bytes info = pki::device_request_info(survey.board.serial.bytes(), survey.board.public_key);
  const crypto::Signature signature = co_await needs_.board.sign_digest(crypto::sha256(info));
  co_await base::yield();
  const pki::VerifiedRequest request = verified_request(info, signature);
  co_await base::yield();
  const pki::CertificateAuthority& signer = needs_.authorities().signer;
  const auto source =
      choice == CertificateChoice::renew ? pki::SerialNumberSource::random : pki::SerialNumberSource::derived;
  const crypto::Certificate device =
      pki::issue_device_certificate(signer, request, needs_.aws.now(), source, needs_.random);
  request_ = request.request();
  co_await base::yield();
  co_return Chain{device, signer.certificate};
}

base::task<bool> CertificateRun::write_board(const Survey& survey, Chain chain, std::string thing) {
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
base::task<bool> CertificateRun::finish_board(base::task<bool> write, std::optional<base::task<void>> after) {
  const bool changed = co_await std::move(write);
  if (after && !refused_) co_await std::move(*after);
  co_return changed;
}

base::task<bool> CertificateRun::finish_account(base::task<bool> work) {
  try {
    co_return co_await std::move(work);
  } catch (...) {
    refused_ = true;
    throw;
  }
}

std::string CertificateRun::certificate_arn(const Survey& survey, const Chain& chain) const {
  return aws::iot_arn(needs_.aws.region(), survey.account.identity.account,
                      "cert/" + certificate_id(chain.device));
}

}  // namespace provision
