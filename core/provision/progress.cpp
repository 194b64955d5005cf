#include "provision/progress.hpp"

#include <algorithm>
#include <iterator>

namespace provision {

StepPlace place(StepName step) {
  switch (step) {
    case StepName::check_account:
    case StepName::check_policy:
    case StepName::register_certificate:
    case StepName::create_thing:
    case StepName::attach_policy:
    case StepName::attach_certificate:
    case StepName::create_stack:
    case StepName::register_authority:
    case StepName::clean_up:
    case StepName::first_connection:
    case StepName::registration:
    case StepName::first_message:
      return StepPlace::aws;
    default:
      return StepPlace::board;
  }
}

namespace {

bool changes_something(StepName step) {
  switch (step) {
    case StepName::program_provisioning:
    case StepName::write_roots:
    case StepName::write_store:
    case StepName::create_thing:
    case StepName::register_certificate:
    case StepName::attach_certificate:
    case StepName::attach_policy:
    case StepName::create_stack:
    case StepName::register_authority:
    case StepName::clean_up:
    case StepName::program_demo:
    case StepName::send_wifi:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool has_changed_anything(const std::vector<Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    return step.status == StepStatus::done && changes_something(step.name);
  });
}

void Progress::expect(const std::vector<StepName>& steps) {
  started_ = executor_.now();
  steps_.clear();
  for (const StepName step : steps) find(step);
}

void Progress::expect_before(StepName next, const std::vector<StepName>& steps) {
  for (const StepName step : steps) {
    Step added;
    added.name = step;
    const auto known = [](StepName name) { return [name](const Step& one) { return one.name == name; }; };
    if (std::any_of(steps_.begin(), steps_.end(), known(step))) continue;
    steps_.insert(std::find_if(steps_.begin(), steps_.end(), known(next)), added);
  }
}

void Progress::drop(StepName step) {
  const auto is_it = [step](const Step& one) { return one.name == step; };
  steps_.erase(std::remove_if(steps_.begin(), steps_.end(), is_it), steps_.end());
}

Step& Progress::find(StepName step) {
  for (Step& known : steps_) {
    if (known.name == step) return known;
  }
  Step added;
  added.name = step;
  steps_.push_back(added);
  return steps_.back();
}

void Progress::begin(StepName step) {
  Step& found = find(step);
  found.status = StepStatus::running;
  found.started = executor_.now() - found.spent;
  found.fraction.reset();
  if (on_change) on_change(found);
}

void Progress::advance(StepName step, double fraction) {
  Step& found = find(step);
  found.fraction = fraction;
  found.spent = executor_.now() - found.started;
  if (on_change) on_change(found);
}

void Progress::end(StepName step, StepStatus status) {
  Step& found = find(step);
  if (found.status == StepStatus::running) found.spent = executor_.now() - found.started;
  found.status = status;
  found.fraction.reset();
  if (on_change) on_change(found);
}

void Progress::end_running(StepStatus status) {
  for (const Step& step : std::vector<Step>(steps_)) {
    if (step.status == StepStatus::running) end(step.name, status);
  }
}

bool Progress::is_running(StepName step) const {
  for (const Step& known : steps_)
    if (known.name == step) return known.status == StepStatus::running;
  return false;
}

bool Progress::has_failed() const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [](const Step& step) { return step.status == StepStatus::failed; });
}

std::vector<Step> Progress::steps() const {
  std::vector<Step> steps = steps_;
  for (Step& step : steps) {
    if (step.status == StepStatus::running) step.spent = executor_.now() - step.started;
  }
  return steps;
}

}  // namespace provision
