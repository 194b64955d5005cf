#include "signals.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <signal.h>
#include <stdexcept>
#include <unistd.h>

namespace hosts {

namespace {

int signal_pipe = -1;

void on_signal(int) {
  const int error = errno;
  [[maybe_unused]] const ssize_t written = ::write(signal_pipe, "x", 1);
  errno = error;
}

}  // namespace

int catch_signals() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) throw std::runtime_error("pipe");
  signal_pipe = ends[1];
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigaction(SIGTERM, &action, nullptr);
  ::sigaction(SIGINT, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  return ends[0];
}

}  // namespace hosts
