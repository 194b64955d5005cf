// What all methods with the user's own authority have in common: issues a certificate for the board, writes
// the certificate, the thing's name and the endpoint to the board, and meanwhile lets the method set up the
// account. Every step checks whether it is done already, so a run after a failure continues where the
// previous one stopped. The board is erased only when its new certificate is built, verified and in the
// journal; what is written is read back and compared. Work in the account and on the board overlaps. Removes
// from the account only certificates that contain this board's key, as read from AWS. Facts:
// reference/storage.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "provision/journal.hpp"
#include "provision/known_boards.hpp"
#include "provision/method.hpp"

namespace provision {

class CertificateRun : public MethodRun {
 public:
  base::task<Survey> survey(CertificateChoice choice, std::optional<Account> account = std::nullopt,
                            std::optional<base::task<void>> before = std::nullopt) final;
  base::task<ProvisioningResult> run(Survey survey, CertificateChoice choice,
                                     std::optional<base::task<void>> after = std::nullopt) final;

 protected:
  CertificateRun(MethodDependencies dependencies, Progress& progress)
      : needs_(std::move(dependencies)),
        progress_(progress),
        journal_(needs_.store),
        known_boards_(needs_.store) {}

  MethodDependencies& needs() { return needs_; }
  Progress& progress() { return progress_; }
  std::string certificate_arn(const Survey& survey, const Chain& chain) const;

 private:
  /// Reads what the method needs in the account beside the policy. Throws if the run would fail because of
  /// it.
  virtual base::task<void> check_account() { co_return; }
  /// Adds to the survey what the method found in the account. `chain`: the board's certificate, if it keeps
  /// one.
  virtual base::task<void> complete_survey(Survey&, std::optional<Chain>) { co_return; }
  /// Prepares the account for a board that holds this chain. Returns whether anything was changed. Runs while
  /// the board is written.
  virtual base::task<bool> set_up_account(const Survey& survey, Chain chain, std::string thing) = 0;

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
  base::task<bool> finish_account(base::task<bool> work);
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

}  // namespace provision
