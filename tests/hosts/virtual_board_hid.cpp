#include "virtual_board_hid.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace hosts {

namespace {

/// A connected client. The destructor closes the line and the descriptor.
class Client {
 public:
  Client(int descriptor, simulation::HidLine& line) : descriptor_(descriptor), line_(line) {
    line_.on_host_receives = [descriptor](const ports::HidReport& report) {
      // Bytes that do not fit are lost, as on a device that nobody reads.
      [[maybe_unused]] const ssize_t sent =
          ::send(descriptor, report.data(), report.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    };
    line_.host_opens();
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() {
    line_.on_host_receives = nullptr;
    line_.host_closes();
    ::close(descriptor_);
  }

  int descriptor() const { return descriptor_; }
  /// False if the client has closed the connection.
  bool take_bytes() {
    const ssize_t count =
        ::recv(descriptor_, report_.data() + filled_, report_.size() - filled_, MSG_DONTWAIT);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    if (count == 0) return false;
    filled_ += static_cast<std::size_t>(count);
    if (filled_ < report_.size()) return true;
    filled_ = 0;
    line_.host_sends(report_);
    return true;
  }

 private:
  int descriptor_;
  simulation::HidLine& line_;
  ports::HidReport report_{};
  std::size_t filled_ = 0;
};

}  // namespace

HidSocket::HidSocket(std::string path) : path_(std::move(path)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path_.empty() || path_.size() >= sizeof address.sun_path)
    throw std::runtime_error("not a path for a socket: " + path_);
  std::copy(path_.begin(), path_.end(), std::begin(address.sun_path));
  ::unlink(path_.c_str());
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener_ < 0 || ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 1) != 0) {
    const int error = errno;
    if (listener_ >= 0) ::close(listener_);
    throw std::system_error(error, std::generic_category(), path_);
  }
}

HidSocket::~HidSocket() {
  ::unlink(path_.c_str());
  ::close(listener_);
}

base::task<void> bridge(PollExecutor& executor, HidSocket& socket, simulation::HidLine& line) {
  while (true) {
    co_await executor.readable(socket.listener());
    const int descriptor = ::accept4(socket.listener(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (descriptor < 0) continue;
    Client client(descriptor, line);
    do {
      co_await executor.readable(client.descriptor());
    } while (client.take_bytes());
  }
}

}  // namespace hosts
