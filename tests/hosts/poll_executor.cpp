#include "poll_executor.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <poll.h>
#include <system_error>
#include <vector>

namespace hosts {

base::Instant PollExecutor::now() const {
  return base::Instant(std::chrono::steady_clock::now().time_since_epoch());
}

base::task<void> PollExecutor::readable(int descriptor) {
  return ready_for(descriptor, POLLIN);
}

base::task<void> PollExecutor::writable(int descriptor) {
  return ready_for(descriptor, POLLOUT);
}

base::task<void> PollExecutor::ready_for(int descriptor, short events) {
  const base::Completion<void> ready;
  const std::uint64_t id = next_watch_++;
  watches_.emplace(id, Watch{descriptor, events, ready.completer()});
  struct Removal {
    ~Removal() { watches.erase(id); }
    std::map<std::uint64_t, Watch>& watches;
    std::uint64_t id;
  };
  const Removal removal{watches_, id};  // also if the task is destroyed while it waits
  co_await ready.wait();
}

bool PollExecutor::step() {
  if (has_ready()) {  // before any wait, because a ready task may be the last one
    run_ready();
    return true;
  }
  if (watches_.empty() && !has_timer()) return false;
  wait_for_events();
  // Events come before timers, so that a time-out which became due during a long task does not beat an answer
  // that has already arrived.
  run_ready();
  fire_due_timers();
  run_ready();
  return true;
}

void PollExecutor::wait_for_events() {
  int timeout = -1;
  if (has_timer()) {
    // Rounded up, so that poll() does not return just before the timer is due.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_timer() - now()).count();
    timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max()));
  }
  std::vector<pollfd> polled;
  std::vector<base::Completer<void>> completers;
  for (const auto& [id, watch] : watches_) {
    polled.push_back(pollfd{watch.descriptor, watch.events, 0});
    completers.push_back(watch.ready);
  }
  const int count = ::poll(polled.data(), polled.size(), timeout);
  if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
  for (std::size_t i = 0; count > 0 && i < polled.size(); ++i) {
    if (polled[i].revents != 0) completers[i].resolve();
  }
}

}  // namespace hosts
