// How the work of a job becomes a step that people see: it runs, it ends, and when it fails the error and the
// list of steps name the same step.
#pragma once

#include <type_traits>
#include <utility>

#include "base/task.hpp"
#include "provision/progress.hpp"

namespace provision {

/// Shows the step as failed, unless the error names a step within it or cancels it. Returns the error with
/// the parameter `step`.
base::Error failed_in(Progress& progress, StepName step, const base::Error& error);

/// Runs what a step needs before its turn, such as opening a port or loading an image. Nothing is shown
/// unless the work fails: then the step has failed, and the error gets the parameter `step`. An error that
/// already names a step is passed on unchanged. A cancelled step has not failed: the end of the job settles
/// it (Progress::end_running()).
template <class T>
base::task<T> prepare_step(Progress& progress, StepName step, base::task<T> work) {
  try {
    co_return co_await std::move(work);
  } catch (const base::Error& error) {
    throw failed_in(progress, step, error);
  }
}

/// Runs `work` as this step: it is shown as running and then as done, or as failed as above. Work that ends
/// the step itself (StepStatus::already) keeps that status.
template <class T>
base::task<T> run_step(Progress& progress, StepName step, base::task<T> work) {
  progress.begin(step);
  if constexpr (std::is_void_v<T>) {
    co_await prepare_step(progress, step, std::move(work));
    if (progress.is_running(step)) progress.end(step);
  } else {
    T result = co_await prepare_step(progress, step, std::move(work));
    if (progress.is_running(step)) progress.end(step);
    co_return result;
  }
}

}  // namespace provision
