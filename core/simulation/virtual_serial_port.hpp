// The serial port of a virtual board, as a browser or an operating system offers it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "base/completion.hpp"
#include "ports/serial_port.hpp"
#include "simulation/serial_line.hpp"

namespace simulation {

class VirtualSerialPort final : public ports::SerialPort {
 public:
  /// `plugged` returns true while the port is on USB.
  VirtualSerialPort(SerialLine& line, std::function<bool()> plugged)
      : line_(line), plugged_(std::move(plugged)) {}

  base::task<void> open(ports::BaudRate rate) override;
  base::task<base::Bytes> read() override;
  base::task<void> write(base::ByteView bytes) override;
  base::task<void> close() override;

  /// The cable is pulled: fails a waiting read().
  void disconnect();

 private:
  void require_open() const;

  SerialLine& line_;
  std::function<bool()> plugged_;
  bool open_ = false;
  bool lost_ = false;
  base::Bytes received_;
  std::optional<base::Completer<void>> reader_;
};

}  // namespace simulation
