// What a job is doing, for people who watch: its steps by name, each with a state and the time it took. Holds
// no sentence.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/executor.hpp"

namespace provision {

enum class StepName : std::uint8_t {
  program_provisioning,
  verify_provisioning,
  start_provisioning,
  read_board,
  check_account,
  check_policy,
  make_certificate,
  write_store,
  verify_store,
  register_certificate,
  create_thing,
  attach_policy,
  attach_certificate,
  clean_up,
  program_demo,
  verify_demo,
  restart,
  send_wifi,
  first_message,
  rebuild_certificates,
  read_roots,
  write_roots,
  verify_roots,
  inspect_board,
};
std::string_view name(StepName step);

enum class StepPlace : std::uint8_t { board, aws };
std::string_view name(StepPlace place);
StepPlace place(StepName step);

/// `already`: found done, nothing was changed.
enum class StepStatus : std::uint8_t { waiting, running, done, already, failed };
std::string_view name(StepStatus status);

struct Step {
  StepName name;
  StepStatus status = StepStatus::waiting;
  base::Duration spent{0};
  std::optional<double> fraction;  // 0..1 where it is known
  base::Instant started{};
};

/// The steps in the order in which they are shown. Steps overlap.
class Progress {
 public:
  explicit Progress(const base::Executor& executor) : executor_(executor) {}

  /// Starts anew with these steps, all waiting.
  void expect(const std::vector<StepName>& steps);
  /// Steps that turn out to be needed, before one that is expected.
  void expect_before(StepName next, const std::vector<StepName>& steps);
  /// A step that turns out not to be needed.
  void drop(StepName step);
  void begin(StepName step);
  void advance(StepName step, double fraction);
  void end(StepName step, StepStatus status = StepStatus::done);
  /// Every running step ends so: failed, or waiting again when the job was cancelled.
  void end_running(StepStatus status);

  bool is_running(StepName step) const;
  /// With the time of running steps up to now.
  std::vector<Step> steps() const;
  base::Duration spent() const { return executor_.now() - started_; }
  /// Called after each change of a step.
  std::function<void(const Step&)> on_change;

 private:
  Step& find(StepName step);
  const base::Executor& executor_;
  base::Instant started_{};
  std::vector<Step> steps_;
};

/// A step for as long as a scope lives: it ends as done, already (settle()), or failed when the scope is left
/// by an exception.
class RunningStep {
 public:
  RunningStep(Progress& progress, StepName step);
  RunningStep(const RunningStep&) = delete;
  RunningStep& operator=(const RunningStep&) = delete;
  ~RunningStep();
  void settle(StepStatus status) { status_ = status; }

 private:
  Progress& progress_;
  StepName step_;
  int exceptions_;
  StepStatus status_ = StepStatus::done;
};

}  // namespace provision
