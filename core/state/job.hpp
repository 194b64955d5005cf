// A board's job as the page sees it: its plan, its steps and its result.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "provision/first_connection.hpp"
#include "provision/method_name.hpp"
#include "provision/plan.hpp"
#include "provision/progress.hpp"
#include "state/error_info.hpp"

namespace state {

struct StepState {
  provision::StepName name{};
  provision::StepPlace place{};
  provision::StepStatus status{};
  std::int64_t milliseconds = 0;
  std::optional<double> progress;
};
constexpr auto description_of(const StepState*) {
  return describe<StepState>(
      "StepState", "", field("name", &StepState::name), field("place", &StepState::place),
      field("status", &StepState::status, "`already`: the step was found done, and nothing was changed."),
      field("milliseconds", &StepState::milliseconds, "The time spent, so far or in total."),
      field("progress", &StepState::progress, "0..1 if known."));
}

struct PlanItem {
  std::string what;
  provision::PlanAction action{};
  std::map<std::string, std::string> params;
};
constexpr auto description_of(const PlanItem*) {
  return describe<PlanItem>(
      "PlanItem", "", field("what", &PlanItem::what, "A BoardItem or an AwsItem."),
      field("action", &PlanItem::action,
            "`check`: unknown until the provisioning firmware runs; the item is kept if it is valid."),
      field("params", &PlanItem::params,
            "Such as name, from, to. A firmware's: name, and version for the vendor's."));
}

struct Plan {
  std::vector<PlanItem> board;
  std::vector<PlanItem> aws;
  bool complete = false;
  std::int64_t expected_milliseconds = 0;
  std::vector<ErrorInfo> warnings;
};
constexpr auto description_of(const Plan*) {
  return describe<Plan>(
      "Plan", "", field("board", &Plan::board), field("aws", &Plan::aws),
      field("complete", &Plan::complete, "True if there is nothing to do: board and account are set up."),
      field("expectedMilliseconds", &Plan::expected_milliseconds), field("warnings", &Plan::warnings));
}

struct ConsoleLinks {
  std::string thing;
  std::string certificate;
  std::string test_client;
};
constexpr auto description_of(const ConsoleLinks*) {
  return describe<ConsoleLinks>(
      "ConsoleLinks", "Pages of the AWS console.", field("thing", &ConsoleLinks::thing),
      field("certificate", &ConsoleLinks::certificate), field("testClient", &ConsoleLinks::test_client));
}

struct JobResult {
  std::string thing_name;
  std::string certificate_id;
  std::string endpoint;
  std::string region;
  bool changed = false;
  std::int64_t milliseconds = 0;
  std::string topic;
  ConsoleLinks links;
};
constexpr auto description_of(const JobResult*) {
  return describe<JobResult>(
      "JobResult", "", field("thingName", &JobResult::thing_name),
      field("certificateId", &JobResult::certificate_id), field("endpoint", &JobResult::endpoint),
      field("region", &JobResult::region),
      field("changed", &JobResult::changed, "False if nothing had to change."),
      field("milliseconds", &JobResult::milliseconds),
      field("topic", &JobResult::topic, "The topic to enter in the AWS console's test client."),
      field("links", &JobResult::links));
}

struct RegistrationState {
  provision::FirstConnectionState status{};
  std::optional<provision::RegistrationEffect> missing;
  std::string unread;
};
constexpr auto description_of(const RegistrationState*) {
  return describe<RegistrationState>(
      "RegistrationState", "How far AWS IoT has registered the board at its first connection.",
      field("status", &RegistrationState::status),
      field("missing", &RegistrationState::missing,
            "What the function has not done yet; null until the registration takes longer than usual."),
      field("unread", &RegistrationState::unread,
            "The action that the keys lack, so that `missing` is not known; else empty."));
}

enum class JobKind : std::uint8_t { provision, restore, inspect, check_roots, repair_roots, write_roots };
constexpr auto names_of(JobKind) {
  using enum JobKind;
  return base::enum_names<JobKind>("JobKind", {{provision, "provision"},
                                               {restore, "restore"},
                                               {inspect, "inspect"},
                                               {check_roots, "check_roots"},
                                               {repair_roots, "repair_roots"},
                                               {write_roots, "write_roots"}});
}

enum class JobStatus : std::uint8_t { planning, planned, running, done, failed, cancelled };
constexpr auto names_of(JobStatus) {
  using enum JobStatus;
  return base::enum_names<JobStatus>("JobStatus", {{planning, "planning"},
                                                   {planned, "planned"},
                                                   {running, "running"},
                                                   {done, "done"},
                                                   {failed, "failed"},
                                                   {cancelled, "cancelled"}});
}

struct JobState {
  int board = 0;
  JobKind kind{};
  JobStatus status{};
  provision::MethodName method{};
  bool renews = false;
  std::optional<Plan> plan;
  std::vector<StepState> steps;
  std::int64_t expected_milliseconds = 0;
  std::int64_t milliseconds = 0;
  std::optional<ErrorInfo> error;
  std::optional<JobResult> result;
  std::optional<RegistrationState> registration;
};
constexpr auto description_of(const JobState*) {
  return describe<JobState>(
      "JobState",
      "If the debugger had to load the provisioning firmware, the job ends by loading the demo firmware, "
      "whatever ran before. With a debugger, `provision` and `restore` always do.",
      field("board", &JobState::board), field("kind", &JobState::kind), field("status", &JobState::status),
      field("method", &JobState::method, "For `provision`."),
      field("renews", &JobState::renews,
            "True if the user asked for a new certificate that has not been created yet."),
      field("plan", &JobState::plan),
      field("steps", &JobState::steps,
            "In the order of the one-click job. Only steps that the job may need."),
      field("expectedMilliseconds", &JobState::expected_milliseconds),
      field("milliseconds", &JobState::milliseconds), field("error", &JobState::error),
      field("result", &JobState::result),
      field("registration", &JobState::registration,
            "null if AWS IoT need not register the board, or has done so."));
}

}  // namespace state
