#include "hid_socket_device.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "ports/errors.hpp"

namespace hosts {

void HidSocketDevice::release() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  received_.clear();
}

void HidSocketDevice::fail(const char* call) {
  const int error = errno;
  release();
  throw base::Error(ports::hid_disconnected).because(std::string(call) + ": " + std::strerror(error));
}

base::task<void> HidSocketDevice::open() {
  release();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path_.size() >= sizeof address.sun_path) throw base::Error(ports::hid_open_failed).because(path_);
  std::copy(path_.begin(), path_.end(), std::begin(address.sun_path));
  descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor_ < 0 ||
      ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const int error = errno;
    release();
    throw base::Error(ports::hid_open_failed).because(path_ + ": " + std::strerror(error));
  }
  co_return;
}

base::task<void> HidSocketDevice::send(const ports::HidReport& report) {
  const ports::HidReport sent = report;
  std::size_t done = 0;
  while (done < sent.size()) {
    const ssize_t count = ::send(descriptor_, sent.data() + done, sent.size() - done, MSG_NOSIGNAL);
    if (count > 0) {
      done += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN || errno == EINTR) {
      co_await executor_.writable(descriptor_);
    } else {
      fail("send");
    }
  }
}

base::task<ports::HidReport> HidSocketDevice::receive() {
  ports::HidReport report;
  while (received_.size() < report.size()) {
    ports::HidReport part;
    const ssize_t count = ::recv(descriptor_, part.data(), report.size() - received_.size(), 0);
    if (count > 0) {
      received_.insert(received_.end(), part.begin(), part.begin() + count);
    } else if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
      co_await executor_.readable(descriptor_);
    } else {
      fail("recv");
    }
  }
  std::copy(received_.begin(), received_.end(), report.begin());
  received_.clear();
  co_return report;
}

base::task<void> HidSocketDevice::close() {
  release();
  co_return;
}

}  // namespace hosts
