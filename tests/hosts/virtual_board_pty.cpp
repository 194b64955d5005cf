#include "virtual_board_pty.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <stdlib.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>
#include <utility>

#include "base/sleep.hpp"

namespace hosts {

namespace {

/// How often to check whether a program has opened the terminal.
constexpr std::chrono::milliseconds closed_pause{2};

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

PseudoTerminal::PseudoTerminal(std::string link) : link_(std::move(link)) {
  master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0) fail("pseudo-terminal");
  device_ = ::ptsname(master_);
  // Open and close the device once: from then on the master reports whether a program has it open.
  const int slave = ::open(device_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  termios settings{};
  if (slave < 0 || ::tcgetattr(slave, &settings) != 0) fail(device_);
  ::cfmakeraw(&settings);
  ::cfsetspeed(&settings, B115200);
  if (::tcsetattr(slave, TCSANOW, &settings) != 0) fail(device_);
  ::close(slave);
  const std::string fresh = link_ + ".new";
  ::unlink(fresh.c_str());
  if (::symlink(device_.c_str(), fresh.c_str()) != 0 || ::rename(fresh.c_str(), link_.c_str()) != 0)
    fail(link_);
}

PseudoTerminal::~PseudoTerminal() {
  std::array<char, 256> target{};
  const ssize_t length = ::readlink(link_.c_str(), target.data(), target.size());
  if (length > 0 && device_ == std::string(target.data(), static_cast<std::size_t>(length)))
    ::unlink(link_.c_str());
  if (master_ >= 0) ::close(master_);
}

std::uint32_t PseudoTerminal::rate() const {
  constexpr std::array<std::pair<speed_t, std::uint32_t>, 8> rates{{{B1200, 1200},
                                                                    {B2400, 2400},
                                                                    {B4800, 4800},
                                                                    {B9600, 9600},
                                                                    {B19200, 19200},
                                                                    {B38400, 38400},
                                                                    {B57600, 57600},
                                                                    {B115200, 115200}}};
  termios settings{};
  if (::tcgetattr(master_, &settings) == 0) {
    for (const auto& [speed, baud] : rates) {
      if (::cfgetospeed(&settings) == speed) return baud;
    }
  }
  return 230400;  // stands for every rate that neither firmware uses
}

void PseudoTerminal::discard_unread() const {
  const int slave = ::open(device_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (slave < 0) return;
  ::tcflush(slave, TCIFLUSH);
  ::close(slave);
}

base::task<void> bridge(PollExecutor& executor, PseudoTerminal& terminal, simulation::SerialLine& line) {
  line.host_rate = [&terminal] { return terminal.rate(); };
  line.on_host_receives = [&terminal](base::ByteView bytes) {
    // Bytes that do not fit are lost, as on a device that nobody reads.
    [[maybe_unused]] const ssize_t written = ::write(terminal.master(), bytes.data(), bytes.size());
  };
  while (true) {
    std::array<std::byte, 4096> buffer;
    const ssize_t count = ::read(terminal.master(), buffer.data(), buffer.size());
    const bool waiting = count < 0 && (errno == EAGAIN || errno == EINTR);
    if (count <= 0 && !waiting) {  // no program has it open
      if (line.is_open()) {
        line.host_closes();
        terminal.discard_unread();
      }
      co_await base::sleep(closed_pause);
      continue;
    }
    if (!line.is_open()) line.host_opens(terminal.rate());
    if (waiting) {
      co_await executor.readable(terminal.master());
    } else {
      line.host_sends(base::ByteView(buffer).first(static_cast<std::size_t>(count)));
    }
  }
}

}  // namespace hosts
