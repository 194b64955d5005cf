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
#include "provision/known_boards.hpp"
#include "provision/plan.hpp"
#include "provision/progress.hpp"

namespace provision {

struct MarResult {
  std::string thing_name;
  std::string certificate_id;
  std::string certificate_arn;
  std::string endpoint;
  bool changed = false;
  /// nullopt when the board was found provisioned without reading it.
  std::optional<Chain> chain;
  /// The board's own request, when a certificate was made in this run.
  std::optional<crypto::CertificateRequest> request;
  /// What could not be cleaned up in the account: provision.old_certificate_left.
  std::vector<base::Error> warnings;
};

class Mar {
 public:
  /// All must outlive the tasks.
  struct Dependencies {
    board::ProvisioningClient& board;
    aws::Client& aws;
    ports::KeyValueStore& store;
    ports::Random& random;
    base::Log& log;
    /// The user's authority; asked only when a certificate must be made.
    std::function<const pki::Authorities&()> authorities;
  };

  Mar(Dependencies dependencies, Progress& progress)
      : needs_(dependencies),
        progress_(progress),
        journal_(dependencies.store),
        known_boards_(dependencies.store) {}

  /// The steps that a job may take, for Progress::expect(). run() adds and drops steps, depending on the
  /// survey.
  static std::vector<StepName> steps(CertificateChoice choice);
  /// Reads board and account at the same time; changes nothing. `account`: if already known, saves
  /// two requests. `before`: work on the board before it can be read; the account is read meanwhile.
  base::task<Survey> survey(CertificateChoice choice, std::optional<Account> account = std::nullopt,
                            std::optional<base::task<void>> before = std::nullopt);
  /// Carries out the plan that make_plan() makes of this survey. `after`: work on the board after it is
  /// written; the work in the account continues meanwhile. Errors carry the parameter `step`.
  base::task<MarResult> run(Survey survey, CertificateChoice choice,
                            std::optional<base::task<void>> after = std::nullopt);

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

  Dependencies needs_;
  Progress& progress_;
  Journal journal_;
  KnownBoards known_boards_;
  std::vector<base::Error> warnings_;
  std::optional<crypto::CertificateRequest> request_;
  /// Whether the work in the account has failed; then the demo firmware is not written.
  bool refused_ = false;
};

}  // namespace provision
