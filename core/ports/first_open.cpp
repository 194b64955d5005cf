#include "ports/first_open.hpp"

#include <algorithm>
#include <string>

#include "base/sleep.hpp"
#include "base/spawn.hpp"
#include "ports/errors.hpp"

namespace ports {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration first_pause = 250ms;
constexpr base::Duration longest_pause = 1s;

base::Duration timeout_with(const base::Error& refusal) {
  if (refusal.is(serial_port_busy)) return busy_timeout;
  for (const base::ErrorCode code :
       {serial_open_failed, hid_open_failed, port_in_other_tab, debugger_in_other_tab})
    if (refusal.is(code)) return brief_timeout;
  return base::Duration::zero();
}

}  // namespace

base::task<void> first_open(OpenAttempt attempt, base::Log& log) {
  const base::Executor& executor = *(co_await base::this_context()).executor;
  const base::Instant start = executor.now();
  bool logged = false;
  for (base::Duration pause = first_pause;; pause = std::min(2 * pause, longest_pause)) {
    const base::Outcome<void> outcome = co_await base::settled(attempt());
    if (outcome.ok()) co_return;
    const base::Error refusal = outcome.error();
    const base::Duration left = start + timeout_with(refusal) - executor.now();
    if (left <= base::Duration::zero()) throw base::Error(refusal);
    if (refusal.is(serial_port_busy) && !logged) {
      logged = true;
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(busy_timeout).count();
      log.info("serial", "the port is busy; trying for up to " + std::to_string(seconds) +
                             " s, as Linux may look for a modem at a new port first");
    }
    co_await base::sleep(std::min(pause, left));
  }
}

}  // namespace ports
