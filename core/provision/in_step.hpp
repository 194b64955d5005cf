// An error says in which step of a job it happened.
#pragma once

#include "base/task.hpp"
#include "provision/progress.hpp"

namespace provision {

/// The same error with the parameter `step`, unless it has one already.
template <class T>
base::task<T> in_step(StepName step, base::task<T> work) {
  try {
    co_return co_await std::move(work);
  } catch (const base::Error& error) {
    if (!error.param("step").empty()) throw;
    throw base::Error(error).with("step", name(step));
  }
}

}  // namespace provision
