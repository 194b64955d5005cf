// Multi-Account Registration: issues a certificate for the board by the user's own authority, registers the
// certificate in the account (but not the authority), and sets up thing, policy and endpoint. Every step
// checks whether it is done already, so a run after a failure continues where the previous one stopped. The
// board is erased only when its new certificate is built, verified and in the journal; what is written is
// read back and compared. Work in the account and on the board overlaps. Removes from the account only
// certificates that contain this board's key, as read from AWS. Facts: reference/aws.md, storage.md.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "pki/folder.hpp"
#include "provision/journal.hpp"
#include "provision/known_boards.hpp"
#include "provision/method.hpp"

namespace provision {

class Mar final : public MethodRun {
 public:
  Mar(MethodDependencies dependencies, Progress& progress)
      : needs_(dependencies),
        progress_(progress),
        journal_(dependencies.store),
        known_boards_(dependencies.store) {}

  base::task<Survey> survey(CertificateChoice choice, std::optional<Account> account = std::nullopt,
                            std::optional<base::task<void>> before = std::nullopt) override;
  base::task<ProvisioningResult> run(Survey survey, CertificateChoice choice,
                                     std::optional<base::task<void>> after = std::nullopt) override;

 private:
  struct AccountSurvey {
    Account account;
    PolicyState policy;
  };
  [[noreturn]] void throw_one(const base::Error& board, const base::Error& account) const;
  base::task<BoardState> survey_board(std::optional<base::task<void>> before);
  base::task<AccountSurvey> survey_account(std::optional<Account> known);
  base::task<Chain> make_chain(const Survey& survey, CertificateChoice choice);
  base::task<bool> write_board(const Survey& survey, Chain chain, std::string thing);
  base::task<bool> finish_board(base::task<bool> write, std::optional<base::task<void>> after);
  base::task<bool> finish_account(base::task<bool> registration);
  base::task<bool> prepare_policy(const Survey& survey);
  base::task<bool> register_board(const Survey& survey, Chain chain, std::string thing);
  base::task<void> register_certificate(Chain chain, Registration registration);
  base::task<void> attach_certificate(std::string id, std::string arn, std::string thing);
  std::string certificate_arn(const Survey& survey, const Chain& chain) const;
  base::task<void> update_records(const Survey& survey, ProvisionedBoard board);

  MethodDependencies needs_;
  Progress& progress_;
  Journal journal_;
  KnownBoards known_boards_;
  std::vector<base::Error> warnings_;
  std::optional<crypto::CertificateRequest> request_;
  /// Whether the work in the account has failed; then the demo firmware is not written.
  bool refused_ = false;
};

/// Multi-Account Registration as a method.
const Method& mar();

}  // namespace provision
