// A board's jobs, one at a time: provisioning it, restoring its delivered state, inspecting it, and its root
// certificates; and the diagnosis of a board that sends nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "provision/board_diagnosis.hpp"
#include "provision/first_connection.hpp"
#include "provision/inspection.hpp"
#include "provision/methods.hpp"
#include "provision/one_click_job.hpp"
#include "session/account_session.hpp"
#include "session/debugger_session.hpp"
#include "state/board.hpp"

namespace session {

using state::Firmware;
using state::JobKind;
using state::JobStatus;

class BoardSession;

struct Job {
  JobKind kind = JobKind::provision;
  std::optional<JobStatus> status;  // nullopt before the first job
  std::optional<provision::Plan> plan;
  std::optional<provision::Survey> survey;  // from which the plan was made, until it is carried out
  provision::CertificateChoice choice = provision::CertificateChoice::keep;
  provision::MethodName method = provision::MethodName::mar;
  std::optional<board::FirmwareRole> running;  // the firmware that ran when the job was requested
  std::string endpoint;                        // of the account and region of the job
  const board::Kit* kit = nullptr;             // the kit whose images are programmed; nullptr if none are
  std::optional<base::Error> error;
  std::optional<provision::ProvisioningResult> result;
  /// How far AWS IoT has registered the board at its first connection; nullopt if that is not awaited.
  std::optional<provision::FirstConnection> registration;
  base::Duration spent{0};
};

/// What jobs have found out about the board, beside its BoardFacts.
struct Findings {
  std::vector<base::Error> warnings;
  std::optional<state::Inspection> inspection;
  base::Bytes roots;  // the root store's region as last read; empty if it was never read
  std::optional<state::RootsState> roots_state;
  std::optional<provision::BoardDiagnosis> diagnosis;
};

/// Jobs share ownership of what they use, because a debugger may be replaced or an authority imported while
/// they run.
using SharedDebugger = std::shared_ptr<DebuggerSession>;
using SharedAuthorities = std::shared_ptr<const pki::Authorities>;

class BoardJobs {
 public:
  BoardJobs(BoardSession& board, Platform platform);

  const Job& current() const { return job_; }
  const provision::Progress& progress() const { return progress_; }
  const Findings& findings() const { return findings_; }
  const provision::OwnImages& own_images() const { return own_images_; }
  /// nullopt: the vendor's image. Throws debugger.image_… if the file is not an image for the board's target.
  void use_image(board::FirmwareRole role, std::optional<provision::OwnImage> image);

  base::task<void> make_plan(AccountSession& account, SharedAuthorities authorities,
                             provision::CertificateChoice choice, provision::MethodName method);
  /// Runs the whole one-click job if the board has a debugger, else the method alone. `permissions`: checks
  /// them, before the board is touched.
  base::task<void> provision(AccountSession& account, SharedAuthorities authorities,
                             provision::CertificateChoice choice, provision::MethodName method,
                             base::task<void> permissions);
  /// Runs a job of any other kind. `backup`: the region to write, for JobKind::write_roots.
  base::task<void> run(JobKind kind, base::Bytes backup = {});
  /// Called when current() has a result, before the state says so.
  std::function<void()> on_result;
  base::task<void> diagnose(AccountSession& account);

  /// Adds the steps that wait until AWS IoT has registered the board at its first connection, unless the
  /// method has registered it already.
  void expect_registration();
  bool waits_for_registration() const { return job_.registration.has_value(); }
  /// Whether AWS IoT has seen the board, but has not registered it yet: then neither the board nor its Wi-Fi
  /// is to blame.
  bool is_seen() const;
  /// Waits until AWS IoT has registered the board. Needs no port. Throws AWS's errors, and
  /// provision.certificate_disabled.
  base::task<void> follow_registration(AccountSession& account);
  /// Ends the wait with a warning.
  void registration_failed(const base::Error& error);
  /// Adds the step that waits for the board's first message. message_came() ends it.
  void expect_message();
  void message_came();
  bool waits_for_message() const;

  /// Cancels work that signs with the account's keys. A restore or an inspection continues.
  void cancel_signing();
  /// Call after the user signed in. Drops a plan or result of another account or region.
  void belongs_to(const provision::Account& account);
  /// Call when the port turns out to have another board.
  void forget();

 private:
  void require_idle() const;
  base::task<void> run_job(JobKind kind, std::vector<provision::StepName> steps, base::task<void> work);
  void end_job(JobStatus status, std::optional<base::Error> error);
  void follow(const provision::Step& step);

  void plan_unread(AccountSession& account);
  void take_survey(const provision::Survey& found, AccountSession& account);
  base::task<void> survey(provision::MethodRun& method, AccountSession& account);
  base::task<void> look_and_plan(AccountSession& account, SharedAuthorities authorities);
  base::task<void> carry_out(AccountSession& account, SharedAuthorities authorities);
  void take_result(provision::ProvisioningResult result);
  provision::OneClickRequest one_click_request(const AccountSession& account) const;
  base::task<void> run_flow(AccountSession& account, SharedAuthorities authorities, SharedDebugger debugger);
  base::task<void> begin(base::task<void> permissions, base::task<void> work);
  std::unique_ptr<provision::MethodRun> begin_method(board::ProvisioningClient& client,
                                                     AccountSession& account, SharedAuthorities authorities);
  base::task<void> with_debugger(SharedDebugger debugger, base::task<void> work);

  base::task<void> with_provisioning_firmware(base::task<void> work, bool demo_afterwards);
  base::task<void> between_programs(SharedDebugger debugger, base::task<void> work);
  base::task<void> restore();
  base::task<void> inspect();
  base::task<void> read_or_write_roots(JobKind kind, base::Bytes backup);
  base::task<void> ask_diagnosis(AccountSession& account);
  void take_roots(base::Bytes region);
  void take_registration(const provision::FirstConnection& now);
  void changed() const;

  BoardSession& board_;
  Platform platform_;
  Job job_;
  provision::Progress progress_;
  Findings findings_;
  provision::OwnImages own_images_;
  /// True if attempts to provision that failed or were cancelled have changed the board or the account.
  bool attempts_changed_ = false;
  bool owes_demo_ = false;  // a job erased the demo firmware, and none has put it back
  bool diagnosing_ = false;
};

}  // namespace session
