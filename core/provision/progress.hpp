// The steps of a job as the page shows them: each with a name, a status and the time it took. The steps are
// run elsewhere (run_step.hpp); the page finds its texts by their names.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/enum_names.hpp"
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
  create_thing,
  register_certificate,
  attach_certificate,
  attach_policy,
  create_stack,
  register_authority,
  clean_up,
  program_demo,
  verify_demo,
  restart,
  send_wifi,
  first_connection,
  registration,
  first_message,
  rebuild_certificates,
  read_roots,
  write_roots,
  verify_roots,
  inspect_board,
};
constexpr auto names_of(StepName) {
  return base::enum_names<StepName>("StepName", {{StepName::program_provisioning, "program_provisioning"},
                                                 {StepName::verify_provisioning, "verify_provisioning"},
                                                 {StepName::start_provisioning, "start_provisioning"},
                                                 {StepName::read_board, "read_board"},
                                                 {StepName::check_account, "check_account"},
                                                 {StepName::check_policy, "check_policy"},
                                                 {StepName::make_certificate, "make_certificate"},
                                                 {StepName::write_store, "write_store"},
                                                 {StepName::verify_store, "verify_store"},
                                                 {StepName::create_thing, "create_thing"},
                                                 {StepName::register_certificate, "register_certificate"},
                                                 {StepName::attach_certificate, "attach_certificate"},
                                                 {StepName::attach_policy, "attach_policy"},
                                                 {StepName::create_stack, "create_stack"},
                                                 {StepName::register_authority, "register_authority"},
                                                 {StepName::clean_up, "clean_up"},
                                                 {StepName::program_demo, "program_demo"},
                                                 {StepName::verify_demo, "verify_demo"},
                                                 {StepName::restart, "restart"},
                                                 {StepName::send_wifi, "send_wifi"},
                                                 {StepName::first_connection, "first_connection"},
                                                 {StepName::registration, "registration"},
                                                 {StepName::first_message, "first_message"},
                                                 {StepName::rebuild_certificates, "rebuild_certificates"},
                                                 {StepName::read_roots, "read_roots"},
                                                 {StepName::write_roots, "write_roots"},
                                                 {StepName::verify_roots, "verify_roots"},
                                                 {StepName::inspect_board, "inspect_board"}});
}
constexpr std::string_view name(StepName step) {
  return base::name_of(step);
}

enum class StepPlace : std::uint8_t { board, aws };
constexpr auto names_of(StepPlace) {
  return base::enum_names<StepPlace>("StepPlace", {{StepPlace::board, "board"}, {StepPlace::aws, "aws"}});
}
constexpr std::string_view name(StepPlace place) {
  return base::name_of(place);
}
StepPlace place(StepName step);

/// already: the step was found done, and nothing was changed.
enum class StepStatus : std::uint8_t { waiting, running, done, already, failed };
constexpr auto names_of(StepStatus) {
  return base::enum_names<StepStatus>("StepStatus", {{StepStatus::waiting, "waiting"},
                                                     {StepStatus::running, "running"},
                                                     {StepStatus::done, "done"},
                                                     {StepStatus::already, "already"},
                                                     {StepStatus::failed, "failed"}});
}
constexpr std::string_view name(StepStatus status) {
  return base::name_of(status);
}

struct Step {
  StepName name;
  StepStatus status = StepStatus::waiting;
  base::Duration spent{0};
  std::optional<double> fraction;  // 0..1; nullopt: not known
  base::Instant started{};
};

/// Whether one of these steps has changed the board or the account.
bool has_changed_anything(const std::vector<Step>& steps);

/// The steps in the order in which they are shown. Several can run at the same time.
class Progress {
 public:
  explicit Progress(const base::Executor& executor) : executor_(executor) {}

  /// Replaces all steps by these, which wait, and starts counting the time.
  void expect(const std::vector<StepName>& steps);
  /// Adds steps that turn out to be needed, before `next` or at the end.
  void expect_before(StepName next, const std::vector<StepName>& steps);
  /// Removes a step that turns out not to be needed.
  void drop(StepName step);
  /// A step that runs again goes on counting its time.
  void begin(StepName step);
  /// `fraction`: 0..1.
  void advance(StepName step, double fraction);
  void end(StepName step, StepStatus status = StepStatus::done);
  /// Ends every running step with this status: failed, or waiting when the job was cancelled.
  void end_running(StepStatus status);

  bool is_running(StepName step) const;
  bool has_failed() const;
  /// Running steps with their time until now.
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

}  // namespace provision
