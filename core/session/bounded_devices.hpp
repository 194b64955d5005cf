// Limits the waits on devices of a platform that may never answer, such as a browser. Each wait ends after
// some seconds, so that a job always unwinds and the user can always try again. Knows nothing of the
// transferred data.
#pragma once

#include <memory>

#include "base/log.hpp"
#include "ports/hid_device.hpp"
#include "ports/serial_port.hpp"

namespace session {

/// open() fails with serial.unresponsive after `open_patience`, write() with serial.write_failed after
/// `write_patience`; close() gives up after `close_patience`. read() has no limit of its own.
class BoundedSerialPort final : public ports::SerialPort {
 public:
  static constexpr base::Duration open_patience = std::chrono::seconds(8);
  static constexpr base::Duration write_patience = std::chrono::seconds(10);  // the longest takes 1 s at 9600
  static constexpr base::Duration close_patience = std::chrono::seconds(4);

  BoundedSerialPort(std::unique_ptr<ports::SerialPort> port, base::Log& log)
      : port_(std::move(port)), log_(log) {}
  base::task<void> open(ports::BaudRate rate) override;
  base::task<base::Bytes> read() override { return port_->read(); }
  base::task<void> write(base::ByteView bytes) override;
  base::task<void> close() override;

 private:
  std::unique_ptr<ports::SerialPort> port_;
  base::Log& log_;
};

/// open() and send() fail with hid.unresponsive after `open_patience` and `send_patience`; close() gives up
/// after `close_patience`. receive() has no limit of its own.
class BoundedHidDevice final : public ports::HidDevice {
 public:
  static constexpr base::Duration open_patience = std::chrono::seconds(8);
  static constexpr base::Duration send_patience = std::chrono::seconds(5);
  static constexpr base::Duration close_patience = std::chrono::seconds(4);

  BoundedHidDevice(std::unique_ptr<ports::HidDevice> device, base::Log& log)
      : device_(std::move(device)), log_(log) {}
  base::task<void> open() override;
  base::task<void> send(const ports::HidReport& report) override;
  base::task<ports::HidReport> receive() override { return device_->receive(); }
  base::task<void> close() override;

 private:
  std::unique_ptr<ports::HidDevice> device_;
  base::Log& log_;
};

}  // namespace session
