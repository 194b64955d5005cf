// A serial port of a POSIX system: a tty device or a pseudo-terminal, through termios. Opening takes an
// advisory lock, as pyserial and picocom do, so that two ports cannot have one device open. A device in
// exclusive use by another program is busy.
#pragma once

#include <string>

#include "poll_executor.hpp"
#include "ports/serial_port.hpp"

namespace hosts {

class PosixSerialPort final : public ports::SerialPort {
 public:
  /// `path` is the device or a symbolic link to it, resolved at each open(). The executor must
  /// outlive the port.
  PosixSerialPort(PollExecutor& executor, std::string path) : executor_(executor), path_(std::move(path)) {}
  PosixSerialPort(const PosixSerialPort&) = delete;
  PosixSerialPort& operator=(const PosixSerialPort&) = delete;
  ~PosixSerialPort() override { release(); }

  base::task<void> open(ports::BaudRate rate) override;
  base::task<base::Bytes> read() override;
  base::task<void> write(base::ByteView bytes) override;
  base::task<void> close() override;

 private:
  void acquire();
  void configure(ports::BaudRate rate);
  void release() noexcept;
  [[noreturn]] void fail_disconnected(const char* call, int error);

  PollExecutor& executor_;
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace hosts
