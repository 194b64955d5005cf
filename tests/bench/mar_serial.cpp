// Compares the time that provisioning by MAR (README.md) spends on the serial port, in the model's virtual
// time, with the least time that its bytes and delays allow: PING, SERIAL, GENPUBKEY, SIGNDIGEST, two erases,
// the used bytes of store, endpoint and thing name written and read back. Fails above 1.25 times the least
// time.

#include <cstdio>
#include <string>

#include "mar_limit.hpp"
#include "support/mar_world.hpp"

namespace {

double seconds(base::Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

/// The time of the steps on the board. No such step waits for AWS.
base::Duration board_time(const std::vector<provision::Step>& steps) {
  base::Duration sum{0};
  for (const auto& step : steps) {
    if (place(step.name) == provision::StepPlace::board) sum += step.spent;
  }
  return sum;
}

}  // namespace

int main() {
  support::MarWorld job;
  job.executor.run_for(std::chrono::seconds(2));  // the Wi-Fi module has started before the job
  const provision::ProvisioningResult made = job.provision();
  const base::Duration taken = board_time(job.last_steps);

  const base::Duration limit =
      bench::limit_of(provision::StoreImage(*made.chain, made.endpoint, made.thing_name));
  const double ratio = seconds(taken) / seconds(limit);
  std::printf("limit of the serial part   %6.3f s (its bytes at 115200 baud, and the delays)\n",
              seconds(limit));
  std::printf("the job on the board       %6.3f s\n", seconds(taken));
  std::printf("ratio                      %6.3f   (at most 1.25)\n", ratio);
  std::printf("the vendor's recorded run   5.700 s of waits for serial data and sleeps, 15.1 s in all\n");
  for (const auto& step : job.last_steps) {
    std::printf("  %-22s %-8s %6.3f s\n", std::string(name(step.name)).c_str(),
                std::string(name(step.status)).c_str(), seconds(step.spent));
  }
  return ratio <= 1.25 ? 0 : 1;
}
