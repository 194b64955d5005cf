#include "posix_serial_port.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

#include "ports/errors.hpp"

namespace hosts {

namespace {

base::Error failure(base::ErrorCode code, const std::string& path, const char* call, int error) {
  base::Error failed(code);
  failed.with("port", path).because(std::string(call) + ": " + std::strerror(error));
  return failed;
}

speed_t speed_of(ports::BaudRate rate) {
  return rate == ports::BaudRate::demo ? B9600 : B115200;
}

bool is_temporary(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

base::task<void> PosixSerialPort::open(ports::BaudRate rate) {
  release();
  acquire();
  configure(rate);
  co_return;
}

void PosixSerialPort::acquire() {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor_ < 0) {
    const int error = errno;
    if (error == EBUSY) throw failure(ports::serial_port_busy, path_, "open", error);
    if (error == ENOENT || error == ENXIO || error == ENODEV || error == EIO)
      throw failure(ports::serial_disconnected, path_, "open", error);
    throw failure(ports::serial_open_failed, path_, "open", error);
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    release();
    throw failure(error == EWOULDBLOCK ? ports::serial_port_busy : ports::serial_open_failed, path_, "flock",
                  error);
  }
}

void PosixSerialPort::configure(ports::BaudRate rate) {
  termios settings{};
  if (::tcgetattr(descriptor_, &settings) != 0) {
    const int error = errno;
    release();
    throw failure(ports::serial_open_failed, path_, "tcgetattr", error);
  }
  ::cfmakeraw(&settings);
  settings.c_cflag |= CLOCAL | CREAD;
  settings.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
  ::cfsetispeed(&settings, speed_of(rate));
  ::cfsetospeed(&settings, speed_of(rate));
  if (::tcsetattr(descriptor_, TCSANOW, &settings) != 0) {
    const int error = errno;
    release();
    throw failure(ports::serial_open_failed, path_, "tcsetattr", error);
  }
  ::tcflush(descriptor_, TCIFLUSH);
}

base::task<base::Bytes> PosixSerialPort::read() {
  while (descriptor_ >= 0) {
    std::array<std::byte, 4096> buffer;
    const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
    if (count > 0) co_return base::Bytes(buffer.begin(), buffer.begin() + count);
    const int error = errno;
    if (count == 0) fail_disconnected("read", EIO);  // end of file: the other end is closed
    if (!is_temporary(error)) fail_disconnected("read", error);
    co_await executor_.readable(descriptor_);
  }
  throw base::Error(ports::serial_not_open);
}

base::task<void> PosixSerialPort::write(base::ByteView bytes) {
  while (!bytes.empty()) {
    if (descriptor_ < 0) throw base::Error(ports::serial_not_open);
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(count));
      continue;
    }
    const int error = errno;
    if (!is_temporary(error)) fail_disconnected("write", error);
    co_await executor_.writable(descriptor_);
  }
}

base::task<void> PosixSerialPort::close() {
  release();
  co_return;
}

void PosixSerialPort::release() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

void PosixSerialPort::fail_disconnected(const char* call, int error) {
  release();
  throw failure(ports::serial_disconnected, path_, call, error);
}

}  // namespace hosts
