#include "provision/run_step.hpp"

namespace provision {

base::Error failed_in(Progress& progress, StepName step, const base::Error& error) {
  if (!error.param("step").empty()) return error;
  if (!error.is(base::cancelled)) progress.end(step, StepStatus::failed);
  return base::Error(error).with("step", name(step));
}

}  // namespace provision
