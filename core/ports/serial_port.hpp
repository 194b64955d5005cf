// A serial port that carries bytes both ways, with 8 data bits, no parity, 1 stop bit and no flow control.
#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "base/task.hpp"

namespace ports {

enum class BaudRate : std::uint32_t { provisioning = 115200, demo = 9600 };

class SerialPort {
 public:
  virtual ~SerialPort() = default;

  /// Opens the port; if it is open at another rate, closes it first. Throws serial.port_busy,
  /// serial.open_failed, serial.disconnected.
  virtual base::task<void> open(BaudRate rate) = 0;
  /// Waits for at least one byte, and returns all bytes that have arrived. Cancelling the wait loses no byte.
  /// Throws serial.disconnected if the device is gone, serial.read_failed on a line error (the port stays
  /// usable).
  virtual base::task<base::Bytes> read() = 0;
  /// Ends when the platform has accepted the bytes; the view must stay valid until then. Throws
  /// serial.write_failed if the platform does not take them, or not in time.
  virtual base::task<void> write(base::ByteView bytes) = 0;
  /// Never fails. The port can be opened again afterwards.
  virtual base::task<void> close() = 0;
};

}  // namespace ports
