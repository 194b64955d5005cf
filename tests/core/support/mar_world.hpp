// The test fixture of a provisioning method: one board with the provisioning firmware, and the job on it.
#pragma once

#include <algorithm>
#include <optional>

#include "provision/mar.hpp"
#include "provision/restore.hpp"
#include "provision/run_step.hpp"
#include "support/world.hpp"

namespace support {

class MarWorld : public World {
 public:
  using Options = simulation::VirtualBoard::Options;

  explicit MarWorld(Options options = board_options()) : board(add_board(std::move(options))) {}

  static Options board_options() {
    Options options;
    options.firmware = board::FirmwareRole::provisioning;
    return options;
  }

  /// Makes the survey and carries it out, as after a reload: only the store, the board and the account are
  /// kept.
  provision::ProvisioningResult provision(
      provision::CertificateChoice choice = provision::CertificateChoice::keep) {
    return executor.run(job(board, choice));
  }
  /// Does the same for any of the boards, as a task.
  base::task<provision::ProvisioningResult> job(simulation::VirtualBoard& on,
                                                provision::CertificateChoice choice) {
    std::optional<provision::ProvisioningResult> result;
    const auto body = [&](provision::MethodRun& job) -> base::task<void> {
      const provision::Survey found = co_await job.survey(choice);
      result = co_await job.run(found, choice);
    };
    co_await with_job(on, body);
    co_return std::move(*result);
  }
  /// Carries out a survey that was made before.
  provision::ProvisioningResult run(
      provision::Survey found, provision::CertificateChoice choice = provision::CertificateChoice::keep) {
    return executor.run(run_job(std::move(found), choice));
  }
  provision::Survey survey(provision::CertificateChoice choice = provision::CertificateChoice::keep) {
    return executor.run(survey_job(choice));
  }
  /// The board gets its delivered certificates back; the account stays as it is.
  void restore_delivered_state() { executor.run(restore_job()); }

  /// What one browser holds: its store and the authority that it made or imported.
  struct Browser {
    std::map<std::string, std::string> entries;
    std::optional<pki::Authorities> authorities;
  };
  /// Continues in another browser; without an argument, in one that has stored nothing. Returns what the
  /// previous browser has stored.
  Browser change_browser(Browser next = {}) {
    std::swap(store.entries, next.entries);
    std::swap(authorities, next.authorities);
    return next;
  }

  /// Runs `body(aws::IotClient&)`, a task, past the job, as the AWS console would.
  template <class Body>
  auto ask_aws(Body body) {
    const aws::Client::Dependencies dependencies{cloud.http(), clock, random, log};
    aws::Client client(dependencies, aws::Region::parse(region), keys());
    aws::IotClient iot(client);
    return executor.run(body(iot));
  }

  /// How many provisionings the journal has as unfinished.
  std::size_t unfinished() const {
    const auto is_journal = [](const auto& entry) { return entry.first.starts_with("mar/"); };
    return static_cast<std::size_t>(std::count_if(store.entries.begin(), store.entries.end(), is_journal));
  }

  /// Stops all faults and plugs an unplugged board in again; returns when its firmware has started.
  void plug_in() {
    stop_sabotage();
    if (board.plugged()) return;
    board.replug();
    executor.run_for(std::chrono::seconds(3));
  }

  simulation::VirtualBoard& board;
  const provision::Method* method = &provision::mar();
  std::optional<pki::Authorities> authorities;
  int attempts = 1;  // of each request
  std::string region = "us-east-2";
  std::vector<provision::Step> last_steps;

 private:
  template <class Body>
  base::task<void> with_job(simulation::VirtualBoard& on, Body body) {
    aws::RetryRules impatient;
    impatient.attempts = attempts;
    const aws::Client::Dependencies dependencies{http, clock, random, log};
    aws::Client client(dependencies, aws::Region::parse(region), keys(), {}, impatient);
    FailingSerial port(on.serial(), serial);
    board::ProvisioningClient firmware(port, log);
    provision::Progress progress(executor);
    const provision::MethodDependencies needs{
        firmware, client, store, random, log, [&]() -> const pki::Authorities& {
          if (!authorities) authorities = pki::create_authorities({}, client.now(), random);
          return *authorities;
        }};
    const std::unique_ptr<provision::MethodRun> run = method->begin(needs, progress);
    std::optional<base::Error> failure;
    try {
      co_await provision::prepare_step(progress, provision::StepName::read_board,
                                       port.open(ports::BaudRate::provisioning));
      co_await body(*run);
    } catch (const base::Error& error) {
      failure = error;
    }
    last_steps = progress.steps();
    co_await port.close();
    if (failure) throw *failure;
  }

  base::task<void> restore_job() {
    FailingSerial port(board.serial(), serial);
    board::ProvisioningClient firmware(port, log);
    provision::Progress progress(executor);
    co_await port.open(ports::BaudRate::provisioning);
    co_await provision::restore_delivered_state(firmware, provision::KnownBoards(store), progress);
    co_await port.close();
  }

  base::task<provision::ProvisioningResult> run_job(provision::Survey found,
                                                    provision::CertificateChoice choice) {
    std::optional<provision::ProvisioningResult> result;
    const auto body = [&](provision::MethodRun& job) -> base::task<void> {
      result = co_await job.run(found, choice);
    };
    co_await with_job(board, body);
    co_return std::move(*result);
  }

  base::task<provision::Survey> survey_job(provision::CertificateChoice choice) {
    std::optional<provision::Survey> result;
    const auto body = [&](provision::MethodRun& job) -> base::task<void> {
      result = co_await job.survey(choice);
    };
    co_await with_job(board, body);
    co_return std::move(*result);
  }
};

}  // namespace support
